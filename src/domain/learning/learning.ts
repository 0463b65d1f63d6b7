import type { Context } from '../../platform/context.ts';
import { bandIn, cellIn } from './cell.ts';
import { STREET } from './learned-times.ts';

/** Work of so many days is learned from. */
const DAYS = 60;
/** What fewer cases say is chance. */
const LEAST_CASES = 5;
const LEAST_RIDES = 30;
/** Planned with what is enough in four of five cases, not with the mean: a promise is to hold. */
const QUANTILE = 0.8;
/** Shorter ways say nothing of a detour. */
const LEAST_METRES = 200;

/** Metres a second of the vehicles, by their names. */
export type Speeds = Readonly<Record<string, number>>;

/**
 * 用时学习: how long handing over took at each building and hour, and how much longer ways were than straight lines;
 * and, from riders who were there before the goods, how far these were from when they were said to be ready. What was corrected
 * does not count, and neither does a way on which the rider did something else.
 */
export async function learnTimes({ em, actor, now }: Context, speeds: Speeds): Promise<void> {
  const { streetId } = actor!;
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  const learned = await em.execute<unknown[]>(LEARN, [
    streetId,
    since,
    JSON.stringify(speeds),
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
  with said as (
    select s.*, lag(s.step) over each_one as before, lag(s.observed_at) over each_one as before_at
    from assignment_step s
    where s.street_id = ? and s.observed_at > ? and s.corrects_id is null
      and not exists (select from assignment_step c where c.street_id = s.street_id and c.corrects_id = s.id)
    window each_one as (partition by s.assignment_id order by s.nth)
  ), handed as (
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
    select coalesce(r.resident_id, r.id) as person, extract(epoch from s.observed_at - s.before_at)
      * (?::jsonb->>d.vehicle)::float8 / st_distance(r.pickup::geography, r.dropoff::geography) as factor
    from said s join service_request r on r.street_id = s.street_id and r.id = s.request_id
    join rider d on d.street_id = s.street_id and d.id = s.rider_id
    where (s.step, s.before) = ('reachDoor', 'pickUp') and st_distance(r.pickup::geography, r.dropoff::geography) > ${LEAST_METRES}
      and not exists (select from assignment b where b.street_id = s.street_id and b.rider_id = s.rider_id and b.id <> s.assignment_id
        and b.accepted_at < s.observed_at and (b.ended_at is null or b.ended_at > s.before_at))
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
    select 'DETOUR', '${STREET}', null, count(*), count(distinct person), percentile_disc(0.5) within group (order by factor)
    from ridden where factor > 0 having count(*) >= ${LEAST_RIDES}
  )
  insert into learned_time (street_id, version, what, key, band, n, people, value, learned_at)
  select f.street_id, f.version, l.what, l.key, l.band, l.n, l.people, l.value, f.learned_at
  from learned l cross join (select s.id as street_id, ?::timestamptz as learned_at,
    coalesce((select max(version) from learned_time t where t.street_id = s.id), 0) + 1 as version from street s where s.id = ?) f
  returning 1`;
