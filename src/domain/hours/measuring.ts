import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { arrayOf } from '../requests/ids.ts';
import { actorOf } from '../requests/visible.ts';
import { policyNow } from './policy.ts';
import { servedInterval, sharesOf, type HoursPolicy, type Interval } from './rules.ts';

/** 计时: what the tasks of a rider count that were done, as soon as they are; again and again it is the same. */
export async function measureHours(ctx: Context, riderIds: readonly string[]): Promise<void> {
  const policy = await policyNow(ctx);
  for (const riderId of [...new Set(riderIds)].toSorted()) {
    // One rider's entries depend on each other: they are measured one after another.
    await ctx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
      `hours ${riderId}`,
    ]);
    await voidTakenBack(ctx, riderId);
    await measureNew(ctx, riderId, policy);
    await shareOut(ctx, riderId, policy);
  }
}

interface Done {
  readonly assignmentId: string;
  readonly kind: string;
  readonly accepted: number;
  readonly done: number;
}

async function measureNew(
  ctx: Context,
  riderId: string,
  { version, policy }: { version: number; policy: HoursPolicy },
): Promise<void> {
  const { streetId } = actorOf(ctx);
  const done = await ctx.em.execute<Done[]>(
    `select a.id as "assignmentId", r.kind_code as kind, extract(epoch from a.accepted_at)::float8 as accepted,
       extract(epoch from a.ended_at)::float8 as done
     from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
     where a.street_id = ? and a.rider_id = ? and a.state = 'DONE' and not exists (select 1 from service_hour h
       where h.street_id = a.street_id and h.assignment_id = a.id and h.state <> 'VOID')
     order by a.ended_at, a.id`,
    [streetId, riderId],
  );
  for (const one of done) {
    const most = policy.mostMinutes[one.kind] ?? policy.mostMinutesOtherwise;
    const { from, until } = servedInterval(one.accepted, one.done, most);
    const capped = one.done - one.accepted > most * 60;
    const instant = one.done - one.accepted < 60;
    const flags = [...(capped ? ['CAPPED'] : []), ...(instant ? ['INSTANT'] : [])];
    const [row] = await ctx.em.execute<{ id: string }[]>(
      `insert into service_hour as h (street_id, assignment_id, request_id, rider_id, rider_account_id, community_id,
         kind_code, accepted_at, done_at, served_from, served_until, seconds, flags, policy_version)
       select a.street_id, a.id, r.id, d.id, d.account_id, r.community_id, r.kind_code, a.accepted_at,
         greatest(a.ended_at, a.accepted_at), to_timestamp(?), to_timestamp(?), 0, ?::text[], ?
       from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
       join rider d on d.street_id = a.street_id and d.id = a.rider_id
       where a.street_id = ? and a.id = ?
       on conflict on constraint hours_once do update set state = 'MEASURED', done_at = excluded.done_at,
         served_from = excluded.served_from, served_until = excluded.served_until, seconds = 0,
         flags = excluded.flags, policy_version = excluded.policy_version where h.state = 'VOID'
       returning id`,
      [from, until, arrayOf(flags), version, streetId, one.assignmentId],
    );
    if (row) await record(ctx, 'hours.measured', { hourId: row.id, riderId });
  }
}

/** A delivery that was taken back counts nothing, whatever was said of it. */
async function voidTakenBack(ctx: Context, riderId: string): Promise<void> {
  await ctx.em.execute(
    `with gone as (update service_hour h set state = 'VOID', approved_seconds = null, verified_by = null
       from assignment a where a.street_id = h.street_id and a.id = h.assignment_id and a.state <> 'DONE'
         and h.street_id = ? and h.rider_id = ? and h.state <> 'VOID' returning h.street_id, h.id)
     insert into hour_entry (street_id, hour_id, nth, step, seconds, at)
     select street_id, id, (select count(*) + 1 from hour_entry e where e.street_id = gone.street_id and e.hour_id = gone.id),
       'VOID', 0, ? from gone`,
    [actorOf(ctx).streetId, riderId, ctx.now.toISOString()],
  );
}

interface Measured extends Interval {
  readonly id: string;
  readonly seconds: number;
  readonly settled: boolean;
  readonly told: boolean;
  readonly flags: string[];
  readonly day: string;
}

/** The time of a rider around the entries not settled yet, divided anew. */
async function shareOut(
  ctx: Context,
  riderId: string,
  { policy }: { policy: HoursPolicy },
): Promise<void> {
  const entries = await entriesOf(ctx, riderId);
  const shares = sharesOf(entries);
  const days = Map.groupBy(entries.keys(), (n) => entries[n]!.day);
  const longDays = new Set(
    [...days].flatMap(([day, ns]) =>
      ns.reduce((sum, n) => sum + shares[n]!, 0) > policy.longDayHours * 3_600 ? [day] : [],
    ),
  );
  for (const [n, entry] of entries.entries()) {
    const seconds = shares[n]!;
    const overlaps = seconds < entry.until - entry.from;
    const raised = { OVERLAP: overlaps, LONG_DAY: longDays.has(entry.day) };
    const kept = entry.flags.filter((flag) => !(flag in raised));
    const flags = [...kept, ...Object.entries(raised).flatMap(([flag, is]) => (is ? [flag] : []))];
    if (!entry.settled) await writeShare(ctx, entry, { seconds, flags });
  }
}

/** Entries that are settled share no second with one that is not: they are settled only once all tasks of their time ended. */
const entriesOf = (ctx: Context, riderId: string): Promise<Measured[]> =>
  ctx.em.execute<Measured[]>(
    `select h.id, extract(epoch from h.served_from)::float8 as from, extract(epoch from h.served_until)::float8 as until,
       h.seconds, h.state <> 'MEASURED' as settled, h.flags, (h.done_at at time zone 'Asia/Shanghai')::date::text as day,
       exists (select 1 from hour_entry e where e.street_id = h.street_id and e.hour_id = h.id) as told
     from service_hour h
     where h.street_id = ? and h.rider_id = ? and h.state <> 'VOID' and h.done_at >= coalesce(
       (select min(m.served_from) - interval '2 days' from service_hour m
        where m.street_id = h.street_id and m.rider_id = h.rider_id and m.state = 'MEASURED'), 'infinity')
     order by h.served_from, h.id`,
    [actorOf(ctx).streetId, riderId],
  );

async function writeShare(
  ctx: Context,
  { id, seconds: before, told }: Measured,
  { seconds, flags }: { readonly seconds: number; readonly flags: readonly string[] },
): Promise<void> {
  const { streetId } = actorOf(ctx);
  await ctx.em.execute(
    'update service_hour set seconds = ?, flags = ?::text[] where street_id = ? and id = ?',
    [seconds, arrayOf(flags), streetId, id],
  );
  if (told && seconds === before) return;
  await ctx.em.execute(
    `insert into hour_entry (street_id, hour_id, nth, step, seconds, at)
     select ?, ?, count(*) + 1, 'MEASURE', ?, ? from hour_entry where street_id = ? and hour_id = ?`,
    [streetId, id, seconds, ctx.now.toISOString(), streetId, id],
  );
}
