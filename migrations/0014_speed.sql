-- Which grids share a border: worked out when a grid is drawn, since it is asked at every planning.
create table grid_neighbour (
  street_id uuid not null references street,
  grid_id uuid not null,
  neighbour_id uuid not null,
  primary key (street_id, grid_id, neighbour_id),
  foreign key (street_id, grid_id) references grid (street_id, id) on delete cascade,
  foreign key (street_id, neighbour_id) references grid (street_id, id) on delete cascade,
  check (grid_id <> neighbour_id)
);
call wall('grid_neighbour');
create index grid_neighbour_back on grid_neighbour (street_id, neighbour_id);

-- Grids of different times may be neighbours too: the reader takes those in force.
create function border_grids() returns trigger language plpgsql as $$
begin
  insert into grid_neighbour (street_id, grid_id, neighbour_id)
    select street_id, grid_id, neighbour_id from (
      select d.street_id, d.id as grid_id, g.id as neighbour_id from drawn d join grid g on g.street_id = d.street_id
        and g.id <> d.id and g.boundary && d.boundary and st_intersects(g.boundary, d.boundary)
      union
      select d.street_id, g.id, d.id from drawn d join grid g on g.street_id = d.street_id
        and g.id <> d.id and g.boundary && d.boundary and st_intersects(g.boundary, d.boundary)) pair
    on conflict do nothing;
  return null;
end $$;
create trigger border_grids after insert on grid referencing new table as drawn
  for each statement execute function border_grids();
create function redraw_borders() returns trigger language plpgsql as $$
begin
  delete from grid_neighbour where street_id = new.street_id and new.id in (grid_id, neighbour_id);
  insert into grid_neighbour (street_id, grid_id, neighbour_id)
    select g.street_id, pair.a, pair.b from grid g
      cross join lateral (values (g.id, new.id), (new.id, g.id)) pair(a, b)
      where g.street_id = new.street_id and g.id <> new.id
        and g.boundary && new.boundary and st_intersects(g.boundary, new.boundary);
  return null;
end $$;
create trigger redraw_borders after update of boundary on grid
  for each row when (not st_equals(old.boundary, new.boundary)) execute function redraw_borders();
-- Grids drawn before this table was there.
insert into grid_neighbour (street_id, grid_id, neighbour_id)
  select a.street_id, a.id, b.id from grid a join grid b on b.street_id = a.street_id
    and b.id <> a.id and b.boundary && a.boundary and st_intersects(a.boundary, b.boundary);

-- 派单台账: what the engine weighs a rider by, kept as it happens instead of counted over two weeks at every planning. Counts
-- and minutes fade by e in a week; `today` counts offers of one day.
create table rider_tally (
  street_id uuid not null references street,
  rider_id uuid not null,
  at timestamptz not null,
  offered double precision not null default 0 check (offered >= 0),
  unanswered double precision not null default 0 check (unanswered >= 0),
  credited_minutes double precision not null default 0 check (credited_minutes >= 0),
  available_minutes double precision not null default 0 check (available_minutes >= 0),
  today int not null default 0 check (today >= 0),
  today_on date not null,
  primary key (street_id, rider_id),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade
) with (fillfactor = 50);
call wall('rider_tally');

create function day_of(instant timestamptz) returns date language sql immutable parallel safe as
$$ select (instant at time zone 'Asia/Shanghai')::date $$;
create function faded(since timestamptz, instant timestamptz) returns double precision language sql immutable parallel safe as
$$ select exp(-least(greatest(extract(epoch from instant - since), 0), 8640000) / 604800.0)::float8 $$;

create procedure add_to_tally(street uuid, rider uuid, moment timestamptz, change jsonb) language sql as $$
  insert into rider_tally as t (street_id, rider_id, at, offered, unanswered, credited_minutes, available_minutes, today, today_on)
  values (street, rider, moment, coalesce((change->>'offered')::float8, 0), coalesce((change->>'unanswered')::float8, 0),
    coalesce((change->>'credited')::float8, 0), coalesce((change->>'available')::float8, 0),
    coalesce((change->>'offered')::int, 0), day_of(moment))
  on conflict (street_id, rider_id) do update set
    at = greatest(t.at, excluded.at),
    offered = t.offered * faded(t.at, excluded.at) + excluded.offered,
    unanswered = t.unanswered * faded(t.at, excluded.at) + excluded.unanswered,
    credited_minutes = t.credited_minutes * faded(t.at, excluded.at) + excluded.credited_minutes,
    available_minutes = t.available_minutes * faded(t.at, excluded.at) + excluded.available_minutes,
    today = case when t.today_on = excluded.today_on then t.today else 0 end + excluded.today,
    today_on = greatest(t.today_on, excluded.today_on)
$$;

create function tally_offer() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    call add_to_tally(new.street_id, new.rider_id, new.offered_at, '{"offered": 1}');
  else
    call add_to_tally(new.street_id, new.rider_id, new.answered_at, '{"unanswered": 1}');
  end if;
  return null;
end $$;
create trigger tally_offer after insert on offer for each row execute function tally_offer();
create trigger tally_refusal after update of state on offer
  for each row when (old.state = 'PENDING' and new.state in ('DECLINED', 'EXPIRED')) execute function tally_offer();

create function tally_done() returns trigger language plpgsql as $$
declare minutes float8;
begin
  select k.service_minutes into minutes from service_request r
    join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
    where r.street_id = new.street_id and r.id = new.request_id;
  call add_to_tally(new.street_id, new.rider_id, new.ended_at, jsonb_build_object('credited', minutes));
  return null;
end $$;
create trigger tally_done after update of state on assignment
  for each row when (old.state <> 'DONE' and new.state = 'DONE') execute function tally_done();

create function tally_duty() returns trigger language plpgsql as $$
begin
  call add_to_tally(new.street_id, new.rider_id, new.ended_at,
    jsonb_build_object('available', extract(epoch from new.ended_at - new.started_at) / 60));
  return null;
end $$;
create trigger tally_duty after update of ended_at on duty_period
  for each row when (old.ended_at is null and new.ended_at is not null and new.kind = 'ON') execute function tally_duty();

-- What was counted before this table was there.
insert into rider_tally (street_id, rider_id, at, today_on)
  select street_id, id, now(), day_of(now()) from rider;
update rider_tally t set
  offered = coalesce((select sum(faded(o.offered_at, t.at)) from offer o where o.street_id = t.street_id and o.rider_id = t.rider_id), 0),
  unanswered = coalesce((select sum(faded(o.offered_at, t.at)) from offer o where o.street_id = t.street_id and o.rider_id = t.rider_id
    and o.state in ('DECLINED', 'EXPIRED')), 0),
  credited_minutes = coalesce((select sum(k.service_minutes * faded(a.ended_at, t.at)) from assignment a
    join service_request r on r.street_id = a.street_id and r.id = a.request_id
    join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
    where a.street_id = t.street_id and a.rider_id = t.rider_id and a.state = 'DONE'), 0),
  available_minutes = coalesce((select sum(extract(epoch from d.ended_at - d.started_at) / 60 * faded(d.ended_at, t.at)) from duty_period d
    where d.street_id = t.street_id and d.rider_id = t.rider_id and d.kind = 'ON' and d.ended_at is not null), 0);

create index duty_period_rider on duty_period (street_id, rider_id, started_at);
create index duty_period_running on duty_period (street_id, rider_id) where ended_at is null;
create index exclusion_rider on exclusion (street_id, rider_id);
create index assignment_live on assignment (street_id, rider_id) where live;
