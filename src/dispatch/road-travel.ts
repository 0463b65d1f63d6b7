import { distance, type LngLat } from '../geo/point.ts';
import type { Roads } from '../geo/roads.ts';
import type { Policy } from './policy.ts';
import { crowFlies, type Travel } from './travel.ts';

/** How much longer ways take than their length says. */
export type Factors = Pick<Policy, 'detourFactor' | 'paceFactor'>;

/** Travel along the roads where they are known, otherwise in a straight line. */
export const travelOver = (roads: Roads | undefined, factors: Factors): Travel =>
  roads ? alongRoads(roads, factors) : crowFlies(factors.detourFactor);

/** Travel along the roads from distances that the network keeps; on one stretch of road, and off the network, the straight line times the detour factor. */
export function alongRoads(roads: Roads, { detourFactor, paceFactor }: Factors): Travel {
  const straight = crowFlies(detourFactor);
  // Keyed by the point itself, so that what nobody holds any more is forgotten.
  const snapped = new WeakMap<LngLat, { node: number; metres: number } | undefined>();
  const snap = (place: LngLat) => {
    if (snapped.has(place)) return snapped.get(place);
    const node = roads.snap(place);
    const found =
      node === undefined ? undefined : { node, metres: distance(place, roads.nodes[node]!) };
    snapped.set(place, found);
    return found;
  };
  return (from, to, rider) => {
    const [start, goal] = [snap(from), snap(to)];
    if (!start || !goal || start.node === goal.node) return straight(from, to, rider);
    const along = roads.metresBetween(start.node, goal.node);
    if (along === Infinity) return straight(from, to, rider);
    return ((start.metres + along + goal.metres) / rider.speedMps) * paceFactor;
  };
}
