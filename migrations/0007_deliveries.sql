-- 交付: the steps of an assignment, what proves a delivery, what follows a failure, and transfers between riders.

-- What proves a delivery of this kind, how long a wrong tap can be taken back, and how often a door is tried.
alter table request_kind
  add proof text[] not null default '{}' check (proof <@ array['CODE','PHOTO','SIGNATURE','SCAN','PLACE']),
  add place_within_m int not null default 150 check (place_within_m between 10 and 5000),
  add undo_minutes int not null default 10 check (undo_minutes between 0 and 1440),
  add max_attempts smallint not null default 2 check (max_attempts between 1 and 10);

-- What follows when a rider with the goods in hand cannot deliver, by the reason.
create table failure_course (
  street_id uuid not null references street,
  reason text not null check (reason in
    ('NOBODY_HOME','REFUSED_AT_DOOR','WRONG_PLACE','GOODS_MISSING','UNSAFE','BREAKDOWN','OTHER')),
  then_do text not null check (then_do in ('SAME_RIDER','ANOTHER_RIDER','BACKSTOP')),
  after_minutes int not null default 0 check (after_minutes between 0 and 1440),
  version int not null default 1,
  primary key (street_id, reason)
);
call wall('failure_course');

alter table service_request
  add proof text[] not null default '{}' check (proof <@ array['CODE','PHOTO','SIGNATURE','SCAN','PLACE']),
  add delivery_code_sealed bytea,
  add proof_waived_sealed bytea,
  add attempts smallint not null default 0 check (attempts >= 0),
  add fulfilled_at timestamptz,
  add fulfilled_by_id uuid,
  add fulfilled_note_sealed bytea,
  add foreign key (street_id, fulfilled_by_id) references organization (street_id, id),
  add constraint request_code_known check (not ('CODE' = any (proof)) or delivery_code_sealed is not null),
  drop constraint request_rider,
  -- Done by a rider or by the community itself, never by both.
  add constraint request_rider check (case
    when state in ('ASSIGNED','IN_PROGRESS') then rider_id is not null and fulfilled_by_id is null
    when state in ('FULFILLED','CONFIRMED') then (rider_id is null) <> (fulfilled_by_id is null)
    else rider_id is null and fulfilled_by_id is null end);
create index service_request_fulfilled_by on service_request (street_id, fulfilled_by_id) where fulfilled_by_id is not null;

-- The states grow; which of them mean that the rider still has the task is said here once and for all.
drop trigger carry on assignment;
drop function carry();
drop index one_live_assignment;
drop index assignment_rider;
do $$
declare old text;
begin
  for old in select conname from pg_constraint where conrelid = 'assignment'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) ~ 'state' loop
    execute format('alter table assignment drop constraint %I', old);
  end loop;
end $$;
alter table assignment
  add constraint assignment_state check (state in ('ACCEPTED','TO_PICKUP','AT_PICKUP','PICKED_UP','AT_DOOR','DONE','FAILED',
    'RETURNING','RETURNED','WITHDRAWN','TRANSFERRED')),
  add live boolean not null generated always as
    (state in ('ACCEPTED','TO_PICKUP','AT_PICKUP','PICKED_UP','AT_DOOR','RETURNING')) stored,
  -- How many steps were written down, and when the latest happened.
  add steps int not null default 0 check (steps >= 0),
  add stepped_at timestamptz,
  -- When the door is tried again by the same rider.
  add retry_at timestamptz,
  -- What the request does once the goods are back.
  add after_return text check (after_return in ('REOPEN','NOTHING')),
  add continues_id uuid,
  add foreign key (street_id, continues_id) references assignment (street_id, id),
  add constraint assignment_returning check ((after_return is not null) = (state in ('RETURNING','RETURNED')));
alter table assignment add constraint assignment_ended check ((ended_at is null) = live);
-- A rider who only brings the goods back no longer stands in the way of another one.
create unique index one_live_assignment on assignment (street_id, request_id) where live and state <> 'RETURNING';
create index assignment_rider on assignment (street_id, rider_id) where live;
create index assignment_continues on assignment (street_id, continues_id) where continues_id is not null;

