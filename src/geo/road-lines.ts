import type { Position } from 'geojson';
import { distance, type LngLat, toLngLat } from './point.ts';
import type { RoadData } from './roads.ts';

/** Positions closer than this are one corner: six decimals are 0.1 m. */
const DECIMALS = 6;

/**
 * A road network from lines as maps draw them: every position is a node, lines that share a position meet there. Lines
 * that only cross do not: one may be a bridge.
 */
export function networkOf(lines: readonly (readonly Position[])[]): RoadData {
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
  const edges = lines.flatMap((line) => {
    const way = line.map(nodeAt);
    return way.slice(1).flatMap((to, index) => {
      const from = way[index]!;
      return from === to ? [] : [[from, to, distance(nodes[from]!, nodes[to]!)] as const];
    });
  });
  return { nodes, edges };
}
