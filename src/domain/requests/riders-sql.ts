import { ms, TASK, type TaskRow } from './snapshot-sql.ts';

/** A stop of the rider's own round as it is read; times in epoch milliseconds. */
export interface OwnStopRow {
  readonly id: string;
  readonly at: readonly [number, number];
  readonly notBefore: number;
  readonly dueAt: number;
  readonly serviceSeconds: number;
}

/** One rider on duty as it is read; times in epoch milliseconds. */
export interface RiderRow {
  readonly id: string;
  readonly lng: number;
  readonly lat: number;
  readonly positionAt: number;
  readonly vehicle: string;
  readonly capacity: number;
  readonly skills: readonly string[];
  readonly trustLevel: number;
  readonly duty: 'ON' | 'BREAK';
  readonly workingSince: number;
  readonly workedTodayMs: number;
  /** The local days of the last fortnight with any work, counted from 1970. */
  readonly daysWorked: readonly number[] | null;
  readonly gridId: string | null;
  /** The grids in force that the rider is appointed to now. */
  readonly appointedTo: readonly string[] | null;
  readonly work: readonly { readonly state: string; readonly task: TaskRow }[] | null;
  readonly own: readonly OwnStopRow[] | null;
  readonly declined: readonly string[] | null;
  readonly pending: string | null;
  readonly offersToday: number;
  readonly offered: number;
  readonly unanswered: number;
  readonly creditedMinutes: number;
  readonly availableMinutes: number;
}

/** Up to so many riders on duty all are looked at; beyond, the nearest of each request, and those it names. */
const FEW = 600;
const NEAREST = 100;

/**
 * Who is looked at for these requests: null for everybody on duty. Values: street, street, ids of the requests.
 */
export const NEAR = `
  select case when (select count(*) from rider_position where street_id = ?) > ${FEW} then array(
    select distinct near.rider_id from service_request r
    cross join lateral (
      (select p.rider_id from rider_position p join rider d on d.street_id = p.street_id and d.id = p.rider_id
       where p.street_id = r.street_id and d.duty = 'ON' and d.load < d.capacity
       order by p.location::geography <-> coalesce(r.pickup, r.dropoff)::geography limit ${NEAREST})
      union all select r.pinned_rider_id where r.pinned_rider_id is not null
    ) near where r.street_id = ? and r.id = any (?::uuid[])) end as ids`;

/**
 * The riders on duty with a known position, what they do now, what they were asked, and what they have done lately, older work
 * counting less. One pass for each question, joined by rider. Values: instant, street, who is looked at, for how many minutes a
 * missed offer counts.
 */
export const RIDERS = `
  with asked_for as (select ?::timestamptz as now, ?::uuid as street, ?::uuid[] as looked_at), present as materialized (
    select d.*, p.location, p.device_at, p.received_at, coalesce(p.grid_id, grid_at(d.street_id, p.location, f.now)) as grid, f.now
    from asked_for f join rider d on d.street_id = f.street
    join rider_position p on p.street_id = d.street_id and p.rider_id = d.id
    where d.duty <> 'OFF' and d.left_at is null and (f.looked_at is null or d.id = any (f.looked_at))
  ), own as (
    select s.rider_id, json_agg(json_build_object('id', s.id, 'at', json_build_array(st_x(s.location), st_y(s.location)),
      'notBefore', ${ms('s.from_at')}, 'dueAt', ${ms('s.due_at')}, 'serviceSeconds', s.service_seconds) order by s.nth, s.id) as stops
    from present d join own_stop s on s.street_id = d.street_id and s.rider_id = d.id and s.state = 'AHEAD'
    where s.day = local_day(d.now) and s.due_at > d.now - interval '30 minutes' group by s.rider_id
  ), appointed as (
    select p.rider_id, array_agg(distinct g.id::text order by g.id::text) as grids
    from present d join appointment p on p.street_id = d.street_id and p.rider_id = d.id and p.revoked_at is null
      and p.from_at <= d.now and p.until_at > d.now
    join grid g on g.street_id = p.street_id and g.code = any (p.grid_codes)
      and g.valid_from <= d.now and (g.valid_to is null or g.valid_to > d.now) group by p.rider_id
  ), doing as (
    select a.rider_id, json_agg(json_build_object('state', a.state, 'task', json_build_object(${TASK})) order by a.accepted_at, a.id) as work
    from present d join assignment a on a.street_id = d.street_id and a.rider_id = d.id and a.live
    join service_request r on r.street_id = a.street_id and r.id = a.request_id
    join request_kind k on k.street_id = r.street_id and k.code = r.kind_code group by a.rider_id
  ), declined as (
    select e.rider_id, array_agg(e.request_id::text order by e.request_id) as requests
    from present d join exclusion e on e.street_id = d.street_id and e.rider_id = d.id
    join service_request r on r.street_id = e.street_id and r.id = e.request_id and r.state in ('OPEN', 'MATCHING')
    where e.why = 'DECLINED' or (e.why = 'EXPIRED' and e.at > d.now - make_interval(mins => ?)) group by e.rider_id
  )
  select d.id, st_x(d.location) as lng, st_y(d.location) as lat, ${ms('least(d.device_at, d.received_at)')} as "positionAt",
    d.vehicle, d.capacity, d.skills, d.trust_level as "trustLevel", d.duty, d.grid as "gridId", appointed.grids as "appointedTo",
    ${ms('coalesce(w.since, d.duty_since)')} as "workingSince", doing.work, own.stops as own,
    case when w.day = local_day(d.now) then w.day_ms else 0 end
      + case when u.id is null then 0 else extract(epoch from greatest(d.now - greatest(u.started_at, local_day_start(d.now)), interval '0')) * 1000 end::float8 as "workedTodayMs",
    array(select day - date '1970-01-01' from unnest(w.days) day) as "daysWorked", declined.requests as declined, o.request_id as pending,
    case when t.today_on = day_of(d.now) then t.today else 0 end as "offersToday",
    coalesce(t.offered * faded(t.at, d.now), 0) as offered, coalesce(t.unanswered * faded(t.at, d.now), 0) as unanswered,
    coalesce(t.credited_minutes * faded(t.at, d.now), 0) as "creditedMinutes",
    coalesce(t.available_minutes * faded(t.at, d.now), 0)
      + coalesce(extract(epoch from greatest(d.now - u.started_at, interval '0')) / 60, 0)::float8 as "availableMinutes"
  from present d
  left join toil w on w.street_id = d.street_id and w.rider_id = d.id
  left join own on own.rider_id = d.id
  left join appointed on appointed.rider_id = d.id
  left join doing on doing.rider_id = d.id
  left join declined on declined.rider_id = d.id
  left join offer o on o.street_id = d.street_id and o.rider_id = d.id and o.state = 'PENDING'
  left join rider_tally t on t.street_id = d.street_id and t.rider_id = d.id
  left join duty_period u on u.street_id = d.street_id and u.rider_id = d.id and u.ended_at is null and u.kind = 'ON'
  order by d.id`;
