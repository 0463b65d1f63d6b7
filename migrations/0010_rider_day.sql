-- 骑手的一天: check-in to a community, appointments, shifts, rest, own stops, and the companies' own way in.

-- Which organization acts: a partner company sees what is its own and its sites'.
create function acting_organization() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.organization', true), '')::uuid $$;
create index organization_parent on organization (street_id, parent_id) where parent_id is not null;
alter policy own_street on rider using (street_id = (select acting_street()) and ((select acting_role()) <> 'PARTNER'
  or organization_id in (select o.id from organization o
    where o.street_id = (select acting_street()) and (select acting_organization()) in (o.id, o.parent_id))));
-- A company reads the tasks of its riders, and writes none. The riders it sees are its own by the policy above.
create policy partner_own on assignment as restrictive to red_bridge_app
  using ((select acting_role()) <> 'PARTNER' or rider_id in (select d.id from rider d))
  with check ((select acting_role()) <> 'PARTNER');
create policy partner_own on service_request as restrictive to red_bridge_app
  using ((select acting_role()) <> 'PARTNER'
    or exists (select 1 from assignment a where a.street_id = service_request.street_id and a.request_id = service_request.id))
  with check ((select acting_role()) <> 'PARTNER');
create policy partner_own on offer as restrictive to red_bridge_app
  using ((select acting_role()) <> 'PARTNER') with check ((select acting_role()) <> 'PARTNER');

-- A badge is worn by one present rider; who left leaves it behind.
alter table rider drop constraint rider_street_id_badge_key;
create unique index rider_street_id_badge_key on rider (street_id, badge) where left_at is null;

-- 骑手报到: a rider registers with a community, which answers.
create table check_in (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  rider_id uuid not null,
  community_id uuid not null,
  why text not null check (why in ('HOME','WORK')),
  state text not null default 'ASKED' check (state in ('ASKED','ACCEPTED','REFUSED','LEFT')),
  asked_at timestamptz not null,
  answered_at timestamptz check (answered_at >= asked_at),
  answered_by uuid,
  reason text check (length(reason) between 1 and 200),
  left_at timestamptz check (left_at >= asked_at),
  attended_days int not null default 0 check (attended_days >= 0),
  attended_at timestamptz,
  primary key (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, answered_by) references account (street_id, id),
  check ((answered_at is null) = (answered_by is null)),
  check (state not in ('ACCEPTED','REFUSED') or answered_at is not null),
  check (state <> 'REFUSED' or reason is not null),
  check ((left_at is not null) = (state = 'LEFT'))
);
call wall('check_in');
alter policy own_street on check_in
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM') or rider_id = (select acting_rider())
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM') or rider_id = (select acting_rider())
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))));
create unique index one_live_check_in on check_in (street_id, rider_id, community_id) where state in ('ASKED','ACCEPTED');
create index check_in_community on check_in (street_id, community_id, state, asked_at);
create index check_in_answered_by on check_in (street_id, answered_by) where answered_by is not null;

-- One day's attendance under a check-in; the day is the local one.
create table attendance (
  street_id uuid not null references street,
  check_in_id uuid not null,
  rider_id uuid not null,
  day date not null,
  at timestamptz not null,
  primary key (street_id, check_in_id, day),
  foreign key (street_id, check_in_id) references check_in (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id)
);
call wall('attendance');
call seal_history('attendance');
alter policy own_street on attendance
  using (street_id = (select acting_street()) and check_in_id in (select c.id from check_in c))
  with check (street_id = (select acting_street()) and rider_id = (select acting_rider()) and check_in_id in (select c.id from check_in c));
create index attendance_rider on attendance (street_id, rider_id, day);

-- 流动网格员、巡查员: an appointment runs from an instant to another unless it is revoked; permissions follow it. Grids are
-- named by code, so that an appointment outlives a redrawn border.
create table appointment (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  rider_id uuid not null,
  community_id uuid not null,
  role text not null check (role in ('MOBILE_GRID_MEMBER','INSPECTOR')),
  grid_codes text[] not null check (cardinality(grid_codes) > 0),
  badge text not null check (length(badge) between 1 and 20),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  appointed_at timestamptz not null,
  appointed_by uuid not null,
  revoked_at timestamptz,
  revoked_by uuid,
  revoke_reason text check (length(revoke_reason) between 1 and 200),
  end_told_at timestamptz,
  primary key (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, appointed_by) references account (street_id, id),
  foreign key (street_id, revoked_by) references account (street_id, id),
  check ((revoked_at is null) = (revoke_reason is null)),
  constraint one_running_appointment exclude using gist (street_id with =, rider_id with =, community_id with =, role with =,
    tstzrange(from_at, until_at) with &&) where (revoked_at is null),
  constraint appointment_badge exclude using gist (street_id with =, badge with =, rider_id with <>,
    tstzrange(from_at, until_at) with &&) where (revoked_at is null)
);
call wall('appointment');
alter policy own_street on appointment
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM') or rider_id = (select acting_rider())
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))));
create index appointment_rider on appointment (street_id, rider_id, until_at);
create index appointment_community on appointment (street_id, community_id, until_at);
create index appointment_by on appointment (street_id, appointed_by);
create index appointment_revoked_by on appointment (street_id, revoked_by) where revoked_by is not null;
create index appointment_ending on appointment (street_id, until_at) where revoked_at is null and end_told_at is null;