-- What a rider carries is the sum of the live assignments: kept here, so that no code path can forget it.
create function carry() returns trigger language plpgsql as $$
declare was int := case when tg_op = 'UPDATE' and old.live then old.load else 0 end;
declare is_now int := case when new.live then new.load else 0 end;
begin
  if was <> is_now then
    update rider set load = load + is_now - was, version = version + 1 where street_id = new.street_id and id = new.rider_id;
  end if;
  return null;
end $$;
create trigger carry after insert or update of state, load on assignment for each row execute function carry();

alter policy staff on resident
  using (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))
    or ((select acting_role()) = 'RESIDENT' and account_id = (select acting_account()))
    or ((select acting_role()) = 'FAMILY' and exists (select 1 from mandate m
        where m.street_id = resident.street_id and m.resident_id = resident.id
          and m.account_id = (select acting_account()) and m.withdrawn_at is null))
    -- Whoever brings the goods back has no more business at the door.
    or ((select acting_role()) = 'RIDER' and exists (select 1 from service_request r join assignment a on a.street_id = r.street_id and a.request_id = r.id
        where r.street_id = resident.street_id and r.resident_id = resident.id
          and a.rider_id = (select acting_rider()) and a.live and a.state <> 'RETURNING'))));

-- Whether the actor may see what belongs to a request: staff in scope, the resident, their family.
create function sees_request(asked uuid) returns boolean language sql stable parallel safe as $$
  select exists (select 1 from service_request r where r.street_id = acting_street() and r.id = asked and (
    acting_role() in ('STREET_STAFF','SYSTEM')
    or (acting_role() = 'COMMUNITY_STAFF' and r.community_id = any (acting_communities()))
    or (acting_role() in ('RESIDENT','FAMILY') and r.resident_id in (select p.id from resident p where p.street_id = r.street_id)))) $$;

-- Every step as it was said; a wrong one is corrected by another entry, never changed.
create table assignment_step (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  assignment_id uuid not null,
  request_id uuid not null,
  rider_id uuid not null,
  nth int not null check (nth > 0),
  from_state text not null,
  to_state text not null,
  step text not null,
  reason text,
  device_at timestamptz,
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  said_by uuid,
  corrects_id uuid,
  primary key (street_id, id),
  unique (street_id, assignment_id, nth),
  unique (street_id, corrects_id),
  check (observed_at <= recorded_at),
  foreign key (street_id, assignment_id) references assignment (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, corrects_id) references assignment_step (street_id, id)
);
call wall('assignment_step');
call seal_history('assignment_step');
alter policy own_street on assignment_step
  using (street_id = (select acting_street()) and (rider_id = (select acting_rider()) or sees_request(request_id)));
create index assignment_step_request on assignment_step (street_id, request_id, recorded_at);
create index assignment_step_rider on assignment_step (street_id, rider_id, recorded_at desc);

-- 凭证照片: what a rider photographed or had signed. The file lies in the file store under its key.
create table photo (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  account_id uuid not null,
  kind text not null check (kind in ('PHOTO','SIGNATURE')),
  request_id uuid,
  sha256 bytea not null check (length(sha256) = 32),
  bytes int not null check (bytes > 0),
  width int not null check (width between 1 and 1600),
  height int not null check (height between 1 and 1600),
  uploaded_at timestamptz not null,
  attached_at timestamptz,
  removed_at timestamptz,
  primary key (street_id, id),
  check ((attached_at is null) = (request_id is null)),
  foreign key (street_id, account_id) references account (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id)
);
call wall('photo');
alter policy own_street on photo
  using (street_id = (select acting_street()) and (account_id = (select acting_account())
    or (select acting_role()) = 'SYSTEM' or (request_id is not null and sees_request(request_id))))
  with check (street_id = (select acting_street()) and (account_id = (select acting_account()) or (select acting_role()) = 'SYSTEM'));
