import { defaultHoursPolicy, servedInterval, unionSeconds } from '../../src/domain/hours/rules.ts';
import type { WeekTown } from './week-town.ts';

/** An elder's day: what was owed, what came, and who answers for what did not come in time. */
export interface ElderDay {
  readonly residentId: string;
  readonly day: string;
  readonly requests: number;
  readonly meals: number;
  readonly inTime: boolean;
  readonly byCommunity: boolean;
  readonly reason: 'HOLIDAY' | 'PAUSE' | null;
  readonly answeredFor: boolean;
}

/** Each elder and each of the seven days, from the tables alone. */
export const elderDays = ({ rows }: WeekTown) =>
  rows<ElderDay>(
    `select m.resident_id as "residentId", d.day::date::text as day,
       (select count(*)::int from service_request r where r.resident_id = m.resident_id and r.state <> 'CANCELLED'
          and (r.ready_at at time zone 'Asia/Shanghai')::date = d.day) as requests,
       coalesce(r.meals, 0) as meals, coalesce(r.in_time, false) as "inTime", coalesce(r.by_community, false) as "byCommunity",
       case when exists (select from pause p where p.resident_id = m.resident_id
              and d.day between p.from_date and coalesce(p.until_date, d.day)) then 'PAUSE'
         when p.on_holiday = 'SKIP' and exists (select from holiday h where h.on_date = d.day) then 'HOLIDAY' end as reason,
       coalesce(r.handed, false) or exists (select from care_ladder l where l.resident_id = m.resident_id
           and (l.started_at at time zone 'Asia/Shanghai')::date = d.day)
         or exists (select from care_alert c where c.resident_id = m.resident_id
           and (c.raised_at at time zone 'Asia/Shanghai')::date = d.day)
         or exists (select from occurrence o where o.resident_id = m.resident_id and o.on_date = d.day
              and o.state in ('BLOCKED','MISSED')) as "answeredFor"
     from plan_member m join service_plan p on p.id = m.plan_id
     cross join generate_series('2026-03-02'::timestamp, '2026-03-08', '1 day') d(day)
     left join lateral (
       select count(*) filter (where q.state in ('FULFILLED','CONFIRMED'))::int as meals,
         bool_or(q.fulfilled_at <= q.due_at) as in_time, bool_or(q.fulfilled_by_id is not null) as by_community,
         bool_or(exists (select from accountability w where w.request_id = q.id and w.capacity = 'BACKSTOP')) as handed
       from service_request q join occurrence o on o.request_id = q.id
       where q.resident_id = m.resident_id and o.on_date = d.day) r on true
     order by 2, 1`,
  );

/** Requests whose time is not covered by exactly one who answers, from their opening until they were closed or on and on. */
export const unowned = ({ rows }: WeekTown) =>
  rows(
    `select r.id, r.state from service_request r
     left join lateral (select range_agg(tstzrange(a.from_at, a.until_at)) as covered, count(*) filter (where a.until_at is null) as open
       from accountability a where a.request_id = r.id) a on true
     where a.covered is distinct from tstzmultirange(tstzrange(r.opened_at, r.closed_at))
       or (a.open = 1) <> (r.closed_at is null)`,
  );

interface Served {
  readonly rider: string;
  readonly accepted: number;
  readonly done: number;
  /** What was written down for it; null when nothing was. */
  readonly seconds: number | null;
}

/** Riders whose hours are not exactly the time their done tasks took together, from accepted to done, as far as it counts. */
export async function wrongHours({ rows }: WeekTown): Promise<unknown[]> {
  const served = await rows<Served>(
    `select coalesce(a.rider_id, h.rider_id) as rider, extract(epoch from a.accepted_at)::float8 as accepted,
       extract(epoch from a.ended_at)::float8 as done, h.seconds
     from (select * from assignment where state = 'DONE') a
     full join (select * from service_hour where state <> 'VOID') h on h.assignment_id = a.id`,
  );
  return [...Map.groupBy(served, ({ rider }) => rider)].flatMap(([rider, own]) => {
    const sum = own.reduce((all, { seconds }) => all + (seconds ?? NaN), 0);
    const most = defaultHoursPolicy.mostMinutes.MEAL!;
    const union = unionSeconds(own.map((one) => servedInterval(one.accepted, one.done, most)));
    return sum === union ? [] : [{ rider, sum, union }];
  });
}

/** Requests that were fulfilled more than once. */
export const doubled = ({ rows }: WeekTown) =>
  rows(
    `select payload->>'requestId' as id from event_log where name in ('request.fulfilled','request.fulfilled_by_community')
     group by 1 having count(*) > 1`,
  );

/** One row for each day of the week. */
export async function tableOf(town: WeekTown, days: readonly ElderDay[]) {
  const more = new Map((await incidents(town)).map(({ day, ...figures }) => [day, figures]));
  return Object.fromEntries(
    [...Map.groupBy(days, ({ day }) => day)].map(([day, own]) => {
      const count = (is: (one: ElderDay) => boolean) => own.filter(is).length;
      return [
        day,
        {
          elders: own.length,
          'not owed': count(({ reason }) => reason !== null),
          due: count(({ reason }) => !reason),
          'in time': count(({ inTime }) => inTime),
          late: count(({ meals, inTime }) => meals > 0 && !inTime),
          'by community': count(({ byCommunity }) => byCommunity),
          'no meal': count(({ meals, reason }) => meals === 0 && !reason),
          ...more.get(day),
        },
      ];
    }),
  );
}

interface Incidents {
  readonly day: string;
  readonly [figure: string]: number | string;
}

/** What did not go as planned on each day, and the minutes credited to riders. */
const incidents = ({ rows }: WeekTown) =>
  rows<Incidents>(
    `with told as (select name, payload, (at at time zone 'Asia/Shanghai')::date as day from event_log),
       raised as (select day, count(*)::int as n from told
         where name in ('plan.occurrence_blocked','plan.occurrence_missed','care.ladder_started','care.alert_raised') group by 1),
       resolved as (select day, count(*)::int as n from (
           select (closed_at at time zone 'Asia/Shanghai')::date as day from care_ladder where closed_at is not null
           union all select (resolved_at at time zone 'Asia/Shanghai')::date from care_alert where resolved_at is not null
           union all select o.on_date from told t join occurrence o on o.id::text = t.payload->>'occurrenceId'
             where t.name = 'plan.occurrence_blocked' and o.state = 'ISSUED') ended group by 1)
     select d.day::date::text as day,
       (select count(distinct payload->>'requestId')::int from told t
        where t.name = 'request.failed' and t.payload->>'reason' = 'NOBODY_HOME' and t.day = d.day) as "no answer",
       coalesce((select n from raised where raised.day = d.day), 0) as "alerts raised",
       coalesce((select n from resolved where resolved.day = d.day), 0) as resolved,
       (select count(*)::int from assignment a where (a.accepted_at at time zone 'Asia/Shanghai')::date = d.day
          and exists (select from assignment before where before.request_id = a.request_id
            and before.accepted_at < a.accepted_at)) as reassigned,
       (select coalesce(floor(min(extract(epoch from r.due_at - r.fulfilled_at)) / 60), 0)::int from service_request r
        where r.fulfilled_at <= r.due_at and (r.ready_at at time zone 'Asia/Shanghai')::date = d.day) as "least left",
       (select coalesce(round(sum(seconds) / 60.0), 0)::int from service_hour h
        where h.state <> 'VOID' and (h.done_at at time zone 'Asia/Shanghai')::date = d.day) as minutes
     from generate_series('2026-03-02'::timestamp, '2026-03-08', '1 day') d(day) order by 1`,
  );
