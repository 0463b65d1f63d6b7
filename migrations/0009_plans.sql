-- 定期服务计划、停送、节假日、批量发放与服务时长.

alter table service_request drop constraint service_request_channel_check;
alter table service_request add constraint service_request_channel_check
  check (channel in ('RESIDENT','FAMILY','STAFF','PLAN','BATCH'));

-- 定期服务计划: what comes to these residents again and again. Days and minutes are those of the street's own clock.
create table service_plan (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  kind_code text not null,
  name text not null check (length(name) between 1 and 60),
  rule text not null check (length(rule) between 10 and 200),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  ready_minute smallint not null check (ready_minute between 0 and 1439),
  due_minute smallint not null check (due_minute between 1 and 1440),
  lead_minutes int not null check (lead_minutes between 0 and 2880),
  on_holiday text not null check (on_holiday in ('SERVE','SKIP','BEFORE','AFTER')),
  pickup geometry(Point, 4326),
  pickup_name text,
  pickup_station_id uuid,
  load int check (load between 0 and 20),
  note_sealed bytea,
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz check (closed_at >= opened_at),
  -- Every day up to and including this one is settled: issued, missed, or not owed.
  settled_through date not null,
  version int not null default 1,
  primary key (street_id, id),
  check (due_minute > ready_minute),
  check (pickup_station_id is null or pickup is null),
  check ((pickup is null) = (pickup_name is null)),
  foreign key (street_id, kind_code) references request_kind (street_id, code),
  foreign key (street_id, pickup_station_id) references station (street_id, id),
  foreign key (street_id, opened_by) references account (street_id, id)
);
call wall('service_plan');
create index service_plan_live on service_plan (street_id, id) where closed_at is null;
create index service_plan_kind on service_plan (street_id, kind_code);
create index service_plan_station on service_plan (street_id, pickup_station_id) where pickup_station_id is not null;
create index service_plan_opener on service_plan (street_id, opened_by);

-- Who is served by a plan; the note says what is particular to the person (diet, portion, what to avoid).
create table plan_member (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  plan_id uuid not null,
  resident_id uuid not null,
  note_sealed bytea,
  joined_at timestamptz not null,
  left_at timestamptz check (left_at >= joined_at),
  primary key (street_id, id),
  unique (street_id, plan_id, resident_id),
  foreign key (street_id, plan_id) references service_plan (street_id, id),
  foreign key (street_id, resident_id) references resident (street_id, id)
);
call wall('plan_member');
create index plan_member_resident on plan_member (street_id, resident_id);

-- One day of a plan that is not as the rule says: left out, moved, or added; for one resident, or for all of them.
create table plan_exception (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  plan_id uuid not null,
  resident_id uuid,
  kind text not null check (kind in ('SKIP','MOVE','EXTRA')),
  on_date date not null,
  to_date date,
  said_by uuid not null,
  said_at timestamptz not null,
  primary key (street_id, id),
  unique nulls not distinct (street_id, plan_id, resident_id, on_date),
  check ((kind = 'MOVE') = (to_date is not null)),
  check (to_date <> on_date),
  foreign key (street_id, plan_id) references service_plan (street_id, id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, said_by) references account (street_id, id)
);
call wall('plan_exception');
create index plan_exception_resident on plan_exception (street_id, resident_id) where resident_id is not null;

-- 节假日 of the street office.
create table holiday (
  street_id uuid not null references street,
  on_date date not null,
  name text not null check (length(name) between 1 and 40),
  name_en text not null check (length(name_en) between 1 and 40),
  primary key (street_id, on_date)
);
call wall('holiday');