create index photo_account on photo (street_id, account_id);
create index photo_request on photo (street_id, request_id) where request_id is not null;
create index photo_kept on photo (street_id, uploaded_at) where removed_at is null;

-- How long proofs with a picture are kept, with a version and a date.
create table photo_policy (
  street_id uuid not null references street,
  version int not null,
  valid_from timestamptz not null,
  loose_hours int not null check (loose_hours between 1 and 720),
  keep_days int not null check (keep_days between 1 and 3650),
  primary key (street_id, version)
);
call wall('photo_policy');
call seal_history('photo_policy');

-- 签收凭证: what showed, at the moment of delivery, that it was delivered.
create table proof (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  request_id uuid not null,
  assignment_id uuid not null,
  rider_id uuid not null,
  kind text not null check (kind in ('CODE','PHOTO','SIGNATURE','SCAN','PLACE')),
  photo_id uuid,
  distance_m int check (distance_m >= 0),
  observed_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (street_id, id),
  check ((photo_id is not null) = (kind in ('PHOTO','SIGNATURE'))),
  check ((distance_m is not null) = (kind = 'PLACE')),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, assignment_id) references assignment (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, photo_id) references photo (street_id, id)
);
call wall('proof');
call seal_history('proof');
alter policy own_street on proof
  using (street_id = (select acting_street()) and (rider_id = (select acting_rider()) or sees_request(request_id)));
create index proof_request on proof (street_id, request_id);
create index proof_assignment on proof (street_id, assignment_id);
create index proof_rider on proof (street_id, rider_id);
create unique index proof_photo on proof (street_id, photo_id) where photo_id is not null;

-- 转单: a rider asks a colleague, or anybody, to take a task over.
create table transfer (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  request_id uuid not null,
  assignment_id uuid not null,
  from_rider_id uuid not null,
  to_rider_id uuid,
  reason text not null check (length(reason) between 1 and 200),
  state text not null default 'PENDING' check (state in ('PENDING','AGREED','DONE','DECLINED','EXPIRED','WITHDRAWN')),
  taken_by_id uuid,
  asked_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  given_at timestamptz,
  received_at timestamptz,
  ended_at timestamptz,
  primary key (street_id, id),
  check (from_rider_id <> to_rider_id and from_rider_id <> taken_by_id),
  check ((taken_by_id is not null) or state not in ('AGREED','DONE')),
  check ((ended_at is null) = (state in ('PENDING','AGREED'))),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, assignment_id) references assignment (street_id, id),
  foreign key (street_id, from_rider_id) references rider (street_id, id),
  foreign key (street_id, to_rider_id) references rider (street_id, id),
  foreign key (street_id, taken_by_id) references rider (street_id, id)
);
call wall('transfer');
-- Riders among themselves, and whoever may see the request.
alter policy own_street on transfer
  using (street_id = (select acting_street()) and ((select acting_role()) = 'RIDER' or sees_request(request_id)));
create unique index one_open_transfer on transfer (street_id, assignment_id) where state in ('PENDING','AGREED');
create index transfer_request on transfer (street_id, request_id, asked_at);
create index transfer_from on transfer (street_id, from_rider_id);
create index transfer_to on transfer (street_id, to_rider_id) where to_rider_id is not null;
create index transfer_taken on transfer (street_id, taken_by_id) where taken_by_id is not null;
create index transfer_expiry on transfer (expires_at) where state in ('PENDING','AGREED');

-- A task that has ended has nothing left to hand on.
create function end_transfers() returns trigger language plpgsql as $$
begin
  update transfer set state = 'WITHDRAWN', ended_at = coalesce(new.ended_at, now())
    where street_id = new.street_id and assignment_id = new.id and state in ('PENDING','AGREED');
  return null;
end $$;
create trigger end_transfers after update of state on assignment for each row
  when (old.live and (not new.live or new.state = 'RETURNING')) execute function end_transfers();
