-- 派单看见的骑手: the riders on duty with a known position, what they do now, what they were asked, and what they have done
-- lately, older work counting less; each question asked of the rider's own rows. A function, since working out how to read
-- it took five times as long as reading it: its plan is kept by the connection.
create function riders_for_planning(instant timestamptz, of_street uuid, requests uuid[], volunteer uuid, missed_minutes int)
returns table (id uuid, lng float8, lat float8, "positionAt" float8, vehicle text, capacity int, skills text[], "trustLevel" smallint,
  duty text, "gridId" uuid, "appointedTo" text[], "workingSince" float8, work json, own json, "workedTodayMs" float8,
  "daysWorked" int[], declined text[], pending uuid, "offersToday" int, offered float8, unanswered float8,
  "creditedMinutes" float8, "availableMinutes" float8)
language plpgsql stable set plan_cache_mode to force_generic_plan as $$
#variable_conflict use_column
declare
  -- Up to so many riders on duty all are looked at; beyond, the nearest of each request, and those it names.
  few constant int := 600;
  nearest constant int := 100;
  looked_at uuid[];
begin
  if volunteer is not null then
    looked_at := array[volunteer];
  elsif (select count(*) from rider_position p where p.street_id = of_street) > few then
    looked_at := array(
      select distinct near.rider_id from service_request r
      cross join lateral (
        (select p.rider_id from rider_position p join rider d on d.street_id = p.street_id and d.id = p.rider_id
         where p.street_id = r.street_id and d.duty = 'ON' and d.load < d.capacity
         order by p.location::geography <-> coalesce(r.pickup, r.dropoff)::geography limit nearest)
        union all select r.pinned_rider_id where r.pinned_rider_id is not null
      ) near where r.street_id = of_street and r.id = any (requests));
  end if;
  return query
    with asked_for as (select instant as now, of_street as street), present as materialized (
      select d.*, p.location, p.device_at, p.received_at, coalesce(p.grid_id, grid_at(d.street_id, p.location, f.now)) as grid, f.now
      from asked_for f join rider d on d.street_id = f.street
      join rider_position p on p.street_id = d.street_id and p.rider_id = d.id
      where d.duty <> 'OFF' and d.left_at is null and (looked_at is null or d.id = any (looked_at))
    )
    select d.id, st_x(d.location) as lng, st_y(d.location) as lat, (extract(epoch from least(d.device_at, d.received_at)) * 1000)::float8 as "positionAt",
      d.vehicle, d.capacity, d.skills, d.trust_level as "trustLevel", d.duty, d.grid as "gridId",
      (select array_agg(distinct g.id::text order by g.id::text)
       from appointment p join grid g on g.street_id = p.street_id and g.code = any (p.grid_codes)
         and g.valid_from <= d.now and (g.valid_to is null or g.valid_to > d.now)
       where p.street_id = d.street_id and p.rider_id = d.id and p.revoked_at is null
         and p.from_at <= d.now and p.until_at > d.now) as "appointedTo",
      (extract(epoch from coalesce(w.since, d.duty_since)) * 1000)::float8 as "workingSince",
      (select json_agg(json_build_object('state', a.state, 'task', json_build_object('id', r.id, 'kind', r.kind_code, 'load', r.load, 'tier', k.tier, 'serviceSeconds', k.service_seconds,
         'pickupSeconds', k.pickup_seconds,
         'dropoff', json_build_array(st_x(r.dropoff), st_y(r.dropoff)),
         'pickup', case when r.pickup is null then null else json_build_array(st_x(r.pickup), st_y(r.pickup)) end,
         'openedAt', (extract(epoch from r.opened_at) * 1000)::float8, 'readyAt', (extract(epoch from r.ready_at) * 1000)::float8, 'dueAt', (extract(epoch from r.due_at) * 1000)::float8)) order by a.accepted_at, a.id)
       from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
       join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
       where a.street_id = d.street_id and a.rider_id = d.id and a.live) as work,
      (select json_agg(json_build_object('id', s.id, 'at', json_build_array(st_x(s.location), st_y(s.location)),
         'notBefore', (extract(epoch from s.from_at) * 1000)::float8, 'dueAt', (extract(epoch from s.due_at) * 1000)::float8, 'serviceSeconds', s.service_seconds) order by s.nth, s.id)
       from own_stop s where s.street_id = d.street_id and s.rider_id = d.id and s.state = 'AHEAD'
         and s.day = local_day(d.now) and s.due_at > d.now - interval '30 minutes') as own,
      case when w.day = local_day(d.now) then w.day_ms else 0 end
        + case when u.id is null then 0 else extract(epoch from greatest(d.now - greatest(u.started_at, local_day_start(d.now)), interval '0')) * 1000 end::float8 as "workedTodayMs",
      array(select day - date '1970-01-01' from unnest(w.days) day) as "daysWorked",
      (select array_agg(e.request_id::text order by e.request_id)
       from exclusion e join service_request r on r.street_id = e.street_id and r.id = e.request_id and r.state in ('OPEN', 'MATCHING')
       where e.street_id = d.street_id and e.rider_id = d.id
         and (e.why = 'DECLINED' or (e.why = 'EXPIRED' and e.at > d.now - make_interval(mins => missed_minutes)))) as declined,
      o.request_id as pending,
      case when t.today_on = day_of(d.now) then t.today else 0 end as "offersToday",
      coalesce(t.offered * faded(t.at, d.now), 0) as offered, coalesce(t.unanswered * faded(t.at, d.now), 0) as unanswered,
      coalesce(t.credited_minutes * faded(t.at, d.now), 0) as "creditedMinutes",
      coalesce(t.available_minutes * faded(t.at, d.now), 0)
        + coalesce(extract(epoch from greatest(d.now - u.started_at, interval '0')) / 60, 0)::float8 as "availableMinutes"
    from present d
    left join toil w on w.street_id = d.street_id and w.rider_id = d.id
    left join offer o on o.street_id = d.street_id and o.rider_id = d.id and o.state = 'PENDING'
    left join rider_tally t on t.street_id = d.street_id and t.rider_id = d.id
    left join duty_period u on u.street_id = d.street_id and u.rider_id = d.id and u.ended_at is null and u.kind = 'ON'
    order by d.id;
end $$;
