-- 预计可用骑手: what is known of the coming hours of the street of whoever asks: riders on duty with their work, stops and toil,
-- and shifts that touch these hours. Analysts see neither positions nor shifts, and are told of coverage: the walls are passed
-- for this question alone, and what is answered to people are counts by grid.
create function riders_expected(instant timestamptz, until timestamptz)
returns table (id uuid, duty text, lng float8, lat float8, "positionAt" float8, vehicle text, capacity int, "breakSince" float8,
  "workingSince" float8, "workedTodayMs" float8, "daysWorked" int[], work json, own json, "appointedTo" text[], "usualGrid" text, shifts json)
language plpgsql stable security definer set search_path = public set plan_cache_mode to force_generic_plan as $$
#variable_conflict use_column
declare
  of_street constant uuid := acting_street();
begin
  if acting_role() not in ('STREET_STAFF', 'COMMUNITY_STAFF', 'ANALYST', 'SYSTEM') then return; end if;
  return query
    with coming as materialized (
      select s.rider_id, s.from_at, json_agg(json_build_object('from', (extract(epoch from s.from_at) * 1000)::float8,
          'until', (extract(epoch from s.until_at) * 1000)::float8, 'confirmed', s.state = 'CONFIRMED', 'gridCodes', s.grid_codes))
        over (partition by s.rider_id order by s.from_at rows between unbounded preceding and unbounded following) as shifts,
        row_number() over (partition by s.rider_id order by s.from_at) as nth
      from shift s where s.street_id = of_street and s.rider_id is not null and s.state in ('PLANNED', 'CONFIRMED')
        -- One that ended lately says that its rider is about to leave.
        and s.until_at > instant - interval '2 hours' and s.from_at < until
    )
    select d.id, d.duty, st_x(p.location) as lng, st_y(p.location) as lat,
      (extract(epoch from least(p.device_at, p.received_at)) * 1000)::float8 as "positionAt", d.vehicle, d.capacity,
      case when d.duty = 'BREAK' then (extract(epoch from coalesce(b.started_at, d.duty_since)) * 1000)::float8 end as "breakSince",
      (extract(epoch from coalesce(w.since, d.duty_since)) * 1000)::float8 as "workingSince",
      (case when w.day = local_day(instant) then w.day_ms else 0 end
        + case when u.id is null then 0 else extract(epoch from greatest(instant - greatest(u.started_at, local_day_start(instant)), interval '0')) * 1000 end)::float8 as "workedTodayMs",
      array(select day - date '1970-01-01' from unnest(w.days) day) as "daysWorked",
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
         and s.day = local_day(instant) and s.due_at > instant - interval '30 minutes') as own,
      -- An appointment that begins within these hours counts already.
      (select array_agg(distinct code order by code) from appointment q, unnest(q.grid_codes) code
       where q.street_id = d.street_id and q.rider_id = d.id and q.revoked_at is null and q.from_at < until and q.until_at > instant) as "appointedTo",
      case when c.rider_id is not null then (select g.code from assignment a
        join service_request r on r.street_id = a.street_id and r.id = a.request_id
        join grid g on g.street_id = r.street_id and g.id = r.grid_id
        where a.street_id = d.street_id and a.rider_id = d.id and a.state = 'DONE' and a.accepted_at > instant - interval '28 days'
        group by g.code order by count(*) desc, g.code limit 1) end as "usualGrid",
      coalesce(c.shifts, '[]') as shifts
    from rider d
    left join rider_position p on p.street_id = d.street_id and p.rider_id = d.id and d.duty <> 'OFF'
    left join toil w on w.street_id = d.street_id and w.rider_id = d.id
    left join duty_period u on u.street_id = d.street_id and u.rider_id = d.id and u.ended_at is null and u.kind = 'ON'
    left join duty_period b on b.street_id = d.street_id and b.rider_id = d.id and b.ended_at is null and b.kind = 'BREAK'
    left join coming c on c.rider_id = d.id and c.nth = 1
    where d.street_id = of_street and d.left_at is null and (d.duty <> 'OFF' or c.rider_id is not null)
    order by d.id;
end $$;
grant create on schema public to red_bridge_system;
alter function riders_expected(timestamptz, timestamptz) owner to red_bridge_system;
revoke create on schema public from red_bridge_system;
revoke execute on function riders_expected(timestamptz, timestamptz) from public;
grant execute on function riders_expected(timestamptz, timestamptz) to red_bridge_app, red_bridge_system;
