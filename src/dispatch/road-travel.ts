import { distance, type LngLat } from '../geo/point.ts';
import type { Mode } from '../geo/road-classes.ts';
import type { RoadNetwork } from '../geo/road-network.ts';
import type { Roads } from '../geo/roads.ts';
import type { Policy } from './policy.ts';
import { crowFlies, type Travel } from './travel.ts';

/** How much longer ways take than their length says. */
export type Factors = Pick<Policy, 'detourFactor' | 'paceFactor'>;

/** Travel along the roads where they are known, otherwise in a straight line. */
export const travelOver = (roads: Roads | undefined, factors: Factors): Travel =>
  roads ? alongRoads(roads, factors) : crowFlies(factors.detourFactor);

/** Travel along the roads open to the rider, times the pace factor; on one stretch of road, and off the network, the straight line times the detour factor. */
export function alongRoads(roads: Roads, { detourFactor, paceFactor }: Factors): Travel {
  const straight = crowFlies(detourFactor);
  const metres = metresAlong(roads);
  return (from, to, rider) => {
    const along = metres(from, to, rider.mode);
    return along === undefined ? straight(from, to, rider) : (along / rider.speedMps) * paceFactor;
  };
}

/** Metres along the roads open to a mode, the walk to and from them included; undefined on one stretch of road, and off the network. */
export function metresAlong(roads: Roads) {
  const byMode = new Map<Mode, ReturnType<typeof metresIn>>();
  return (from: LngLat, to: LngLat, mode: Mode = 'CYCLE'): number | undefined => {
    let metres = byMode.get(mode);
    if (!metres) byMode.set(mode, (metres = metresIn(roads.by(mode))));
    return metres(from, to);
  };
}

function metresIn(network: RoadNetwork) {
  // Keyed by the point itself, so that what nobody holds any more is forgotten.
  const snapped = new WeakMap<LngLat, { node: number; metres: number } | undefined>();
  const snap = (place: LngLat) => {
    if (snapped.has(place)) return snapped.get(place);
    const node = network.snap(place);
    const found =
      node === undefined ? undefined : { node, metres: distance(place, network.nodes[node]!) };
    snapped.set(place, found);
    return found;
  };
  return (from: LngLat, to: LngLat): number | undefined => {
    const [start, goal] = [snap(from), snap(to)];
    if (!start || !goal || start.node === goal.node) return undefined;
    const along = network.metresBetween(start.node, goal.node);
    return along === Infinity ? undefined : start.metres + along + goal.metres;
  };
}
