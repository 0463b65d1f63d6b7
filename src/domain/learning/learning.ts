import type { Context } from '../../platform/context.ts';
import { bandIn, cellIn } from './cell.ts';
import { STREET } from './learned-times.ts';
import { type Reckon, ridesSince } from './rides.ts';
import { SAID } from './said.ts';

/** Work of so many days is learned from. */
const DAYS = 60;
/** What fewer cases say is chance. */
const LEAST_CASES = 5;
const LEAST_RIDES = 30;
/**
 * Planned with what is enough in four of five cases, not with the mean: a promise is to hold. So are ways, in what they cost as
 * well as in what is promised: an engine of two times would choose by one and be late by the other.
 */
const QUANTILE = 0.8;

/**
 * 用时学习: how long handing over took at each building and hour, and how much longer ways took at each hour than was reckoned;
 * and, from riders who were there before the goods, how far these were from when they were said to be ready. What was corrected
 * does not count, and neither does a way on which the rider did something else.
 */
export async function learnTimes(ctx: Context, reckon: Reckon): Promise<void> {
  const { em, actor, now } = ctx;
  const { streetId } = actor!;
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  const learned = await em.execute<unknown[]>(LEARN, [
    streetId,
    since,
    JSON.stringify(await ridesSince(ctx, since, reckon)),
    now.toISOString(),
    streetId,
  ]);
  if (learned.length === 0) return;
  await em.execute(
    `delete from learned_time where street_id = ? and version < (select max(version) from learned_time where street_id = ?)`,
    [streetId, streetId],
  );
}

const LEARN = `
  with ${SAID}, handed as (
    select case s.step when 'deliver' then 'DOOR' else 'PICKUP' end as what, r.kind_code as kind,
      case s.step when 'deliver' then ${cellIn('r.dropoff')} else ${cellIn('r.pickup')} end as cell, ${bandIn('s.observed_at')} as band,
      coalesce(r.resident_id, r.id) as person,
      extract(epoch from s.observed_at - greatest(s.before_at, case s.step when 'pickUp' then r.ready_at end))::float8 as seconds
    from said s join service_request r on r.street_id = s.street_id and r.id = s.request_id
    where (s.step, s.before) in (('deliver', 'reachDoor'), ('pickUp', 'reachPickup'))
  ), early as (
    select r.kind_code as kind, ${cellIn('r.pickup')} as cell, ${bandIn('s.observed_at')} as band,
      coalesce(r.resident_id, r.id) as person, extract(epoch from s.observed_at - r.ready_at)::float8 as off
    from said s join service_request r on r.street_id = s.street_id and r.id = s.request_id
    where (s.step, s.before) = ('pickUp', 'reachPickup') and s.before_at <= r.ready_at
  ), ridden as (
    select * from jsonb_to_recordset(?::jsonb) as r(what text, band int, person text, factor float8) where factor > 0
  ), learned as (
    select what, key, band, count(*) as n, count(distinct person) as people,
      percentile_disc(${QUANTILE}) within group (order by seconds) as value
    from handed cross join lateral (values (cell), ('kind ' || kind)) as k(key) where seconds > 0
    group by grouping sets ((what, key, band), (what, key)) having count(*) >= ${LEAST_CASES}
    union all
    select 'READY', key, band, count(*), count(distinct person), stddev_samp(off)
    from early cross join lateral (values (cell), ('kind ' || kind)) as k(key)
    group by grouping sets ((key, band), (key)) having count(*) >= ${LEAST_CASES} and stddev_samp(off) > 0
    union all
    select what, '${STREET}', band, count(*), count(distinct person), percentile_disc(${QUANTILE}) within group (order by factor)
    from ridden group by grouping sets ((what, band), (what)) having count(*) >= ${LEAST_RIDES}
  )
  insert into learned_time (street_id, version, what, key, band, n, people, value, learned_at)
  select f.street_id, f.version, l.what, l.key, l.band, l.n, l.people, l.value, f.learned_at
  from learned l cross join (select s.id as street_id, ?::timestamptz as learned_at,
    coalesce((select max(version) from learned_time t where t.street_id = s.id), 0) + 1 as version from street s where s.id = ?) f
  returning 1`;
