import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import { type LngLat, toLngLat } from '../geo/point.ts';

/** 红桥街道: the fictional street office of the demo, with its geography in WGS-84. */
export interface DemoStreet {
  readonly street: {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly outline: MultiPolygon;
  };
  /** Codes of twelve digits. */
  readonly communities: FeatureCollection<Polygon>;
  /** Codes of fifteen digits. */
  readonly grids: FeatureCollection<Polygon>;
  readonly stations: readonly DemoStation[];
  readonly places: readonly DemoPlace[];
  readonly roadgraph: RoadData;
}

export interface DemoStation {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly location: LngLat;
  readonly amenities: readonly string[];
}

/** A housing estate or building where people live. */
export interface DemoPlace {
  readonly name: string;
  readonly gridCode: string;
  readonly location: LngLat;
}

/** Corners of the road network, and edges as [from, to, metres, class]. */
export interface RoadData {
  readonly nodes: readonly LngLat[];
  readonly edges: readonly (readonly [
    from: number,
    to: number,
    metres: number,
    roadClass: number,
  ])[];
}

/** A county number that no county has: the street is invented. */
const STREET_CODE = '320199001';

/** `HQ01` is community 001 of the street and `HQ01-02` its grid 002, written as the standard wants them. */
export function fullCode(code: string): string {
  const [, community, grid] = /^HQ(\d\d)(?:-(\d\d))?$/.exec(code) ?? [];
  if (!community) throw new Error(`${code} is no code of the demo street`);
  return `${STREET_CODE}0${community}${grid ? `0${grid}` : ''}`;
}

/** Reads the demo street from the files beside this one. */
export function demoStreet(): DemoStreet {
  const [outline] = read<Polygon>('outline.geojson').features;
  return {
    street: {
      code: STREET_CODE,
      name: '红桥街道',
      nameEn: 'Hongqiao Subdistrict',
      outline: { type: 'MultiPolygon', coordinates: [outline!.geometry.coordinates] },
    },
    communities: mapped(read<Polygon>('communities.geojson'), communityOf),
    grids: mapped(read<Polygon>('grids.geojson'), gridOf),
    stations: read<Point>('stations.geojson').features.map(stationOf),
    places: read<Point>('places.geojson').features.map(placeOf),
    roadgraph: JSON.parse(text('roadgraph.json')) as RoadData,
  };
}

const text = (file: string) =>
  readFileSync(join(import.meta.dirname, '../../src/demo/street', file), 'utf8');
const read = <G extends Point | Polygon>(file: string) =>
  JSON.parse(text(file)) as FeatureCollection<G, Record<string, string>>;

const mapped = (
  { features }: FeatureCollection<Polygon, Record<string, string>>,
  properties: (of: Record<string, string>) => Record<string, unknown>,
): FeatureCollection<Polygon> => ({
  type: 'FeatureCollection',
  features: features.map((feature) => ({ ...feature, properties: properties(feature.properties) })),
});

const communityOf = ({ code, name, nameEn }: Record<string, string>) => ({
  kind: 'community',
  code: fullCode(code!),
  name,
  nameEn,
});

const gridOf = (of: Record<string, string>) => ({
  kind: 'grid',
  code: fullCode(of.code!),
  name: of.nameFull,
  nameEn: `Community ${Number(of.communityCode!.slice(2))}, grid ${Number(of.code!.slice(5))}`,
  communityCode: fullCode(of.communityCode!),
  communityName: of.community,
  households: of.households,
  elders: of.elders,
});

const stationOf = ({
  properties,
  geometry,
}: Feature<Point, Record<string, string>>): DemoStation => ({
  code: properties.code!,
  name: properties.name!,
  nameEn: `Station ${Number(properties.code!.slice(2))}`,
  location: toLngLat(geometry.coordinates),
  amenities: properties.services as unknown as string[],
});

const placeOf = ({ properties, geometry }: Feature<Point, Record<string, string>>): DemoPlace => ({
  name: properties.name!,
  gridCode: fullCode(properties.grid!),
  location: toLngLat(geometry.coordinates),
});
