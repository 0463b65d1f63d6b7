import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { arrayOf } from './ids.ts';
import { actorOf } from './visible.ts';

/** How many requests one sweep touches: a second's work, with room. */
const SWEEP = 200;

interface Lapsed {
  readonly offerId: string;
  readonly riderId: string;
  readonly requestId: string;
  readonly communityId: string;
  readonly gridId: string;
}

/**
 * Ends the offers whose time is over, so that the next riders are asked. A request that somebody is just answering is
 * passed over until the next sweep.
 */
export async function expireOffers(ctx: Context): Promise<void> {
  const { streetId } = actorOf(ctx);
  const now = ctx.now.toISOString();
  const locked = await ctx.em.execute<{ id: string }[]>(
    `select r.id from service_request r where r.street_id = ? and r.id in
       (select o.request_id from offer o where o.street_id = ? and o.state = 'PENDING' and o.expires_at <= ?)
     order by r.id limit ${SWEEP} for no key update of r skip locked`,
    [streetId, streetId, now],
  );
  if (locked.length === 0) return;
  const ids = arrayOf(locked.map(({ id }) => id));
  const lapsed = await ctx.em.execute<Lapsed[]>(EXPIRE, [now, ids, now, streetId, now]);
  await ctx.em.execute(REOPEN, [ids]);
  for (const fact of lapsed) await record(ctx, 'request.expired', fact);
}

const EXPIRE = `
  with lapsed as (
    update offer o set state = 'EXPIRED', answered_at = ?
    from service_request r
    where o.request_id = any (?::uuid[]) and o.state = 'PENDING' and o.expires_at <= ?
      and r.street_id = o.street_id and r.id = o.request_id
    returning o.id, o.rider_id, o.request_id, r.community_id, r.grid_id
  ), excluded as (
    insert into exclusion (street_id, request_id, rider_id, why, at)
    select ?, request_id, rider_id, 'EXPIRED', ? from lapsed
    on conflict (street_id, request_id, rider_id) do update set at = excluded.at, why = excluded.why
  )
  select id as "offerId", rider_id as "riderId", request_id as "requestId", community_id as "communityId",
    grid_id as "gridId" from lapsed order by request_id, id`;

const REOPEN = `
  update service_request r set state = 'OPEN', version = version + 1
  where r.id = any (?::uuid[]) and r.state = 'MATCHING' and not exists
    (select 1 from offer o where o.street_id = r.street_id and o.request_id = r.id and o.state = 'PENDING')`;
