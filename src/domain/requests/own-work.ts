import type { Context } from '../../platform/context.ts';
import { Rider } from '../riders/rider.ts';
import { Assignment } from './assignment.ts';
import { findRequest } from './finding.ts';
import { Offer } from './offer.ts';
import { liveAssignmentStates } from './rules.ts';
import { AssignmentState, OfferState } from './states.ts';
import { actorOf, riderOf } from './visible.ts';

/** What the rider is being asked and can still answer. */
export const ownOffers = (ctx: Context): Promise<Offer[]> =>
  ctx.em.find(
    Offer,
    { rider: riderOf(ctx), state: OfferState.PENDING, expiresAt: { $gt: ctx.now } },
    { orderBy: { offeredAt: 'asc', arriveAt: 'asc', id: 'asc' } },
  );

/** 并单: what else the rider was asked for with this offer and can still answer; accepting one accepts all. */
export const together = (ctx: Context, { id, bundleId }: Offer): Promise<Offer[]> =>
  ctx.em.find(
    Offer,
    { bundleId, state: OfferState.PENDING, id: { $ne: id } },
    { orderBy: { arriveAt: 'asc', id: 'asc' } },
  );

/** What the rider has taken on and not ended, in the order of acceptance. */
export const ownAssignments = (ctx: Context): Promise<Assignment[]> =>
  ctx.em.find(
    Assignment,
    {
      rider: riderOf(ctx),
      state: { $in: liveAssignmentStates.map((state) => AssignmentState[state]) },
    },
    { orderBy: { acceptedAt: 'asc', id: 'asc' } },
  );

/** An offer as its rider or the desk may look it up; others do not see offers. */
export async function findOfferFor(ctx: Context, id: string): Promise<Offer | null> {
  const { may, riderId } = actorOf(ctx);
  if (riderId) return ctx.em.findOne(Offer, { id, rider: riderId });
  const offer = may.has('decision:read') ? await ctx.em.findOne(Offer, id) : null;
  return offer && (await findRequest(ctx, offer.request.id)) ? offer : null;
}

/** A rider as an event may name them: to riders only themselves. */
export async function findRiderFor(ctx: Context, id: string): Promise<Rider | null> {
  const { riderId } = actorOf(ctx);
  return riderId && riderId !== id ? null : ctx.em.findOne(Rider, id);
}