-- 排班: a stretch of time a rider is planned for, or that still looks for one.
create table shift (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  organization_id uuid,
  external_key text check (length(external_key) between 1 and 80),
  rider_id uuid,
  -- Put up for anybody, so that who gives it back makes room for the next in line.
  opened boolean not null default false,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at and until_at <= from_at + interval '16 hours'),
  grid_codes text[] not null default '{}',
  state text not null check (state in ('OPEN','PLANNED','CONFIRMED','DECLINED','CANCELLED')),
  planned_at timestamptz not null,
  answered_at timestamptz,
  reason text check (length(reason) between 1 and 200),
  began_told_at timestamptz,
  overrun_told_at timestamptz,
  version int not null default 1,
  primary key (street_id, id),
  foreign key (street_id, organization_id) references organization (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  check (external_key is null or organization_id is not null),
  check ((rider_id is null) = (state = 'OPEN') or state = 'CANCELLED'),
  check (state <> 'OPEN' or opened),
  check (state not in ('CONFIRMED','DECLINED') or answered_at is not null),
  constraint shift_overlap exclude using gist (street_id with =, rider_id with =, tstzrange(from_at, until_at) with &&)
    where (state in ('PLANNED','CONFIRMED'))
);
call wall('shift');
alter policy own_street on shift
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','COMMUNITY_STAFF','SYSTEM')
    or rider_id = (select acting_rider())
    or ((select acting_role()) = 'RIDER' and opened)
    or ((select acting_role()) = 'PARTNER' and organization_id in (select o.id from organization o
      where o.street_id = (select acting_street()) and (select acting_organization()) in (o.id, o.parent_id)))))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or rider_id = (select acting_rider())
    or ((select acting_role()) = 'RIDER' and state = 'OPEN')
    or ((select acting_role()) = 'PARTNER' and (rider_id is null or rider_id in (select d.id from rider d))
      and organization_id in (select o.id from organization o
        where o.street_id = (select acting_street()) and (select acting_organization()) in (o.id, o.parent_id)))));
create unique index shift_pushed on shift (street_id, organization_id, external_key) where external_key is not null;
create index shift_rider on shift (street_id, rider_id, from_at) where rider_id is not null;
create index shift_time on shift (street_id, from_at) where state in ('OPEN','PLANNED','CONFIRMED');

-- 候补: who else would take a shift, in the order of asking.
create table shift_application (
  street_id uuid not null references street,
  shift_id uuid not null,
  rider_id uuid not null,
  applied_at timestamptz not null,
  nth bigint generated always as identity,
  primary key (street_id, shift_id, rider_id),
  foreign key (street_id, shift_id) references shift (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id)
);
call wall('shift_application');
alter policy own_street on shift_application
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','COMMUNITY_STAFF','SYSTEM')
    or rider_id = (select acting_rider())))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM') or rider_id = (select acting_rider())));
create index shift_application_rider on shift_application (street_id, rider_id);

-- Rest rules are part of the engine's policy. A change of them says why and by whom.
alter table dispatch_policy
  add reason text check (length(reason) between 4 and 300),
  add set_by uuid,
  add foreign key (street_id, set_by) references account (street_id, id);
create index dispatch_policy_set_by on dispatch_policy (street_id, set_by) where set_by is not null;

create function rest_rules(street uuid, instant timestamptz)
  returns table (version int, work_ms float8, pause_ms float8, prompt_ms float8, limit_ms float8, days_in_a_row int)
language sql stable parallel safe as $$
  select p.version, coalesce((p.policy->'rest'->>'workMs')::float8, 14400000), coalesce((p.policy->'rest'->>'pauseMs')::float8, 1200000),
    coalesce((p.policy->'rest'->>'promptMs')::float8, 28800000), coalesce((p.policy->'rest'->>'limitMs')::float8, 39600000),
    coalesce((p.policy->'rest'->>'daysInARow')::int, 6)
  from (select 1) one left join lateral (select d.version, d.policy from dispatch_policy d
    where d.street_id = street and d.valid_from <= instant order by d.version desc limit 1) p on true
$$;

-- 工时: what a rider has worked, kept as duty changes: since the last gap that was long enough for a pause, in one local day, and
-- on which local days of the last fortnight.
create table toil (
  street_id uuid not null references street,
  rider_id uuid not null,
  since timestamptz not null,
  stopped_at timestamptz,
  day date not null,
  day_ms float8 not null default 0 check (day_ms >= 0),
  days date[] not null default '{}',
  primary key (street_id, rider_id),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade
) with (fillfactor = 50);
call wall('toil');
alter policy own_street on toil
  using (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM') or rider_id = (select acting_rider())))
  with check (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'SYSTEM') or rider_id = (select acting_rider())));

create function local_day(instant timestamptz) returns date language sql immutable parallel safe
  as $$ select (instant at time zone 'Asia/Shanghai')::date $$;
