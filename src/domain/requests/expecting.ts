import type { Context } from '../../platform/context.ts';
import type { Assignment } from './assignment.ts';
import { Offer } from './offer.ts';
import type { ServiceRequest } from './request.ts';
import { unservedStates } from './rules.ts';
import { scheduleOf } from './scheduled.ts';
import { AssignmentState } from './states.ts';

/**
 * 预计送达: when somebody is expected at the door: as the rider's plan says while one is on the way, else when it is due.
 * Nothing once it is over.
 */
export async function expectedAt(ctx: Context, request: ServiceRequest): Promise<Date | null> {
  if (!(unservedStates as readonly string[]).includes(request.state)) return null;
  const assignments = await request.assignments.loadItems({ dataloader: true });
  const doing = assignments.find((one) => one.isLive() && one.state !== AssignmentState.RETURNING);
  return (doing && (await arrival(ctx, request, doing))) ?? request.dueAt;
}

async function arrival(
  ctx: Context,
  { id }: ServiceRequest,
  { state, retryAt, offerId, rider }: Assignment,
): Promise<Date | undefined> {
  if (state === AssignmentState.AT_DOOR) return ctx.now;
  if (state === AssignmentState.PICKED_UP && retryAt) return notPast(ctx, retryAt);
  const stops = await scheduleOf(ctx, rider.id);
  const door = stops.find(({ kind, taskId }) => kind === 'DROPOFF' && taskId === id);
  if (door) return door.beginsAt;
  const offer = offerId ? await ctx.em.findOne(Offer, offerId) : null;
  return offer ? notPast(ctx, offer.arriveAt) : undefined;
}

const notPast = ({ now }: Context, instant: Date): Date => (instant < now ? now : instant);
