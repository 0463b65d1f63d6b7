import type { Stop } from '../../dispatch/model.ts';
import { walk } from '../../dispatch/route.ts';
import type { Context } from '../../platform/context.ts';
import { readRider } from './snapshot.ts';
import { termsOf } from './terms.ts';

/** A stop ahead of a rider, and when it is expected to begin. */
export interface Scheduled extends Stop {
  readonly beginsAt: Date;
}

/** Several requests of one answer may have the same rider. */
const known = new WeakMap<Context, Map<string, Promise<readonly Scheduled[]>>>();

/**
 * A rider's stops ahead in the order planned, as dispatching reckons with them at this instant; none off duty or while nobody
 * knows where the rider is.
 */
export function scheduleOf(ctx: Context, riderId: string): Promise<readonly Scheduled[]> {
  const riders = known.get(ctx) ?? new Map<string, Promise<readonly Scheduled[]>>();
  known.set(ctx, riders);
  const schedule = riders.get(riderId) ?? read(ctx, riderId);
  riders.set(riderId, schedule);
  return schedule;
}

async function read(ctx: Context, riderId: string): Promise<Scheduled[]> {
  const terms = await termsOf(ctx);
  const rider = await readRider(ctx, riderId, terms.learned);
  if (!rider) return [];
  const { begins } = walk(rider, rider.route, { ...terms, now: ctx.now.getTime() });
  return rider.route.map((stop, index) => ({ ...stop, beginsAt: new Date(begins[index]!) }));
}