-- 停送: a resident is away and nothing is brought; both days included, open when nobody knows the last one yet.
create table pause (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  resident_id uuid not null,
  reason text not null check (reason in ('HOSPITAL','TRAVEL','FAMILY','OTHER')),
  from_date date not null,
  until_date date check (until_date >= from_date),
  said_by uuid not null,
  said_at timestamptz not null,
  lifted_at timestamptz check (lifted_at >= said_at),
  lifted_by uuid,
  primary key (street_id, id),
  check ((lifted_at is null) = (lifted_by is null)),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, said_by) references account (street_id, id),
  foreign key (street_id, lifted_by) references account (street_id, id)
);
call wall('pause');
create index pause_resident on pause (street_id, resident_id, from_date);
-- A resident is paused once at a time.
alter table pause add constraint one_pause_at_a_time exclude using gist
  (street_id with =, resident_id with =, daterange(from_date, until_date, '[]') with &&) where (lifted_at is null);

-- One resident's day of a plan, once: the request it became, or why it became none.
create table occurrence (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  plan_id uuid not null,
  resident_id uuid not null,
  on_date date not null,
  state text not null check (state in ('ISSUED','BLOCKED','MISSED','WITHDRAWN')),
  request_id uuid,
  why text check (length(why) between 1 and 60),
  -- The reason last told, so that trying again tells nothing twice.
  told text,
  ready_at timestamptz not null,
  due_at timestamptz not null,
  at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  settled_note text check (length(settled_note) between 1 and 200),
  primary key (street_id, plan_id, resident_id, on_date),
  check (state <> 'ISSUED' or request_id is not null),
  check ((state in ('BLOCKED','MISSED')) = (why is not null)),
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_note is null)),
  foreign key (street_id, plan_id) references service_plan (street_id, id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id) deferrable initially deferred,
  foreign key (street_id, settled_by) references account (street_id, id)
);
call wall('occurrence');
create unique index occurrence_request on occurrence (street_id, request_id) where request_id is not null;
create index occurrence_resident on occurrence (street_id, resident_id, on_date);
create index occurrence_alert on occurrence (street_id, due_at) where state in ('BLOCKED','MISSED') and settled_at is null;

-- 批量发放: one thing for many, ordered so that whole grids can be handed to a rider.
create table batch (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  kind_code text not null,
  name text not null check (length(name) between 1 and 60),
  opened_by uuid not null,
  opened_at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, kind_code) references request_kind (street_id, code),
  foreign key (street_id, opened_by) references account (street_id, id)
);
call wall('batch');
call seal_history('batch');
create index batch_opened on batch (street_id, opened_at desc, id);

create table batch_item (
  street_id uuid not null references street,
  batch_id uuid not null,
  nth int not null check (nth > 0),
  resident_id uuid not null,
  grid_id uuid,
  request_id uuid,
  refused text,
  primary key (street_id, batch_id, nth),
  unique (street_id, batch_id, resident_id),
  check ((request_id is null) <> (refused is null)),
  foreign key (street_id, batch_id) references batch (street_id, id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, grid_id) references grid (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id)
);
call wall('batch_item');
call seal_history('batch_item');
create unique index batch_item_request on batch_item (street_id, request_id) where request_id is not null;

-- What names a resident is seen by who sees the resident, riders excepted; a plan by who sees one of its residents.
do $$
declare named text;
begin
  foreach named in array array['plan_member','pause','occurrence','batch_item'] loop
    execute format('alter policy own_street on %1$I
      using (street_id = (select acting_street()) and (select acting_role()) <> ''RIDER''
        and exists (select from resident p where p.street_id = %1$I.street_id and p.id = %1$I.resident_id))
      with check (street_id = (select acting_street()) and (select acting_role()) <> ''RIDER''
        and exists (select from resident p where p.street_id = %1$I.street_id and p.id = %1$I.resident_id))', named);
  end loop;
end $$;
alter policy own_street on service_plan
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) in ('COMMUNITY_STAFF','RESIDENT','FAMILY') and exists (select from plan_member m
      where m.street_id = service_plan.street_id and m.plan_id = service_plan.id))))
  with check (street_id = (select acting_street())
    and (select acting_role()) in ('STREET_STAFF','COMMUNITY_STAFF','SYSTEM'));
