import { metresAlong } from '../../dispatch/road-travel.ts';
import { distance } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import type { Reckon } from '../learning/rides.ts';
import { modeOf, speedOf } from './rules.ts';
import { termsOf } from './terms.ts';

/** How long a ride takes before anything is learned of it: at the usual speed of the vehicle, on the newest roads. */
export async function reckoningOf(ctx: Context): Promise<Reckon> {
  const { roads } = await termsOf(ctx);
  const metres = roads && metresAlong(roads.roads);
  return ({ vehicle, from, to }) => {
    const speedMps = speedOf(vehicle);
    const along = metres?.(from, to, modeOf(vehicle));
    return {
      straight: distance(from, to) / speedMps,
      along: along === undefined ? undefined : along / speedMps,
    };
  };
}