create function local_day_start(instant timestamptz) returns timestamptz language sql immutable parallel safe
  as $$ select date_trunc('day', instant at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' $$;
create function days_with(days date[], day date) returns date[] language sql immutable parallel safe
  as $$ select array_agg(distinct d order by d) from unnest(days || day) d where d > day - 15 $$;

create function keep_toil() returns trigger language plpgsql as $$
declare
  moment timestamptz := case when tg_op = 'INSERT' then new.started_at else new.ended_at end;
  today date := local_day(moment);
  pause interval := make_interval(secs => (select r.pause_ms / 1000 from rest_rules(new.street_id, moment) r));
begin
  insert into toil as t (street_id, rider_id, since, day, days)
  values (new.street_id, new.rider_id, new.started_at, today, array[today])
  on conflict (street_id, rider_id) do update set
    since = case when t.stopped_at is not null and new.started_at - t.stopped_at >= pause then new.started_at else t.since end,
    day_ms = case when t.day = today then t.day_ms else 0 end,
    day = today,
    days = days_with(t.days, today);
  update toil set
    stopped_at = new.ended_at,
    day_ms = day_ms + coalesce(extract(epoch from new.ended_at - greatest(new.started_at, local_day_start(new.ended_at))) * 1000, 0)
    where street_id = new.street_id and rider_id = new.rider_id;
  return null;
end $$;
create trigger keep_toil after insert on duty_period
  for each row when (new.kind = 'ON') execute function keep_toil();
create trigger keep_toil_stopped after update of ended_at on duty_period
  for each row when (new.kind = 'ON' and old.ended_at is null and new.ended_at is not null) execute function keep_toil();
insert into toil (street_id, rider_id, since, day, days)
  select u.street_id, u.rider_id, max(u.started_at), local_day(now()), array_agg(distinct local_day(u.started_at))
  from duty_period u where u.kind = 'ON' and u.started_at > now() - interval '14 days' group by u.street_id, u.rider_id;

-- Prompts given once a day.
create table long_day (
  street_id uuid not null references street,
  rider_id uuid not null,
  day date not null,
  at timestamptz not null,
  primary key (street_id, rider_id, day),
  foreign key (street_id, rider_id) references rider (street_id, id)
);
call wall('long_day');
alter policy own_street on long_day
  using (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');

-- 自有包裹: the stops of a rider's own round, as points in time and space; nothing of who receives them, and gone with the day.
create table own_stop (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  rider_id uuid not null,
  client_key text not null check (length(client_key) between 1 and 80),
  nth int not null check (nth >= 0),
  day date not null,
  location geometry(Point, 4326) not null,
  from_at timestamptz not null,
  due_at timestamptz not null check (due_at > from_at),
  service_seconds int not null check (service_seconds between 0 and 3600),
  state text not null default 'AHEAD' check (state in ('AHEAD','DELIVERED','REMOVED')),
  shared_at timestamptz not null,
  ended_at timestamptz,
  primary key (street_id, id),
  unique (street_id, rider_id, day, client_key),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade,
  check ((ended_at is null) = (state = 'AHEAD'))
);
call wall('own_stop');
-- Shown to the rider and to the company that shared it. Staff weigh riders by it without being shown it.
alter policy own_street on own_stop
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','COMMUNITY_STAFF','SYSTEM') or rider_id = (select acting_rider())
    or ((select acting_role()) = 'PARTNER' and rider_id in (select d.id from rider d))))
  with check (street_id = (select acting_street()) and ((select acting_role()) = 'SYSTEM' or rider_id = (select acting_rider())
    or ((select acting_role()) = 'PARTNER' and rider_id in (select d.id from rider d))));
create index own_stop_ahead on own_stop (street_id, rider_id, nth) where state = 'AHEAD';
create index own_stop_day on own_stop (street_id, day);

-- 企业令牌: how a company's own system comes in. The token is shown once; here is its digest.
create table partner_token (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  organization_id uuid not null,
  label text not null default '' check (length(label) <= 60),
  scopes text[] not null check (cardinality(scopes) > 0
    and scopes <@ array['RIDERS_READ','TASKS_READ','SHIFTS_WRITE','STOPS_WRITE']),
  digest bytea not null unique check (length(digest) = 32),
  issued_at timestamptz not null,
  issued_by uuid not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  follows_id uuid,
  primary key (street_id, id),
  check (expires_at > issued_at and expires_at <= issued_at + interval '90 days'),
  foreign key (street_id, organization_id) references organization (street_id, id),
  foreign key (street_id, issued_by) references account (street_id, id),
  foreign key (street_id, follows_id) references partner_token (street_id, id)
);
call wall('partner_token');
alter policy own_street on partner_token
  using (street_id = (select acting_street()) and (select acting_role()) in ('STREET_STAFF','SYSTEM'));
create unique index partner_token_followed on partner_token (street_id, follows_id) where follows_id is not null;
create index partner_token_organization on partner_token (street_id, organization_id, issued_at desc);
create index partner_token_issued_by on partner_token (street_id, issued_by);
