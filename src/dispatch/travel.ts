import { distance, type LngLat } from '../geo/point.ts';
import type { Rider } from './model.ts';

/** What counts of a rider on the way. */
export type Traveller = Pick<Rider, 'speedMps' | 'mode'>;

/** Seconds a rider needs from one place to another; the same question always has the same answer. */
export type Travel = (from: LngLat, to: LngLat, rider: Traveller) => number;

/** Whether the two are equally long on every way. */
export const travelAlike = (one: Traveller, other: Traveller): boolean =>
  one.speedMps === other.speedMps && one.mode === other.mode;

/** Travel in a straight line, lengthened by the detour factor of the roads. */
export const crowFlies =
  (detourFactor: number): Travel =>
  (from, to, { speedMps }) =>
    (distance(from, to) * detourFactor) / speedMps;
