import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { isId } from './ids.ts';
import type { ServiceRequest } from './request.ts';
import { Transfer } from './transfer.ts';
import { actorOf, riderOf } from './visible.ts';

/** What a rider needs to take the request `r` of kind `k` over: to be on duty, fit, have room, and not be barred from it. */
const FITS = `d.duty = 'ON' and d.left_at is null and k.skills <@ d.skills and k.min_trust <= d.trust_level
  and d.load + r.load <= d.capacity and d.id is distinct from r.rider_id
  and not exists (select 1 from exclusion e where e.street_id = r.street_id and e.request_id = r.id
    and e.rider_id = d.id and e.why in ('WITHDRAWN', 'FAILED', 'BANNED'))`;

export async function canTakeOver(
  { em }: Context,
  riderId: string,
  { id }: ServiceRequest,
): Promise<boolean> {
  if (!isId(riderId)) return false;
  const rows = await em.execute<unknown[]>(
    `select 1 from service_request r
     join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
     join rider d on d.street_id = r.street_id and d.id = ?
     where r.id = ? and ${FITS}`,
    [riderId, id],
  );
  return rows.length > 0;
}

/** The transfers this rider asked for, agreed to, or may still take: those asked of them by name, or of anybody who fits. */
export async function transfersFor(ctx: Context): Promise<Transfer[]> {
  const riderId = riderOf(ctx);
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select t.id from transfer t
     join service_request r on r.street_id = t.street_id and r.id = t.request_id
     join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
     join rider d on d.street_id = t.street_id and d.id = ?
     where t.street_id = ? and t.state in ('PENDING', 'AGREED') and t.expires_at > ?
       and (t.from_rider_id = d.id or t.to_rider_id = d.id or t.taken_by_id = d.id
         or (t.state = 'PENDING' and t.to_rider_id is null and ${FITS}))
     order by t.asked_at, t.id limit 50`,
    [riderId, actorOf(ctx).streetId, ctx.now.toISOString()],
  );
  const ids = rows.map(({ id }) => id);
  return ctx.em.find(Transfer, { id: { $in: ids } }, { orderBy: { askedAt: 'asc', id: 'asc' } });
}

/** Transfers nobody took, or whose riders did not meet, are over: the task stays where it is. */
export async function expireTransfers(ctx: Context): Promise<void> {
  const lapsed = await ctx.em.execute<{ id: string }[]>(
    `update transfer set state = 'EXPIRED', ended_at = ? where id in (
       select t.id from transfer t join service_request r on r.street_id = t.street_id and r.id = t.request_id
       where t.street_id = ? and t.state in ('PENDING', 'AGREED') and t.expires_at <= ?
       order by r.id limit 200 for no key update of r skip locked)
     and state in ('PENDING', 'AGREED') returning id`,
    [ctx.now.toISOString(), actorOf(ctx).streetId, ctx.now.toISOString()],
  );
  if (lapsed.length === 0) return;
  const ids = lapsed.map(({ id }) => id);
  const transfers = await ctx.em.find(Transfer, { id: { $in: ids } }, { refresh: true });
  for (const transfer of transfers)
    await record(ctx, 'request.transfer_ended', { ...(await transfer.fact()), outcome: 'EXPIRED' });
}
