import { distance, type LngLat } from '../geo/point.ts';
import type { Rider } from './model.ts';

/** Seconds a rider needs from one place to another; the same question always has the same answer. */
export type Travel = (from: LngLat, to: LngLat, rider: Pick<Rider, 'speedMps'>) => number;

/** Travel in a straight line, lengthened by the detour factor of the roads. */
export const crowFlies =
  (detourFactor: number): Travel =>
  (from, to, { speedMps }) =>
    (distance(from, to) * detourFactor) / speedMps;