alter policy own_street on plan_exception
  using (street_id = (select acting_street()) and (select acting_role()) <> 'RIDER'
    and exists (select from service_plan s where s.street_id = plan_exception.street_id and s.id = plan_exception.plan_id)
    and (resident_id is null or exists (select from resident p where p.street_id = plan_exception.street_id and p.id = plan_exception.resident_id)))
  with check (street_id = (select acting_street()) and (select acting_role()) <> 'RIDER'
    and exists (select from service_plan s where s.street_id = plan_exception.street_id and s.id = plan_exception.plan_id)
    and (resident_id is null or exists (select from resident p where p.street_id = plan_exception.street_id and p.id = plan_exception.resident_id)));
alter policy own_street on batch
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or opened_by = (select acting_account())));

-- 服务时长: the numbers are data, with a version and a date.
create table hours_policy (
  street_id uuid not null references street,
  version int not null,
  valid_from timestamptz not null,
  policy jsonb not null,
  set_by uuid,
  primary key (street_id, version),
  foreign key (street_id, set_by) references account (street_id, id)
);
call wall('hours_policy');
call seal_history('hours_policy');

-- One entry per assignment that was done: the interval that counts, and this rider's share of it in whole seconds.
create table service_hour (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  assignment_id uuid not null,
  request_id uuid not null,
  rider_id uuid not null,
  rider_account_id uuid not null,
  community_id uuid not null,
  kind_code text not null,
  accepted_at timestamptz not null,
  done_at timestamptz not null check (done_at >= accepted_at),
  served_from timestamptz not null,
  served_until timestamptz not null check (served_until > served_from),
  seconds int not null check (seconds >= 0),
  flags text[] not null default '{}' check (flags <@ array['CAPPED','OVERLAP','INSTANT','LONG_DAY']),
  state text not null default 'MEASURED' check (state in ('MEASURED','DISPUTED','APPROVED','REJECTED','VOID')),
  approved_seconds int check (approved_seconds >= 0),
  policy_version int not null,
  verified_by uuid,
  primary key (street_id, id),
  constraint hours_once unique (street_id, assignment_id),
  check ((approved_seconds is not null) = (state = 'APPROVED')),
  constraint hours_verified_by_another check (verified_by <> rider_account_id),
  foreign key (street_id, assignment_id) references assignment (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, rider_account_id) references account (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, kind_code) references request_kind (street_id, code),
  foreign key (street_id, policy_version) references hours_policy (street_id, version),
  foreign key (street_id, verified_by) references account (street_id, id)
);
call wall('service_hour');
create index service_hour_rider on service_hour (street_id, rider_id, done_at desc);
create index service_hour_community on service_hour (street_id, community_id, done_at desc);
create index service_hour_request on service_hour (street_id, request_id);
create index service_hour_waiting on service_hour (street_id, done_at) where state = 'MEASURED';
alter policy own_street on service_hour
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))
    or rider_id = (select acting_rider())));

-- Every measuring, word and verdict about an entry, as it was: corrections are added, nothing is changed.
create table hour_entry (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid(),
  hour_id uuid not null,
  nth int not null check (nth > 0),
  step text not null check (step in ('MEASURE','APPROVE','DISPUTE','CORRECT','REJECT','VOID')),
  seconds int not null check (seconds >= 0),
  reason text check (length(reason) between 1 and 200),
  said_by uuid,
  at timestamptz not null,
  primary key (street_id, id),
  unique (street_id, hour_id, nth),
  check (step not in ('DISPUTE','CORRECT','REJECT') or reason is not null),
  foreign key (street_id, hour_id) references service_hour (street_id, id),
  foreign key (street_id, said_by) references account (street_id, id)
);
call wall('hour_entry');
call seal_history('hour_entry');
alter policy own_street on hour_entry
  using (street_id = (select acting_street())
    and exists (select from service_hour h where h.street_id = hour_entry.street_id and h.id = hour_entry.hour_id))
  with check (street_id = (select acting_street())
    and exists (select from service_hour h where h.street_id = hour_entry.street_id and h.id = hour_entry.hour_id));
