const ms = (instant: string) => `extract(epoch from ${instant})::float8 * 1000`;
const instant = (column: string) => `to_timestamp(${column} / 1000)`;

/** What is read of a rider who tells positions, and of each place told. */
export interface KnownRow {
  readonly rider: string;
  readonly policy: { readonly version: number; readonly policy: object } | null;
  /** Periods of duty that touch the batch, as [from, until]. */
  readonly duty: readonly (readonly [number, number | null])[];
  /** Kept positions around the batch, oldest first, as [instant, lng, lat, accuracy]. */
  readonly kept: readonly (readonly [number, number, number, number])[];
  /** The instant of the latest position exactly as stored, and in milliseconds. */
  readonly seen: string | null;
  readonly seenMs: number | null;
  readonly gridId: string | null;
  readonly sinceMs: number | null;
  readonly leavingMs: number | null;
  /** Each fix as [number, grid, depth in metres, whether near]. */
  readonly places: readonly (readonly [number, string | null, number | null, boolean])[];
}

/**
 * All that is needed to judge the positions of many riders, by one statement. How deep a place lies inside its grid is only
 * measured where it matters: it costs more than all the rest. Values: fixes, street, instant, margin in metres, memory in
 * milliseconds.
 */
export const READ = `
  with asked as (select ?::uuid as street, ?::timestamptz as now),
  told as materialized (
    select f.n, f.rider, ${instant('f.ms')} as at, st_setsrid(st_makepoint(f.lng, f.lat), 4326) as spot
    from json_to_recordset(?::json) as f(n int, rider uuid, ms float8, lng float8, lat float8)),
  batch as materialized (
    select b.*, p.device_at, g.id as grid_id, p.grid_since, p.leaving_since
    from (select rider, min(at) as first, max(at) as last, count(*) > 1 as several from told group by rider) b
    cross join asked
    left join rider_position p on p.street_id = asked.street and p.rider_id = b.rider
    left join grid g on g.street_id = p.street_id and g.id = p.grid_id and (g.valid_to is null or g.valid_to > asked.now)),
  own as materialized (
    select p.version, p.policy from position_policy p, asked
    where p.street_id = asked.street and p.valid_from <= asked.now order by p.version desc limit 1),
  numbers as materialized (
    select coalesce((select (policy->>'marginM')::float8 from own), ?) as margin_m,
      coalesce((select (policy->>'speedMemoryMs')::float8 from own), ?) * interval '1 ms' as memory),
  placed as (
    select f.rider, json_agg(json_build_array(f.n, g.id,
      case when not b.several and g.id is not distinct from b.grid_id then null
        when g.id is not null then st_distance(st_boundary(g.boundary)::geography, f.spot::geography)
        else outside.m end,
      g.id is not null or st_dwithin(s.outline::geography, f.spot::geography, n.margin_m))) as places
    from asked join street s on s.id = asked.street cross join numbers n
    cross join told f join batch b on b.rider = f.rider
    left join lateral (select id, boundary from grid where street_id = asked.street and st_covers(boundary, f.spot)
      and valid_from <= f.at and (valid_to is null or valid_to > f.at) order by code limit 1) g on true
    left join lateral (select st_distance(boundary::geography, f.spot::geography) as m from grid
      where g.id is null and street_id = asked.street and valid_from <= f.at and (valid_to is null or valid_to > f.at)
      order by boundary <-> f.spot limit 1) outside on true
    group by f.rider)
  select b.rider, (select row_to_json(own) from own) as policy,
    b.device_at::text as seen, ${ms('b.device_at')} as "seenMs",
    b.grid_id as "gridId", ${ms('b.grid_since')} as "sinceMs", ${ms('b.leaving_since')} as "leavingMs",
    (select coalesce(json_agg(json_build_array(${ms('d.since')}, ${ms('d.until')})), '[]') from (
      select r.duty_since as since, null::timestamptz as until where r.duty <> 'OFF'
      union all
      select d.started_at, d.ended_at from duty_period d
      where d.street_id = r.street_id and d.rider_id = r.id and d.started_at <= b.last
        and (d.ended_at is null or d.ended_at > b.first) and (r.duty = 'OFF' or r.duty_since > b.first)) d) as duty,
    (select coalesce(json_agg(json_build_array(${ms('t.device_at')}, st_x(t.location), st_y(t.location), t.accuracy_m)
        order by t.device_at), '[]') from (
      select t.device_at, t.location, t.accuracy_m from track_point t
      where t.street_id = r.street_id and t.rider_id = r.id and t.device_at between b.first and b.last
      union all
      (select t.device_at, t.location, t.accuracy_m from track_point t
      where t.street_id = r.street_id and t.rider_id = r.id and t.device_at < b.first and t.device_at >= b.first - n.memory
      order by t.device_at desc limit 1)) t) as kept,
    placed.places
  from batch b join asked on true join rider r on r.street_id = asked.street and r.id = b.rider
  join placed on placed.rider = b.rider cross join numbers n`;

