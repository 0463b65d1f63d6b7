import { walk } from '../../dispatch/route.ts';
import type { Context } from '../../platform/context.ts';
import { ownAssignments } from './own-work.ts';
import { readRider } from './snapshot.ts';
import { termsOf } from './terms.ts';
import { riderOf } from './visible.ts';
import { type WayStop, WayStopKind } from './way-stop.ts';

/** 顺序: the rider's stops ahead in the order planned, as dispatching reckons with them; none off duty or while nobody knows where the rider is. */
export async function ownWay(ctx: Context): Promise<WayStop[]> {
  const terms = await termsOf(ctx);
  const rider = await readRider(ctx, riderOf(ctx), terms.learned);
  if (!rider) return [];
  const assignments = new Map((await ownAssignments(ctx)).map((one) => [one.request.id, one]));
  const now = ctx.now.getTime();
  const { begins } = walk(rider, rider.route, { ...terms, now });
  return rider.route.map(({ id, kind, taskId }, index) => ({
    kind: WayStopKind[kind],
    assignment: assignments.get(taskId ?? '') ?? null,
    ownStopId: kind === 'OWN' ? id : null,
    beginsAt: new Date(begins[index]!),
  }));
}
