import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { reopenIfUnasked } from './closing-offers.ts';
import { lockRequestOfRider } from './finding.ts';
import { offDuty } from './rules.ts';
import { save } from './saving.ts';
import { actorOf } from './visible.ts';

interface Asked {
  readonly id: string;
  readonly requestId: string;
  readonly riderId: string;
}

/** Offers to riders who are no longer on duty are taken back, so that somebody else is asked at once. */
export async function withdrawOffersOfAbsent(ctx: Context): Promise<void> {
  const asked = await ctx.em.execute<Asked[]>(
    `select o.id, o.request_id as "requestId", o.rider_id as "riderId"
     from offer o join rider d on d.street_id = o.street_id and d.id = o.rider_id
     where o.street_id = ? and o.state = 'PENDING' and d.duty <> 'ON' order by o.request_id, o.id`,
    [actorOf(ctx).streetId],
  );
  for (const offer of asked) await takeBack(ctx, offer);
}

async function takeBack(ctx: Context, { id, requestId, riderId }: Asked): Promise<void> {
  const request = await lockRequestOfRider(ctx, requestId);
  const taken = await ctx.em.execute<unknown[]>(
    `update offer set state = 'WITHDRAWN', reason = ?, answered_at = ?
     where id = ? and state = 'PENDING' returning id`,
    [offDuty, ctx.now.toISOString(), id],
  );
  if (taken.length === 0) return;
  await reopenIfUnasked(ctx, request);
  await save(ctx);
  await record(ctx, 'request.offer_withdrawn', { ...request.fact(), offerId: id, riderId });
}
