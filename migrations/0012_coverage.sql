-- 覆盖与指标: the roads of a street, what riders could have reached hour by hour, and the course of each request.

-- 路网: one document per version; the newest one counts.
create table road_network (
  street_id uuid not null references street,
  version int not null check (version > 0),
  nodes jsonb not null check (jsonb_typeof(nodes) = 'array'),
  edges jsonb not null check (jsonb_typeof(edges) = 'array'),
  imported_at timestamptz not null,
  primary key (street_id, version)
);
call wall('road_network');
call seal_history('road_network');
alter policy own_street on road_network
  using (street_id = (select acting_street()))
  with check (street_id = (select acting_street()) and (select acting_role()) in ('STREET_STAFF', 'SYSTEM'));

-- A street's own numbers for coverage; version 1 is the one every street starts with.
create table coverage_policy (
  street_id uuid not null references street,
  version int not null check (version > 1),
  valid_from timestamptz not null,
  policy jsonb not null,
  primary key (street_id, version)
);
call wall('coverage_policy');
call seal_history('coverage_policy');

-- 网格覆盖: of each grid and hour, how many of its places and elders living alone k riders could have reached within m minutes,
-- summed over the samples of that hour: reached[k][m]; the last minute stands for all later ones. Counted once the hour is
-- measured, with the homes and roads then known; no person can be told from it.
create table coverage_hour (
  street_id uuid not null references street,
  hour timestamptz not null check (extract(epoch from hour)::bigint % 3600 = 0),
  grid_id uuid not null,
  samples int not null check (samples > 0),
  households int not null check (households >= 0),
  places int not null check (places > 0),
  places_reached int[] not null,
  elders int not null check (elders >= 0),
  elders_reached int[] not null,
  road_version int,
  policy_version int not null,
  primary key (street_id, hour, grid_id),
  foreign key (street_id, grid_id) references grid (street_id, id),
  foreign key (street_id, road_version) references road_network (street_id, version)
);
call wall('coverage_hour');
alter policy own_street on coverage_hour
  using (street_id = (select acting_street())
    and (select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'ANALYST', 'SYSTEM'))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');
create index coverage_hour_grid on coverage_hour (street_id, grid_id, hour);
create index coverage_hour_road on coverage_hour (street_id, road_version);

-- 办理历程: when what happened to a request, as the facts said it; nothing that is edited later moves it.
create table request_course (
  street_id uuid not null references street,
  request_id uuid not null,
  kind_code text not null,
  grid_id uuid not null,
  community_id uuid not null,
  resident_id uuid,
  place geometry(Point, 4326) not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  offered_at timestamptz,
  accepted_at timestamptz,
  done_at timestamptz,
  backstop_at timestamptz,
  unserved_at timestamptz,
  cancelled_at timestamptz,
  -- Whether whoever asked took it back.
  cancelled_by_asker boolean,
  primary key (street_id, request_id),
  foreign key (street_id, request_id) references service_request (street_id, id) on delete cascade,
  foreign key (street_id, grid_id) references grid (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  check ((cancelled_at is null) = (cancelled_by_asker is null))
);
call wall('request_course');
alter policy own_street on request_course
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF', 'ANALYST', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');
create index request_course_opened on request_course (street_id, opened_at);
create index request_course_grid on request_course (street_id, grid_id, opened_at);
create index request_course_community on request_course (street_id, community_id);

-- 网格变更: what stands in a grid that is no longer in force belongs to the one that took its ground. True when something moved.
create function move_to_grids_in_force(street uuid, instant timestamptz) returns boolean language plpgsql as $$
declare moved boolean := false;
begin
  with stale as materialized (select id from grid where street_id = street and valid_to <= instant),
  homes as (
    update home h set grid_id = g.id, community_id = g.community_id from grid g
    where h.street_id = street and h.grid_id in (select id from stale)
      and g.street_id = street and g.id = grid_at(street, h.location, instant)
    returning h.id, h.community_id
  ), people as (
    update resident p set community_id = h.community_id from homes h
    where p.street_id = street and p.home_id = h.id and p.community_id <> h.community_id returning p.id
  ), asked as (
    update service_request r set grid_id = g.id, community_id = g.community_id,
      -- The community that answered for it hands it to the one that took the ground over.
      owner_id = coalesce((select n.id from organization o join organization n on n.street_id = o.street_id
        where o.street_id = street and o.id = r.owner_id and o.community_id = r.community_id
          and n.community_id = g.community_id and n.kind = 'COMMUNITY' and n.left_at is null
        order by n.joined_at, n.id limit 1), r.owner_id)
    from grid g
    where r.street_id = street and r.state not in ('CONFIRMED', 'CANCELLED', 'UNSERVED')
      and r.grid_id in (select id from stale)
      and g.street_id = street and g.id = grid_at(street, r.dropoff, instant)
    returning r.id
  ), seen as (
    update rider_position q set grid_id = g.id, grid_since = greatest(q.grid_since, instant) from grid g
    where q.street_id = street and q.grid_id in (select id from stale)
      and g.street_id = street and g.id = grid_at(street, q.location, instant)
    returning q.rider_id, q.grid_id, q.grid_since
  ), ended as (
    update rider_presence e set until = seen.grid_since from seen
    where e.street_id = street and e.rider_id = seen.rider_id and e.until is null
    returning e.rider_id
  ), began as (
    insert into rider_presence (street_id, rider_id, grid_id, since)
    select street, seen.rider_id, seen.grid_id, seen.grid_since from seen join ended using (rider_id)
  )
  select exists (select from homes) or exists (select from people) or exists (select from asked) or exists (select from seen)
    into moved;
  return moved;
end $$;

-- Up to which sample coverage has been counted.
create table coverage_counted (
  street_id uuid primary key references street,
  until timestamptz not null
);
call wall('coverage_counted');

-- Where coverage is to reach: places without names, kept apart from homes so that whoever asks for coverage need not see homes.
create table coverage_home (
  street_id uuid not null references street,
  home_id uuid not null,
  location geometry(Point, 4326) not null,
  elders int not null check (elders >= 0),
  primary key (street_id, home_id),
  foreign key (street_id, home_id) references home (street_id, id) on delete cascade
);
call wall('coverage_home');
alter policy own_street on coverage_home
  using (street_id = (select acting_street())
    and (select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'ANALYST', 'SYSTEM'))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');
