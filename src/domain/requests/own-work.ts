import type { Context } from '../../platform/context.ts';
import { Assignment } from './assignment.ts';
import { Offer } from './offer.ts';
import { AssignmentState, OfferState } from './states.ts';
import { riderOf } from './visible.ts';

/** What the rider is being asked and can still answer. */
export const ownOffers = (ctx: Context): Promise<Offer[]> =>
  ctx.em.find(
    Offer,
    { rider: riderOf(ctx), state: OfferState.PENDING, expiresAt: { $gt: ctx.now } },
    { orderBy: { offeredAt: 'asc', id: 'asc' } },
  );

/** What the rider has taken on and not ended, in the order of acceptance. */
export const ownAssignments = (ctx: Context): Promise<Assignment[]> =>
  ctx.em.find(
    Assignment,
    {
      rider: riderOf(ctx),
      state: { $in: [AssignmentState.ACCEPTED, AssignmentState.PICKED_UP] },
    },
    { orderBy: { acceptedAt: 'asc', id: 'asc' } },
  );
