-- 服务请求: requests, offers, assignments, and the decisions behind them.
create table request_kind (
  street_id uuid not null references street,
  code text not null check (code ~ '^[A-Z_]{3,30}$'),
  name text not null,
  name_en text not null,
  needs_pickup boolean not null,
  skills text[] not null default '{}',
  min_trust smallint not null default 1 check (min_trust between 0 and 3),
  service_minutes int not null check (service_minutes between 1 and 240),
  load int not null check (load between 0 and 20),
  tier smallint not null default 1 check (tier between 0 and 3),
  window_minutes int not null check (window_minutes between 5 and 10080),
  offer_seconds int not null check (offer_seconds between 5 and 3600),
  wave_size smallint not null default 1 check (wave_size between 1 and 5),
  backstop_minutes int not null check (backstop_minutes between 1 and 10080),
  version int not null default 1,
  primary key (street_id, code)
);
call wall('request_kind');

create table service_request (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  code text not null,
  kind_code text not null,
  state text not null default 'OPEN' check (state in
    ('OPEN','MATCHING','ASSIGNED','IN_PROGRESS','FULFILLED','CONFIRMED','CANCELLED','UNSERVED','HANDED_TO_BACKSTOP')),
  resident_id uuid,
  home_id uuid,
  dropoff geometry(Point, 4326) not null,
  place text not null default '',
  grid_id uuid not null,
  community_id uuid not null,
  pickup geometry(Point, 4326),
  pickup_name text,
  pickup_station_id uuid,
  load int not null check (load between 0 and 20),
  ready_at timestamptz not null,
  due_at timestamptz not null,
  backstop_at timestamptz not null,
  note_sealed bytea,
  opened_at timestamptz not null,
  opened_by uuid not null,
  channel text not null check (channel in ('RESIDENT','FAMILY','STAFF')),
  rider_id uuid,
  owner_id uuid not null,
  waves int not null default 0,
  pinned_rider_id uuid,
  closed_at timestamptz,
  close_reason text,
  version int not null default 0,
  primary key (street_id, id),
  unique (street_id, code),
  foreign key (street_id, kind_code) references request_kind (street_id, code),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, home_id) references home (street_id, id),
  foreign key (street_id, grid_id) references grid (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, pickup_station_id) references station (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, pinned_rider_id) references rider (street_id, id),
  foreign key (street_id, opened_by) references account (street_id, id),
  foreign key (street_id, owner_id) references organization (street_id, id),
  check (due_at > ready_at),
  constraint request_rider check ((rider_id is not null) = (state in ('ASSIGNED','IN_PROGRESS','FULFILLED','CONFIRMED'))),
  constraint request_closed check ((closed_at is not null) = (state in ('CONFIRMED','CANCELLED','UNSERVED')))
);
call wall('service_request');
-- On the ellipsoid: in degrees the nearest is not the nearest in metres.
create index service_request_dropoff on service_request using gist ((dropoff::geography)) where state in ('OPEN','HANDED_TO_BACKSTOP');
create index service_request_live on service_request (street_id, state, due_at)
  where state not in ('CONFIRMED','CANCELLED','UNSERVED');
create index service_request_opened on service_request (street_id, opened_at desc, id);
create index service_request_resident on service_request (street_id, resident_id);
create index service_request_rider on service_request (street_id, rider_id) where rider_id is not null;

-- One run of the engine, as it was asked: enough to replay it.
create table planning (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid(),
  at timestamptz not null,
  policy_version int not null,
  snapshot jsonb not null,
  policy jsonb not null,
  primary key (street_id, id)
);
call wall('planning');
call seal_history('planning');

-- What one run decided about one request, with everyone who was looked at and why.
create table decision (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  request_id uuid not null,
  planning_id uuid,
  at timestamptz not null,
  outcome text not null check (outcome in ('OFFERED','WAITING','BY_HAND')),
  rider_ids uuid[] not null default '{}',
  explanation jsonb not null,
  decided_by uuid,
  primary key (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, planning_id) references planning (street_id, id)
);
call wall('decision');
call seal_history('decision');
create index decision_request on decision (street_id, request_id, at desc);

