import type { FeatureCollection, GeoJsonProperties, Position } from 'geojson';
import { distance, type LngLat, toLngLat } from './point.ts';
import { roadClassOf } from './road-classes.ts';
import type { RoadData } from './roads.ts';

/** A road as a map draws it, in the direction in which motor vehicles may go. */
export interface RoadLine {
  readonly positions: readonly Position[];
  readonly roadClass: number;
  readonly isOneWay: boolean;
}

/** The lines of a map; their class is read from `cls` or OpenStreetMap's `highway`, their direction from `oneway` and `junction`. */
export function roadLinesOf({ features }: FeatureCollection): RoadLine[] {
  return features.flatMap(({ geometry, properties }) => {
    const name: unknown = properties?.['cls'] ?? properties?.['highway'];
    const roadClass = roadClassOf(typeof name === 'string' ? name : undefined);
    const direction = directionOf(properties);
    return linesOf(geometry).map((line) => ({
      positions: direction === 'BACK' ? line.toReversed() : line,
      roadClass,
      isOneWay: direction !== 'BOTH',
    }));
  });
}

function linesOf(geometry: FeatureCollection['features'][number]['geometry']): Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  return geometry.type === 'MultiLineString' ? geometry.coordinates : [];
}

function directionOf(properties: GeoJsonProperties): 'BOTH' | 'FORWARD' | 'BACK' {
  const { oneway, junction } = properties ?? {};
  if (oneway === undefined || oneway === null)
    return junction === 'roundabout' ? 'FORWARD' : 'BOTH';
  if (['yes', 'true', '1'].includes(String(oneway))) return 'FORWARD';
  return ['-1', 'reverse'].includes(String(oneway)) ? 'BACK' : 'BOTH';
}

/** Positions closer than this are one corner: six decimals are 0.1 m. */
const DECIMALS = 6;

/**
 * A road network from lines as maps draw them: every position is a node, lines that share a position meet there. Lines
 * that only cross do not: one may be a bridge.
 */
export function networkOf(lines: readonly RoadLine[]): RoadData {
  const numbers = new Map<string, number>();
  const nodes: LngLat[] = [];
  const nodeAt = (position: Position): number => {
    const [lng, lat] = toLngLat(position);
    const key = `${lng.toFixed(DECIMALS)} ${lat.toFixed(DECIMALS)}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, nodes.length);
    return nodes.push([Number(lng.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))]) - 1;
  };
  const edges = lines.flatMap(({ positions, roadClass, isOneWay }) => {
    const way = positions.map(nodeAt);
    return way.slice(1).flatMap((to, index) => {
      const from = way[index]!;
      if (from === to) return [];
      const edge = [from, to, distance(nodes[from]!, nodes[to]!), roadClass];
      return [isOneWay ? [...edge, 1] : edge];
    });
  });
  return { nodes, edges };
}