/** A believed position as it is written. */
export interface PointRow {
  readonly rider: string;
  readonly ms: number;
  readonly lng: number;
  readonly lat: number;
  readonly accuracy: number;
  readonly speed: number | null;
  readonly bearing: number | null;
  readonly battery: number | null;
}

/** The latest position of one rider as it is written, with where that leaves them. */
export interface LatestRow {
  readonly rider: string;
  readonly ms: number;
  readonly lng: number;
  readonly lat: number;
  readonly accuracy: number;
  /** The latest position that was read, exactly; another one meanwhile keeps its own count. */
  readonly seen: string | null;
  readonly grid: string | null;
  readonly since: number | null;
  readonly leaving: number | null;
  readonly ended: number | null;
  readonly begun: readonly { grid: string; since: number; until: number | null }[];
}

/**
 * Keeps tracks, latest positions and stays of many riders by one statement. A latest position only moves forward; whoever
 * was moved meanwhile by somebody else is placed but not counted anew. Riders are held before their positions, as the end of
 * duty holds them. Values: street, instant, points, latest.
 */
export const WRITE = `
  with asked as (select ?::uuid as street, ?::timestamptz as now),
  points as (
    insert into track_point (street_id, rider_id, device_at, received_at, location, accuracy_m, speed_mps, bearing_deg, battery_percent)
    select asked.street, f.rider, ${instant('f.ms')}, asked.now, st_setsrid(st_makepoint(f.lng, f.lat), 4326),
      f.accuracy, f.speed, f.bearing, f.battery
    from asked, json_to_recordset(?::json) as f(rider uuid, ms float8, lng float8, lat float8, accuracy real,
      speed real, bearing real, battery smallint)
    order by f.rider, f.ms on conflict do nothing),
  told as materialized (
    select f.*, ${instant('f.since')} as grid_since from json_to_recordset(?::json) as f(rider uuid, ms float8, lng float8, lat float8,
      accuracy real, seen timestamptz, grid uuid, since float8, leaving float8, ended float8, begun json)),
  locked as materialized (
    select r.id from asked, rider r where r.street_id = asked.street and r.id in (select f.rider from told f)
      and r.duty <> 'OFF' order by r.id for share of r),
  latest as (
    insert into rider_position as p (street_id, rider_id, location, accuracy_m, device_at, received_at, grid_id, grid_since, leaving_since)
    select asked.street, f.rider, st_setsrid(st_makepoint(f.lng, f.lat), 4326), f.accuracy, ${instant('f.ms')}, asked.now,
      f.grid, f.grid_since, ${instant('f.leaving')}
    from asked cross join locked r join told f on f.rider = r.id
    order by f.rider
    on conflict (street_id, rider_id) do update set location = excluded.location, accuracy_m = excluded.accuracy_m,
      device_at = excluded.device_at, received_at = excluded.received_at,
      grid_id = case when (p.rider_id, p.device_at) in (select f.rider, f.seen from told f) then excluded.grid_id else p.grid_id end,
      grid_since = case when (p.rider_id, p.device_at) in (select f.rider, f.seen from told f) then excluded.grid_since else p.grid_since end,
      leaving_since = case when (p.rider_id, p.device_at) in (select f.rider, f.seen from told f) then excluded.leaving_since else p.leaving_since end
    where p.device_at < excluded.device_at
    returning p.rider_id, p.grid_id, p.grid_since),
  moved as materialized (
    select f.* from told f join latest l on l.rider_id = f.rider
      and l.grid_id is not distinct from f.grid and l.grid_since is not distinct from f.grid_since
    where f.ended is not null or json_array_length(f.begun) > 0),
  ended as (
    update rider_presence e set until = greatest(e.since, ${instant('f.ended')}) from asked, moved f
    where e.street_id = asked.street and e.rider_id = f.rider and e.until is null and f.ended is not null),
  begun as (
    insert into rider_presence (street_id, rider_id, grid_id, since, until)
    select asked.street, f.rider, b.grid, b.since, b.until from asked cross join moved f
    left join lateral (select max(o.until) as until from rider_presence o
      where o.street_id = asked.street and o.rider_id = f.rider) prior on true
    cross join lateral (select b.grid, greatest(${instant('b.since')}, prior.until) as since, ${instant('b.until')} as until
      from json_to_recordset(f.begun) as b(grid uuid, since float8, until float8)) b
    where b.until is null or b.until > b.since)
  select rider_id as rider from latest`;
