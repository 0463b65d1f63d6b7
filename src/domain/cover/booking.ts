import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';

/** How long corrections of hours still reach the book. */
const DAYS = 92;

/**
 * What each cover that was taken amounts to, in whole seconds: of a shift that is over, the time on duty within it; of a task,
 * its service hours as they stand. Values: now, street, since, now.
 */
const WORTH = `
  select c.street_id, c.id, c.company_id, c.helper_company_id, c.rider_id, c.helper_id, s.until_at as helped_at,
    case when s.rider_id = c.helper_id and s.state in ('PLANNED', 'CONFIRMED') then coalesce((
      select floor(sum(extract(epoch from least(u.ended_at, s.until_at) - greatest(u.started_at, s.from_at))))
      from (select started_at, coalesce(ended_at, ?::timestamptz) as ended_at from duty_period p
        where p.street_id = s.street_id and p.rider_id = s.rider_id and p.kind = 'ON') u
      where u.started_at < s.until_at and u.ended_at > s.from_at), 0) else 0 end::int as seconds
  from cover c join shift s on s.street_id = c.street_id and s.id = c.shift_id
  where c.street_id = ? and c.state = 'TAKEN' and c.taken_at > ? and s.until_at <= ?
  union all
  select c.street_id, c.id, c.company_id, c.helper_company_id, c.rider_id, c.helper_id, h.done_at,
    case when h.state in ('VOID', 'REJECTED') then 0 else coalesce(h.approved_seconds, h.seconds) end
  from cover c join assignment a on a.street_id = c.street_id and a.continues_id = c.assignment_id and a.rider_id = c.helper_id
  join service_hour h on h.street_id = a.street_id and h.assignment_id = a.id
  where c.street_id = ? and c.state = 'TAKEN' and c.taken_at > ?`;

/** 记互助台账: what was helped with, once; where the hours of it changed since, the difference. */
export async function bookMutualHelp(ctx: Context): Promise<void> {
  const { streetId } = ctx.actor!;
  const now = ctx.now.toISOString();
  const since = new Date(ctx.now.getTime() - DAYS * 86_400_000).toISOString();
  await ctx.em.execute(
    `insert into mutual_help (street_id, cover_id, nth, company_id, helper_company_id, rider_id, helper_id, seconds, helped_at, at)
     select w.street_id, w.id, b.lines + 1, w.company_id, w.helper_company_id, w.rider_id, w.helper_id,
       w.seconds - b.seconds, w.helped_at, ?
     from (${WORTH}) w cross join lateral (select count(*)::int as lines, coalesce(sum(m.seconds), 0)::int as seconds
       from mutual_help m where m.street_id = w.street_id and m.cover_id = w.id) b
     where w.seconds <> b.seconds`,
    [now, now, streetId, since, now, streetId, since],
  );
}

/** Nobody came, or what was asked for is over: told once. */
export async function expireCovers(ctx: Context): Promise<void> {
  const now = ctx.now.toISOString();
  const lapsed = await ctx.em.execute<{ id: string; rider_id: string }[]>(
    `update cover c set state = 'EXPIRED', ended_at = ? where c.street_id = ? and c.state = 'ASKED' and (c.expires_at <= ?
       or exists (select 1 from assignment a where a.street_id = c.street_id and a.id = c.assignment_id
         and (not a.live or a.state = 'RETURNING'))
       or exists (select 1 from shift s where s.street_id = c.street_id and s.id = c.shift_id
         and (s.state not in ('PLANNED', 'CONFIRMED') or s.rider_id <> c.rider_id)))
     returning c.id, c.rider_id`,
    [now, ctx.actor!.streetId, now],
  );
  for (const { id: coverId, rider_id: riderId } of lapsed)
    await record(ctx, 'cover.ended', { coverId, riderId, outcome: 'EXPIRED' });
}

/** The two riders did not meet, or one of them thought better of it: the task is still whose it was. */
export async function endWithTransfer(
  ctx: Context,
  { transferId, outcome }: { transferId: string; outcome: string },
): Promise<void> {
  if (outcome === 'AGREED') return;
  const ended = await ctx.em.execute<{ id: string; rider_id: string; helper_id: string }[]>(
    `update cover set state = 'EXPIRED', ended_at = ? where street_id = ? and transfer_id = ? and state = 'TAKEN'
     returning id, rider_id, helper_id`,
    [ctx.now.toISOString(), ctx.actor!.streetId, transferId],
  );
  for (const { id: coverId, rider_id: riderId, helper_id: toRiderId } of ended)
    await record(ctx, 'cover.ended', { coverId, riderId, toRiderId, outcome: 'EXPIRED' });
}
