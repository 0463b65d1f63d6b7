-- 位置上报: how positions are read and kept, as functions, since working out how costs more than doing it: the connection keeps their plans.
-- How deep a place lies inside its grid is only measured where it matters: it costs more than all the rest.
create function positions_known(of_street uuid, instant timestamptz, fixes json, usual_margin float8, usual_memory float8)
returns table (rider uuid, policy json, seen text, "seenMs" float8, "gridId" uuid, "sinceMs" float8, "leavingMs" float8,
  duty json, kept json, places json)
language plpgsql stable set plan_cache_mode to force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with asked as (select of_street::uuid as street, instant::timestamptz as now),
  told as materialized (
    select f.n, f.rider, to_timestamp(f.ms / 1000) as at, st_setsrid(st_makepoint(f.lng, f.lat), 4326) as spot
    from json_to_recordset(fixes::json) as f(n int, rider uuid, ms float8, lng float8, lat float8)),
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
    select coalesce((select (policy->>'marginM')::float8 from own), usual_margin) as margin_m,
      coalesce((select (policy->>'speedMemoryMs')::float8 from own), usual_memory) * interval '1 ms' as memory),
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
    b.device_at::text as seen, extract(epoch from b.device_at)::float8 * 1000 as "seenMs",
    b.grid_id as "gridId", extract(epoch from b.grid_since)::float8 * 1000 as "sinceMs", extract(epoch from b.leaving_since)::float8 * 1000 as "leavingMs",
    (select coalesce(json_agg(json_build_array(extract(epoch from d.since)::float8 * 1000, extract(epoch from d.until)::float8 * 1000)), '[]') from (
      select r.duty_since as since, null::timestamptz as until where r.duty <> 'OFF'
      union all
      select d.started_at, d.ended_at from duty_period d
      where d.street_id = r.street_id and d.rider_id = r.id and d.started_at <= b.last
        and (d.ended_at is null or d.ended_at > b.first) and (r.duty = 'OFF' or r.duty_since > b.first)) d) as duty,
    (select coalesce(json_agg(json_build_array(extract(epoch from t.device_at)::float8 * 1000, st_x(t.location), st_y(t.location), t.accuracy_m)
        order by t.device_at), '[]') from (
      select t.device_at, t.location, t.accuracy_m from track_point t
      where t.street_id = r.street_id and t.rider_id = r.id and t.device_at between b.first and b.last
      union all
      (select t.device_at, t.location, t.accuracy_m from track_point t
      where t.street_id = r.street_id and t.rider_id = r.id and t.device_at < b.first and t.device_at >= b.first - n.memory
      order by t.device_at desc limit 1)) t) as kept,
    placed.places
  from batch b join asked on true join rider r on r.street_id = asked.street and r.id = b.rider
  join placed on placed.rider = b.rider cross join numbers n;
end $$;

-- A latest position only moves forward; whoever was moved meanwhile by somebody else is placed but not counted anew. Riders are held
-- before their positions, as the end of duty holds them.
create function keep_positions(of_street uuid, instant timestamptz, told_points json, told_latest json)
returns table (rider uuid)
language plpgsql set plan_cache_mode to force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with asked as (select of_street::uuid as street, instant::timestamptz as now),
  points as (
    insert into track_point (street_id, rider_id, device_at, received_at, location, accuracy_m, speed_mps, bearing_deg, battery_percent)
    select asked.street, f.rider, to_timestamp(f.ms / 1000), asked.now, st_setsrid(st_makepoint(f.lng, f.lat), 4326),
      f.accuracy, f.speed, f.bearing, f.battery
    from asked, json_to_recordset(told_points::json) as f(rider uuid, ms float8, lng float8, lat float8, accuracy real,
      speed real, bearing real, battery smallint)
    order by f.rider, f.ms on conflict do nothing),
  told as materialized (
    select f.*, to_timestamp(f.since / 1000) as grid_since from json_to_recordset(told_latest::json) as f(rider uuid, ms float8, lng float8, lat float8,
      accuracy real, seen timestamptz, grid uuid, since float8, leaving float8, ended float8, begun json)),
  locked as materialized (
    select r.id from asked, rider r where r.street_id = asked.street and r.id in (select f.rider from told f)
      and r.duty <> 'OFF' order by r.id for share of r),
  latest as (
    insert into rider_position as p (street_id, rider_id, location, accuracy_m, device_at, received_at, grid_id, grid_since, leaving_since)
    select asked.street, f.rider, st_setsrid(st_makepoint(f.lng, f.lat), 4326), f.accuracy, to_timestamp(f.ms / 1000), asked.now,
      f.grid, f.grid_since, to_timestamp(f.leaving / 1000)
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
    update rider_presence e set until = greatest(e.since, to_timestamp(f.ended / 1000)) from asked, moved f
    where e.street_id = asked.street and e.rider_id = f.rider and e.until is null and f.ended is not null),
  begun as (
    insert into rider_presence (street_id, rider_id, grid_id, since, until)
    select asked.street, f.rider, b.grid, b.since, b.until from asked cross join moved f
    left join lateral (select max(o.until) as until from rider_presence o
      where o.street_id = asked.street and o.rider_id = f.rider) prior on true
    cross join lateral (select b.grid, greatest(to_timestamp(b.since / 1000), prior.until) as since, to_timestamp(b.until / 1000) as until
      from json_to_recordset(f.begun) as b(grid uuid, since float8, until float8)) b
    where b.until is null or b.until > b.since)
  select rider_id as rider from latest;
end $$;
