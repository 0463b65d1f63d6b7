import { distance } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { pointOf } from '../territory/point.ts';
import type { Assignment } from './assignment.ts';
import { Offer } from './offer.ts';
import type { ServiceRequest } from './request.ts';
import { speedOf, unservedStates } from './rules.ts';
import { AssignmentState } from './states.ts';

/** Streets are longer than the crow flies. */
const DETOUR = 1.3;

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
  request: ServiceRequest,
  { state, retryAt, pickedUpAt, offerId, rider }: Assignment,
): Promise<Date | undefined> {
  if (state === AssignmentState.AT_DOOR) return ctx.now;
  if (state === AssignmentState.PICKED_UP && retryAt) return notPast(ctx, retryAt);
  const { vehicle } = await rider.loadOrFail();
  const ride = request.pickup ? rideMs(request, speedOf(vehicle)) : 0;
  if (pickedUpAt) return notPast(ctx, later(pickedUpAt, ride));
  const offer = offerId ? await ctx.em.findOne(Offer, offerId) : null;
  if (!offer) return undefined;
  const { pickupSeconds } = await request.kind.loadOrFail();
  const handing = request.pickup ? pickupSeconds * 1000 : 0;
  return notPast(ctx, later(offer.arriveAt, ride + handing));
}

function rideMs({ pickup, dropoff }: ServiceRequest, speedMps: number): number {
  const [from, to] = [pointOf(pickup!), pointOf(dropoff)];
  const metres = distance([from.lng, from.lat], [to.lng, to.lat]) * DETOUR;
  return Math.round((metres / speedMps) * 1000);
}

const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
const notPast = ({ now }: Context, instant: Date): Date => (instant < now ? now : instant);