create table offer (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  request_id uuid not null,
  rider_id uuid not null,
  decision_id uuid not null,
  wave int not null,
  state text not null default 'PENDING' check (state in ('PENDING','ACCEPTED','DECLINED','EXPIRED','WITHDRAWN','LOST')),
  distance_m int not null check (distance_m >= 0),
  arrive_at timestamptz not null,
  offered_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > offered_at),
  answered_at timestamptz,
  reason text,
  primary key (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, decision_id) references decision (street_id, id),
  check ((state = 'PENDING') = (answered_at is null)),
  check (state <> 'DECLINED' or reason is not null)
);
call wall('offer');
-- A rider is asked one thing at a time; a request has one acceptance per wave of offers.
create unique index one_pending_offer on offer (street_id, rider_id) where state = 'PENDING';
create index offer_request on offer (street_id, request_id);
create index offer_rider on offer (street_id, rider_id, offered_at desc);
create index offer_expiry on offer (expires_at) where state = 'PENDING';

create table assignment (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  request_id uuid not null,
  rider_id uuid not null,
  offer_id uuid,
  decision_id uuid not null,
  state text not null default 'ACCEPTED' check (state in ('ACCEPTED','PICKED_UP','DONE','WITHDRAWN','FAILED')),
  load int not null check (load >= 0),
  accepted_at timestamptz not null,
  picked_up_at timestamptz,
  ended_at timestamptz,
  reason text,
  version int not null default 0,
  primary key (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, offer_id) references offer (street_id, id),
  foreign key (street_id, decision_id) references decision (street_id, id),
  check ((ended_at is null) = (state in ('ACCEPTED','PICKED_UP')))
);
call wall('assignment');
create unique index one_live_assignment on assignment (street_id, request_id) where state in ('ACCEPTED','PICKED_UP');
create unique index one_assignment_per_offer on assignment (street_id, offer_id) where offer_id is not null;
create index assignment_history on assignment (street_id, rider_id, accepted_at desc);
create index assignment_request on assignment (street_id, request_id);
create index assignment_rider on assignment (street_id, rider_id) where state in ('ACCEPTED','PICKED_UP');

-- Riders who are not asked again for one request, and why.
create table exclusion (
  street_id uuid not null references street,
  request_id uuid not null,
  rider_id uuid not null,
  why text not null check (why in ('DECLINED','EXPIRED','WITHDRAWN','FAILED','BANNED')),
  at timestamptz not null,
  primary key (street_id, request_id, rider_id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id)
);
call wall('exclusion');

-- What a rider carries is the sum of the live assignments: kept here, so that no code path can forget it.
create function carry() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update rider set load = load + new.load, version = version + 1 where street_id = new.street_id and id = new.rider_id;
  elsif old.state in ('ACCEPTED','PICKED_UP') and new.state not in ('ACCEPTED','PICKED_UP') then
    update rider set load = load - old.load, version = version + 1 where street_id = old.street_id and id = old.rider_id;
  end if;
  return null;
end $$;
create trigger carry after insert or update of state on assignment for each row execute function carry();

-- Engine policy as data, with a version and a date.
create table dispatch_policy (
  street_id uuid not null references street,
  version int not null,
  valid_from timestamptz not null,
  policy jsonb not null,
  primary key (street_id, version)
);
call wall('dispatch_policy');
call seal_history('dispatch_policy');

-- 最小知情: who can read a resident's sealed row at all.
create policy staff on resident to red_bridge_app
  using (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))
    or ((select acting_role()) = 'RESIDENT' and account_id = (select acting_account()))
    or ((select acting_role()) = 'FAMILY' and exists (select 1 from mandate m
        where m.street_id = resident.street_id and m.resident_id = resident.id
          and m.account_id = (select acting_account()) and m.withdrawn_at is null))
    or ((select acting_role()) = 'RIDER' and exists (select 1 from service_request r join assignment a on a.street_id = r.street_id and a.request_id = r.id
        where r.street_id = resident.street_id and r.resident_id = resident.id
          and a.rider_id = (select acting_rider()) and a.state in ('ACCEPTED','PICKED_UP')))))
  with check (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))));
