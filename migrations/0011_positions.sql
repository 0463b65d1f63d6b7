-- 位置: tracks, presence in grids, and the tokens of tracking apps.

-- The numbers by which positions are believed and kept, as data with a version and a date.
create table position_policy (
  street_id uuid not null references street,
  version int not null check (version > 1),
  valid_from timestamptz not null,
  policy jsonb not null,
  primary key (street_id, version)
);
call wall('position_policy');
call seal_history('position_policy');

-- 在格: where a rider is counted, kept beside the latest position so that a position costs one row.
alter table rider_position
  add grid_id uuid,
  add grid_since timestamptz,
  add leaving_since timestamptz,
  add foreign key (street_id, grid_id) references grid (street_id, id),
  add check ((grid_id is null) = (grid_since is null));

-- The same law as before, asked once for all positions of a statement instead of twice for each.
drop trigger position_on_duty on rider_position;
drop function refuse_position_off_duty();
create function refuse_position_off_duty() returns trigger language plpgsql as $$
begin
  -- The share lock makes the end of duty wait for these positions, so that they are forgotten with the others. Whoever writes
  -- many takes it before the positions themselves, as the end of duty does.
  perform 1 from rider r where (r.street_id, r.id) in (select f.street_id, f.rider_id from fresh f)
    order by r.street_id, r.id for share;
  if exists (select from fresh f join rider r on r.street_id = f.street_id and r.id = f.rider_id where r.duty = 'OFF')
  then raise exception 'rider is off duty' using errcode = 'RB002', constraint = 'position_on_duty'; end if;
  return null;
end $$;
create trigger position_on_duty after insert on rider_position
  referencing new table as fresh for each statement execute function refuse_position_off_duty();
create trigger moved_on_duty after update on rider_position
  referencing new table as fresh for each statement execute function refuse_position_off_duty();

-- 轨迹: every believed position, on duty only. The key makes a repeated batch harmless. One table: what is old is deleted by
-- the hour and by street, and the street leads the key, by which the table is spread when it grows too large for one machine.
create table track_point (
  street_id uuid not null references street,
  rider_id uuid not null,
  device_at timestamptz not null,
  received_at timestamptz not null,
  location geometry(Point, 4326) not null,
  accuracy_m real not null check (accuracy_m >= 0),
  speed_mps real check (speed_mps >= 0),
  bearing_deg real check (bearing_deg >= 0 and bearing_deg < 360),
  battery_percent smallint check (battery_percent between 0 and 100),
  primary key (street_id, rider_id, device_at),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade
) with (autovacuum_vacuum_scale_factor = 0.05);
call wall('track_point');
create index track_point_age on track_point using brin (device_at);
alter policy own_street on track_point
  using (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'SYSTEM') or rider_id = (select acting_rider())))
  with check (street_id = (select acting_street())
    and (rider_id = (select acting_rider()) or (select acting_role()) = 'SYSTEM'));

-- Was the rider on duty when the device measured it? Duty that lasts is told by the rider's row, duty that ended by its periods.
create function was_on_duty(street uuid, rider_id uuid, instant timestamptz) returns boolean
language sql stable as $$
  select exists (select from rider r where r.street_id = street and r.id = was_on_duty.rider_id
      and r.duty <> 'OFF' and r.duty_since <= instant)
    or exists (select from duty_period d where d.street_id = street and d.rider_id = was_on_duty.rider_id
      and d.started_at <= instant and (d.ended_at is null or instant < d.ended_at))
$$;

create function refuse_track_off_duty() returns trigger language plpgsql as $$
begin
  -- The share lock makes the end of duty wait for these points; once it is had, the next statement sees what duty has become.
  perform 1 from rider r where (r.street_id, r.id) in (select f.street_id, f.rider_id from fresh f)
    order by r.street_id, r.id for share;
  if exists (select from fresh f where not was_on_duty(f.street_id, f.rider_id, f.device_at))
  then raise exception 'rider was off duty' using errcode = 'RB002', constraint = 'track_on_duty'; end if;
  return null;
end $$;
create trigger track_on_duty after insert on track_point
  referencing new table as fresh for each statement execute function refuse_track_off_duty();
-- A point is kept as it was told until it is forgotten.
create trigger sealed before update on track_point for each row execute function refuse_change();
revoke update on track_point from red_bridge_app, red_bridge_system;

-- What remains of a day's track: how much, no longer where.
create table track_day (
  street_id uuid not null references street,
  rider_id uuid not null,
  day date not null,
  points int not null check (points > 0),
  metres double precision not null check (metres >= 0),
  first_at timestamptz not null,
  last_at timestamptz not null check (last_at >= first_at),
  primary key (street_id, rider_id, day),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade
);
call wall('track_day');
alter policy own_street on track_day
  using (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'SYSTEM') or rider_id = (select acting_rider())))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');

-- 在格时段: from when until when a rider was counted in a grid.
create table rider_presence (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid(),
  rider_id uuid not null,
  grid_id uuid not null,
  since timestamptz not null,
  until timestamptz check (until >= since),
  primary key (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade,
  foreign key (street_id, grid_id) references grid (street_id, id),
  -- One interval ends and the next begins in one statement.
  constraint one_presence exclude using gist (street_id with =, rider_id with =, tstzrange(since, until) with &&)
    deferrable initially deferred
);
call wall('rider_presence');
create index rider_presence_open on rider_presence (street_id, rider_id) where until is null;
create index rider_presence_age on rider_presence (street_id, until);
create index rider_presence_grid on rider_presence (street_id, grid_id, since);
alter policy own_street on rider_presence
  using (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'SYSTEM') or rider_id = (select acting_rider())))
  with check (street_id = (select acting_street())
    and (rider_id = (select acting_rider()) or (select acting_role()) = 'SYSTEM'));

-- Whoever is located no longer is in no grid: presence ends where the last position was measured.
create function end_presence() returns trigger language plpgsql as $$
begin
  update rider_presence set until = greatest(since, old.device_at)
    where street_id = old.street_id and rider_id = old.rider_id and until is null;
  return old;
end $$;
create trigger end_presence after delete on rider_position for each row execute function end_presence();

-- 在格人数: how many available riders were in each grid, every five minutes. No identity; kept for good. Where a grid has no
-- row for an instant nothing was measured; zero is a row.
create table presence_count (
  street_id uuid not null references street,
  at timestamptz not null,
  grid_id uuid not null,
  riders int not null check (riders >= 0),
  primary key (street_id, at, grid_id),
  foreign key (street_id, grid_id) references grid (street_id, id)
);
call wall('presence_count');
call seal_history('presence_count');
create index presence_count_grid on presence_count (street_id, grid_id, at);
alter policy own_street on presence_count
  using (street_id = (select acting_street())
    and (select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'ANALYST', 'SYSTEM'))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');

-- 定位令牌: lets a tracking app on a rider's phone tell positions, and nothing else. Only its digest is kept.
create table tracker_token (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  rider_id uuid not null,
  device text not null check (length(device) between 1 and 40),
  digest bytea not null unique check (length(digest) = 32),
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade
);
call wall('tracker_token');
create unique index tracker_token_device on tracker_token (street_id, rider_id, device) where revoked_at is null;
alter policy own_street on tracker_token
  using (street_id = (select acting_street())
    and (rider_id = (select acting_rider()) or (select acting_role()) = 'SYSTEM'))
  with check (street_id = (select acting_street())
    and (rider_id = (select acting_rider()) or (select acting_role()) = 'SYSTEM'));
