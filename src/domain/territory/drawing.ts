import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import { rounded } from '../../geo/canonical.ts';
import { type Crs, toWgs84 } from '../../geo/crs.ts';
import { isGridCode } from '../../geo/grid-code.ts';
import { toLngLat } from '../../geo/point.ts';
import { areaFault, polygonsOf } from '../../geo/polygon.ts';

/** A community as a file draws it; it may be named only, and then its border is that of its grids. */
export interface DrawnCommunity {
  readonly code: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly boundary?: MultiPolygon;
}

/** A grid as a file draws it. */
export interface DrawnGrid {
  readonly code: string;
  readonly communityCode: string;
  readonly name: string;
  readonly nameEn: string;
  readonly households: number;
  readonly elders: number;
  readonly boundary: MultiPolygon;
}

/** What a file says the street looks like, in WGS-84. */
export interface Drawing {
  readonly communities: readonly DrawnCommunity[];
  readonly grids: readonly DrawnGrid[];
}

/** One thing wrong with a drawing, with its place. */
export interface Piece {
  readonly kind: 'invalid' | 'overlap' | 'gap' | 'outside';
  readonly codes: readonly string[];
  /** Of an invalid piece: why. */
  readonly reason?: string;
  readonly areaM2?: number;
  readonly geometry: Feature['geometry'];
}

/** Reads features as communities and grids of the street; whatever cannot be read is told as a piece. */
export function readDrawing(
  { features }: FeatureCollection,
  { crs, street }: { crs: Crs; street: string },
): { drawing: Drawing; pieces: Piece[] } {
  const drawn = features.map((feature) => inWgs84(feature, crs));
  const areas = drawn.filter(({ properties }) => properties?.kind === 'community');
  const cells = drawn.filter(({ properties }) => properties?.kind !== 'community');
  const communities = areas.map(communityOf);
  const grids = cells.map(gridOf);
  const pieces = [
    ...areas.flatMap((feature) => faultsOf(feature, communityFaults(feature, street))),
    ...cells.flatMap((feature) => faultsOf(feature, gridFaults(feature, street))),
    ...repeats(areas),
    ...repeats(cells),
  ];
  return {
    drawing: { communities: [...communities, ...named(grids, cells, communities)], grids },
    pieces,
  };
}

const communityOf = ({ properties, geometry }: Feature): DrawnCommunity => ({
  code: text(properties?.code),
  name: text(properties?.name),
  nameEn: text(properties?.nameEn),
  boundary: multi(geometry),
});

function gridOf({ properties, geometry }: Feature): DrawnGrid {
  const code = text(properties?.code);
  return {
    code,
    communityCode: code.slice(0, 12),
    name: text(properties?.name),
    nameEn: text(properties?.nameEn),
    households: Number(properties?.households ?? 0),
    elders: Number(properties?.elders ?? 0),
    boundary: multi(geometry),
  };
}

/** Communities that are not drawn but only named by their grids. */
function named(
  grids: readonly DrawnGrid[],
  cells: readonly Feature[],
  drawn: readonly DrawnCommunity[],
): DrawnCommunity[] {
  const known = new Set(drawn.map(({ code }) => code));
  const found = new Map<string, DrawnCommunity>();
  for (const [index, { communityCode: code }] of grids.entries()) {
    if (known.has(code)) continue;
    const properties = cells[index]!.properties;
    const name = text(properties?.communityName) || found.get(code)?.name;
    const nameEn = text(properties?.communityNameEn) || found.get(code)?.nameEn;
    found.set(code, { code, ...(name && { name }), ...(nameEn && { nameEn }) });
  }
  return [...found.values()];
}

function communityFaults({ properties }: Feature, street: string): (string | false)[] {
  const code = text(properties?.code);
  return [
    !isGridCode(`${code}001`) && 'CODE_MALFORMED',
    !code.startsWith(street) && 'CODE_OF_ANOTHER_STREET',
    !isName(properties?.name) && 'NAME_MISSING',
  ];
}

function gridFaults({ properties }: Feature, street: string): (string | false)[] {
  const code = text(properties?.code);
  const communityCode: unknown = properties?.communityCode;
  return [
    !isGridCode(code) && 'CODE_MALFORMED',
    !code.startsWith(street) && 'CODE_OF_ANOTHER_STREET',
    communityCode !== undefined &&
      communityCode !== code.slice(0, 12) &&
      'CODE_OF_ANOTHER_COMMUNITY',
    !isName(properties?.name) && 'NAME_MISSING',
    !isCount(properties?.households) && 'HOUSEHOLDS_NOT_A_COUNT',
    !isCount(properties?.elders) && 'ELDERS_NOT_A_COUNT',
  ];
}

function faultsOf(feature: Feature, reasons: readonly (string | false)[]): Piece[] {
  const codes = [text(feature.properties?.code)];
  const { geometry } = feature;
  const shape: string | undefined = isArea(geometry) ? areaFault(geometry)?.kind : 'NOT_A_POLYGON';
  return [...reasons, shape ?? false]
    .filter((reason): reason is string => reason !== false)
    .map((reason) => ({ kind: 'invalid', codes, reason, geometry }));
}

function repeats(features: readonly Feature[]): Piece[] {
  const seen = new Set<string>();
  return features.flatMap(({ properties, geometry }): Piece[] => {
    const code = text(properties?.code);
    if (!seen.has(code)) return (seen.add(code), []);
    return [{ kind: 'invalid', codes: [code], reason: 'CODE_REPEATED', geometry }];
  });
}

function inWgs84(feature: Feature, crs: Crs): Feature {
  const { geometry } = feature;
  if (!isArea(geometry)) return feature;
  const coordinates = polygonsOf(geometry).map((rings) =>
    rings.map((ring) => ring.map((position) => rounded(toWgs84(toLngLat(position), crs)))),
  );
  return { ...feature, geometry: { type: 'MultiPolygon', coordinates } };
}

const isArea = (geometry: Feature['geometry']) =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
const multi = (geometry: Feature['geometry']): MultiPolygon =>
  geometry.type === 'MultiPolygon' ? geometry : { type: 'MultiPolygon', coordinates: [] };
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const isName = (value: unknown): boolean => text(value).length > 0 && text(value).length <= 60;
const isCount = (value: unknown): boolean =>
  value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < 1e6);
