const ms = (instant: string) => `(extract(epoch from ${instant}) * 1000)::float8`;

/** What a task is to the engine; the columns of `service_request r` joined with its kind `k`. */
const TASK = `
  'id', r.id, 'kind', r.kind_code, 'load', r.load, 'tier', k.tier, 'serviceMinutes', k.service_minutes,
  'dropoff', json_build_array(st_x(r.dropoff), st_y(r.dropoff)),
  'pickup', case when r.pickup is null then null else json_build_array(st_x(r.pickup), st_y(r.pickup)) end,
  'openedAt', ${ms('r.opened_at')}, 'readyAt', ${ms('r.ready_at')}, 'dueAt', ${ms('r.due_at')}`;

/** One task as it is read: JSON, times in epoch milliseconds. */
export interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly load: number;
  readonly tier: number;
  readonly serviceMinutes: number;
  readonly dropoff: readonly [number, number];
  readonly pickup: readonly [number, number] | null;
  readonly openedAt: number;
  readonly readyAt: number;
  readonly dueAt: number;
}

/** A task that waits, with what it needs and who is or is not to do it. */
export interface WaitingRow {
  readonly task: TaskRow;
  readonly version: number;
  readonly gridId: string;
  readonly skills: readonly string[];
  readonly minTrust: number;
  readonly waveSize: number;
  readonly pinned: string | null;
  readonly banned: readonly string[];
  readonly regular: readonly string[];
}

/**
 * The requests that wait, most urgent first. The grid is that of today: borders may have moved since. Values: instant, street,
 * then those of the condition.
 */
export const tasksWhere = (condition: string) => `
  select json_build_object(${TASK}) as task, r.version, k.skills, k.min_trust as "minTrust", k.wave_size as "waveSize",
    coalesce(grid_at(r.street_id, r.dropoff, ?), r.grid_id) as "gridId", r.pinned_rider_id as pinned,
    array(select e.rider_id::text from exclusion e where e.street_id = r.street_id and e.request_id = r.id
      and e.why in ('WITHDRAWN', 'FAILED', 'BANNED') order by 1) as banned,
    array(select distinct s.rider_id::text from service_request s where s.street_id = r.street_id
      and s.resident_id = r.resident_id and s.state in ('FULFILLED', 'CONFIRMED') order by 1) as regular
  from service_request r join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
  where r.street_id = ? and ${condition}
  order by k.tier desc, r.due_at, r.id limit 500`;

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
  readonly gridId: string | null;
  readonly work: readonly { readonly state: string; readonly task: TaskRow }[];
  readonly declined: readonly string[];
  readonly pending: string | null;
  readonly offersToday: number;
  readonly offered: number;
  readonly unanswered: number;
  readonly creditedMinutes: number;
  readonly availableMinutes: number;
}

/**
 * The riders on duty with a known position, what they do now, what they were asked, and what they have done in 14 days,
 * older work counting less. Values: instant, for how many minutes a missed offer counts, street.
 */
export const RIDERS = `
  with moment as (select ?::timestamptz as now)
  select d.id, st_x(p.location) as lng, st_y(p.location) as lat, ${ms('least(p.device_at, p.received_at)')} as "positionAt",
    d.vehicle, d.capacity, d.skills, d.trust_level as "trustLevel", d.duty, d_grid.id as "gridId",
    ${ms('coalesce(rested.at, d.duty_since)')} as "workingSince",
    coalesce(doing.work, '[]') as work,
    array(select e.request_id::text from exclusion e join service_request r on r.street_id = e.street_id and r.id = e.request_id
      where e.street_id = d.street_id and e.rider_id = d.id and r.state in ('OPEN', 'MATCHING')
      and (e.why = 'DECLINED' or (e.why = 'EXPIRED' and e.at > m.now - make_interval(mins => ?))) order by 1) as declined,
    (select o.request_id from offer o where o.street_id = d.street_id and o.rider_id = d.id and o.state = 'PENDING') as pending,
    asked.today as "offersToday", asked.offered, asked.unanswered,
    done.minutes as "creditedMinutes", present.minutes as "availableMinutes"
  from rider d
  cross join moment m
  join rider_position p on p.street_id = d.street_id and p.rider_id = d.id
  left join lateral (select grid_at(d.street_id, p.location, m.now) as id) d_grid on true
  left join lateral (select max(coalesce(b.ended_at, b.started_at)) as at from duty_period b
    where b.street_id = d.street_id and b.rider_id = d.id and b.kind = 'BREAK' and b.started_at >= d.duty_since
    and coalesce(b.ended_at, m.now) - b.started_at >= interval '20 minutes') rested on true
  left join lateral (select json_agg(json_build_object('state', a.state, 'task', json_build_object(${TASK})) order by a.accepted_at, a.id) as work
    from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
    join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
    where a.street_id = d.street_id and a.rider_id = d.id and a.state in ('ACCEPTED', 'PICKED_UP')) doing on true
  left join lateral (select count(*)::int as offered,
      count(*) filter (where o.state in ('DECLINED', 'EXPIRED'))::int as unanswered,
      count(*) filter (where o.offered_at >= date_trunc('day', m.now at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')::int as today
    from offer o where o.street_id = d.street_id and o.rider_id = d.id and o.offered_at > m.now - interval '14 days') asked on true
  left join lateral (select coalesce(sum(k.service_minutes * exp(-extract(epoch from m.now - a.ended_at) / 604800.0)), 0)::float8 as minutes
    from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
    join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
    where a.street_id = d.street_id and a.rider_id = d.id and a.state = 'DONE' and a.accepted_at > m.now - interval '14 days') done on true
  left join lateral (select coalesce(sum(extract(epoch from coalesce(u.ended_at, m.now) - u.started_at) / 60
      * exp(-extract(epoch from m.now - u.started_at) / 604800.0)), 0)::float8 as minutes
    from duty_period u where u.street_id = d.street_id and u.rider_id = d.id and u.kind = 'ON'
    and u.started_at > m.now - interval '14 days') present on true
  where d.street_id = ? and d.duty <> 'OFF' and d.left_at is null
  order by d.id`;

export interface GridRow {
  readonly id: string;
  readonly neighbours: readonly string[];
}

/** The grids in force and which of them share a border. Values: street, instant, instant. */
export const GRIDS = `
  with leaf as materialized (
    select id, street_id, boundary from grid
    where street_id = ? and valid_from <= ? and (valid_to is null or valid_to > ?))
  select g.id, array(select n.id::text from leaf n
    where n.id <> g.id and n.boundary && g.boundary and st_intersects(n.boundary, g.boundary) order by 1) as neighbours
  from leaf g order by g.id`;
