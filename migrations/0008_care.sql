-- 关爱与责任: contacts, the no-answer ladder, visits, observations, alerts; and who answers for what at every instant.

-- The instant of the operation as the service told it, so that what triggers write fits what the service writes.
create function acting_now() returns timestamptz language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

-- Whether the actor may see what is kept about the care of a resident: staff in scope, the person and their family.
create function cares_for(person uuid, community uuid) returns boolean language sql stable parallel safe as $$
  select acting_role() in ('STREET_STAFF','SYSTEM')
    or (acting_role() = 'COMMUNITY_STAFF' and community = any (acting_communities()))
    or (acting_role() in ('RESIDENT','FAMILY') and exists (select from resident p where p.street_id = acting_street() and p.id = person)) $$;

-- 联系人: who is called when the person does not answer, in which order.
create table resident_contact (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  resident_id uuid not null,
  relation text not null check (relation in ('FAMILY','NEIGHBOUR','DOCTOR','FRIEND','OTHER')),
  call_order smallint not null check (call_order between 1 and 20),
  name_sealed bytea not null,
  phone_sealed bytea not null,
  set_at timestamptz not null,
  set_by uuid not null,
  primary key (street_id, id),
  constraint contact_order unique (street_id, resident_id, call_order),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, set_by) references account (street_id, id)
);
call wall('resident_contact');
alter policy own_street on resident_contact
  using (street_id = (select acting_street()) and (select acting_role()) <> 'RIDER'
    and exists (select from resident p where p.street_id = resident_contact.street_id and p.id = resident_contact.resident_id))
  with check (street_id = (select acting_street()) and (select acting_role()) <> 'RIDER'
    and exists (select from resident p where p.street_id = resident_contact.street_id and p.id = resident_contact.resident_id));
create index resident_contact_set_by on resident_contact (street_id, set_by);

-- How long each step of the ladder may take, with a version and a date.
create table ladder_policy (
  street_id uuid not null references street,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  call_minutes int not null check (call_minutes between 1 and 240),
  contact_minutes int not null check (contact_minutes between 1 and 240),
  neighbour_minutes int not null check (neighbour_minutes between 1 and 240),
  grid_staff_minutes int not null check (grid_staff_minutes between 1 and 240),
  emergency_minutes int not null check (emergency_minutes between 1 and 240),
  primary key (street_id, version)
);
call wall('ladder_policy');
call seal_history('ladder_policy');

-- How often somebody is seen by risk, how long an alert waits for the community, how long what is kept stays.
create table care_policy (
  street_id uuid not null references street,
  version int not null check (version > 0),
  valid_from timestamptz not null,
  high_days int not null check (high_days between 1 and 366),
  medium_days int not null check (medium_days between 1 and 366),
  low_days int not null check (low_days between 1 and 366),
  urgent_minutes int not null check (urgent_minutes between 1 and 1440),
  routine_minutes int not null check (routine_minutes between 1 and 10080),
  keep_days int not null check (keep_days between 30 and 3650),
  primary key (street_id, version)
);
call wall('care_policy');
call seal_history('care_policy');

create function begin_care(street uuid) returns void language sql as $$
  insert into ladder_policy values (street, 1, '-infinity', 5, 10, 10, 15, 15) on conflict do nothing;
  insert into care_policy values (street, 1, '-infinity', 7, 30, 90, 30, 240, 730) on conflict do nothing;
$$;
create function begin_care_of_street() returns trigger language plpgsql as $$
begin perform begin_care(new.id); return null; end $$;
create trigger begin_care after insert on street for each row execute function begin_care_of_street();
select begin_care(id) from street;

-- 无人应答处置: from a door that nobody opened until somebody has seen the person, or the street office was alarmed.
create table care_ladder (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  resident_id uuid not null,
  community_id uuid not null,
  request_id uuid not null,
  rider_id uuid,
  -- The fact it began with: told twice, it begins once.
  event_id uuid not null,
  policy_version int not null,
  state text not null default 'OPEN' check (state in ('OPEN','RESOLVED','ESCALATED')),
  step text not null default 'CALL' check (step in ('CALL','CONTACT','NEIGHBOUR','GRID_STAFF','EMERGENCY')),
  owner_id uuid not null,
  started_at timestamptz not null,
  deadline_at timestamptz not null check (deadline_at > started_at),
  closed_at timestamptz,
  outcome text check (outcome in ('REACHED','DELIVERED','UNSAFE','NO_ANSWER')),
  primary key (street_id, id),
  unique (street_id, event_id),
  constraint ladder_closed check ((state = 'OPEN') = (closed_at is null) and (state = 'OPEN') = (outcome is null)),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, owner_id) references organization (street_id, id),
  foreign key (street_id, policy_version) references ladder_policy (street_id, version)
);
call wall('care_ladder');
alter policy own_street on care_ladder
  using (street_id = (select acting_street()) and (rider_id = (select acting_rider()) or cares_for(resident_id, community_id)));
create unique index one_open_ladder on care_ladder (street_id, resident_id) where state = 'OPEN';
create index care_ladder_deadline on care_ladder (street_id, deadline_at) where state = 'OPEN';
create index care_ladder_community on care_ladder (street_id, community_id, started_at desc);
create index care_ladder_resident on care_ladder (street_id, resident_id, started_at desc);
create index care_ladder_request on care_ladder (street_id, request_id);
create index care_ladder_rider on care_ladder (street_id, rider_id) where rider_id is not null;
create index care_ladder_owner on care_ladder (street_id, owner_id);

create table care_ladder_step (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  ladder_id uuid not null,
  resident_id uuid not null,
  community_id uuid not null,
  nth int not null check (nth > 0),
  step text not null check (step in ('CALL','CONTACT','NEIGHBOUR','GRID_STAFF','EMERGENCY')),
  -- The rider at the door, who may call too.
  rider_id uuid,
  started_at timestamptz not null,
  deadline_at timestamptz not null check (deadline_at > started_at),
  ended_at timestamptz check (ended_at >= started_at),
  outcome text check (outcome in ('REACHED','NO_ANSWER','UNSAFE','LAPSED','DELIVERED')),
  answered_by uuid,
  note_sealed bytea,
  primary key (street_id, id),
  unique (street_id, ladder_id, nth),
  check ((ended_at is null) = (outcome is null)),
  foreign key (street_id, ladder_id) references care_ladder (street_id, id) on delete cascade,
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, answered_by) references account (street_id, id)
);
call wall('care_ladder_step');
alter policy own_street on care_ladder_step
  using (street_id = (select acting_street()) and (cares_for(resident_id, community_id)
    or exists (select from care_ladder l where l.street_id = care_ladder_step.street_id and l.id = care_ladder_step.ladder_id
      and l.rider_id = (select acting_rider()))));
create unique index one_open_step on care_ladder_step (street_id, ladder_id) where ended_at is null;
create index care_ladder_step_resident on care_ladder_step (street_id, resident_id);
create index care_ladder_step_community on care_ladder_step (street_id, community_id);
create index care_ladder_step_rider on care_ladder_step (street_id, rider_id) where rider_id is not null;
create index care_ladder_step_answered_by on care_ladder_step (street_id, answered_by) where answered_by is not null;

-- 接触记录: somebody has seen or spoken to the person.
create table care_contact (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  resident_id uuid not null,
  community_id uuid not null,
  kind text not null check (kind in ('DELIVERY','CALL','VISIT')),
  at timestamptz not null,
  request_id uuid,
  rider_id uuid,
  account_id uuid,
  primary key (street_id, id),
  constraint contact_of_request unique (street_id, request_id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, account_id) references account (street_id, id)
);
call wall('care_contact');
alter policy own_street on care_contact
  using (street_id = (select acting_street()) and cares_for(resident_id, community_id))
  with check (street_id = (select acting_street()) and ((select acting_role()) = 'RIDER' or cares_for(resident_id, community_id)));
create index care_contact_latest on care_contact (street_id, resident_id, at desc);
create index care_contact_community on care_contact (street_id, community_id);
create index care_contact_rider on care_contact (street_id, rider_id) where rider_id is not null;
create index care_contact_account on care_contact (street_id, account_id) where account_id is not null;

-- 走访计划: how often somebody has to be seen. Kept with consent to care.
create table visit_plan (
  street_id uuid not null references street,
  resident_id uuid not null unique,
  community_id uuid not null,
  risk_class text not null check (risk_class in ('HIGH','MEDIUM','LOW')),
  since timestamptz not null,
  paused_until timestamptz,
  set_at timestamptz not null,
  set_by uuid not null,
  primary key (street_id, resident_id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, set_by) references account (street_id, id)
);
call wall('visit_plan');
alter policy own_street on visit_plan
  using (street_id = (select acting_street()) and cares_for(resident_id, community_id));
create index visit_plan_community on visit_plan (street_id, community_id);
create index visit_plan_set_by on visit_plan (street_id, set_by);

-- 异常观察: what somebody at the door noticed. What it was is kept only with consent.
create table observation (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  resident_id uuid not null,
  community_id uuid not null,
  assignment_id uuid,
  rider_id uuid,
  observed_by uuid not null,
  at timestamptz not null,
  signs text[] not null default '{}'
    check (signs <@ array['CONFUSED','WEAK','INJURED','MOOD','HOME_UNSAFE','NOT_EATING','OTHER']),
  note_sealed bytea,
  primary key (street_id, id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, assignment_id) references assignment (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, observed_by) references account (street_id, id)
);
call wall('observation');
alter policy own_street on observation
  using (street_id = (select acting_street()) and (rider_id = (select acting_rider()) or cares_for(resident_id, community_id)));
create index observation_resident on observation (street_id, resident_id, at desc);
create index observation_community on observation (street_id, community_id);
create index observation_assignment on observation (street_id, assignment_id) where assignment_id is not null;
create index observation_rider on observation (street_id, rider_id) where rider_id is not null;
create index observation_observed_by on observation (street_id, observed_by);

-- Whether what was observed may be written down: a yes or no, so that a rider who was at the door need not read consents.
-- A withdrawal waits until what leans on the consent is written, and then finds and forgets it.
create function may_note_care(person uuid) returns boolean language plpgsql security definer set search_path = public as $$
begin
  perform 1 from consent c where c.street_id = acting_street() and c.resident_id = person
    and c.purpose in ('CARE','HEALTH') and c.withdrawn_at is null for share;
  return found;
end $$;
grant create on schema public to red_bridge_system;
alter function may_note_care(uuid) owner to red_bridge_system;
revoke create on schema public from red_bridge_system;

create function keep_within_consent() returns trigger language plpgsql as $$
begin
  if (cardinality(new.signs) > 0 or new.note_sealed is not null) and not may_note_care(new.resident_id) then raise exception 'no live consent' using errcode = 'RB003', constraint = 'observation_needs_consent'; end if;
  return new;
end $$;
create trigger observation_needs_consent before insert or update on observation
  for each row execute function keep_within_consent();

-- What was kept by consent is forgotten in the transaction that withdraws it.
create function forget_care() returns trigger language plpgsql as $$
begin
  if new.purpose = 'CARE' then
    delete from visit_plan where street_id = new.street_id and resident_id = new.resident_id;
  end if;
  if not exists (select from consent c where c.street_id = new.street_id and c.resident_id = new.resident_id
    and c.purpose in ('CARE','HEALTH') and c.withdrawn_at is null) then
    update observation set signs = '{}', note_sealed = null
      where street_id = new.street_id and resident_id = new.resident_id and (cardinality(signs) > 0 or note_sealed is not null);
  end if;
  return null;
end $$;
create trigger forget_care after update of withdrawn_at on consent
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function forget_care();

-- 预警: somebody has to look after this person now, and stays told until a result is given.
create table care_alert (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  resident_id uuid not null,
  community_id uuid not null,
  kind text not null check (kind in ('NO_ANSWER','UNSAFE','MISSED_CONTACT','CHANGE_OBSERVED')),
  urgency text not null check (urgency in ('ROUTINE','URGENT')),
  level text not null check (level in ('COMMUNITY','STREET')),
  state text not null default 'OPEN' check (state in ('OPEN','ACKNOWLEDGED','RESOLVED')),
  owner_id uuid not null,
  ladder_id uuid,
  observation_id uuid,
  rider_id uuid,
  raised_at timestamptz not null,
  escalate_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  result text check (result in ('SAFE','HELP_ARRANGED','TAKEN_TO_CARE','NOT_NEEDED','OTHER')),
  result_note_sealed bytea,
  primary key (street_id, id),
  unique (street_id, ladder_id),
  unique (street_id, observation_id),
  constraint alert_escalates check ((escalate_at is not null) = (level = 'COMMUNITY')),
  constraint alert_acknowledged check ((acknowledged_at is null) = (acknowledged_by is null)
    and (state <> 'ACKNOWLEDGED' or acknowledged_at is not null)),
  constraint alert_resolved check ((state = 'RESOLVED') = (resolved_at is not null)
    and (resolved_at is null) = (result is null) and (resolved_at is null) = (resolved_by is null)),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, owner_id) references organization (street_id, id),
  foreign key (street_id, ladder_id) references care_ladder (street_id, id),
  foreign key (street_id, observation_id) references observation (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, acknowledged_by) references account (street_id, id),
  foreign key (street_id, resolved_by) references account (street_id, id)
);
call wall('care_alert');
alter policy own_street on care_alert
  using (street_id = (select acting_street()) and (rider_id = (select acting_rider())
    or ((select acting_role()) not in ('RESIDENT','FAMILY') and cares_for(resident_id, community_id))));
create unique index one_missed_contact on care_alert (street_id, resident_id) where kind = 'MISSED_CONTACT' and state <> 'RESOLVED';
create index care_alert_escalation on care_alert (street_id, escalate_at) where state = 'OPEN' and level = 'COMMUNITY';
create index care_alert_open on care_alert (street_id, state, raised_at desc);
create index care_alert_resident on care_alert (street_id, resident_id, raised_at desc);
create index care_alert_community on care_alert (street_id, community_id);
create index care_alert_owner on care_alert (street_id, owner_id);
create index care_alert_rider on care_alert (street_id, rider_id) where rider_id is not null;
create index care_alert_acknowledged_by on care_alert (street_id, acknowledged_by) where acknowledged_by is not null;
create index care_alert_resolved_by on care_alert (street_id, resolved_by) where resolved_by is not null;

-- 条块责任: which department answers for a kind of request; where none does, the community does.
create table kind_duty (
  street_id uuid not null references street,
  kind_code text not null,
  organization_id uuid not null,
  set_at timestamptz not null,
  primary key (street_id, kind_code),
  foreign key (street_id, kind_code) references request_kind (street_id, code),
  foreign key (street_id, organization_id) references organization (street_id, id)
);
call wall('kind_duty');
create index kind_duty_organization on kind_duty (street_id, organization_id);

-- 责任归属: who answers for what from when until when. Written by triggers, so that no way of changing a subject forgets it.
create table accountability (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid(),
  request_id uuid,
  ladder_id uuid,
  alert_id uuid,
  subject_id uuid not null generated always as (coalesce(request_id, ladder_id, alert_id)) stored,
  organization_id uuid not null,
  capacity text not null check (capacity in ('LINE','BLOCK','BACKSTOP')),
  from_at timestamptz not null,
  until_at timestamptz check (until_at >= from_at),
  primary key (street_id, id),
  check (num_nonnulls(request_id, ladder_id, alert_id) = 1),
  constraint one_answers exclude using gist (street_id with =, subject_id with =, tstzrange(from_at, until_at) with &&),
  foreign key (street_id, request_id) references service_request (street_id, id),
  foreign key (street_id, ladder_id) references care_ladder (street_id, id) on delete cascade,
  foreign key (street_id, alert_id) references care_alert (street_id, id) on delete cascade,
  foreign key (street_id, organization_id) references organization (street_id, id)
);
call wall('accountability');
create unique index accountability_now on accountability (street_id, subject_id) where until_at is null;
create index accountability_subject on accountability (street_id, subject_id, from_at);
create index accountability_request on accountability (street_id, request_id) where request_id is not null;
create index accountability_ladder on accountability (street_id, ladder_id) where ladder_id is not null;
create index accountability_alert on accountability (street_id, alert_id) where alert_id is not null;
create index accountability_organization on accountability (street_id, organization_id) where until_at is null;
create trigger sealed before update on accountability for each row when (old.until_at is not null) execute function refuse_change();

-- From this instant that organization answers. The subject's row is locked by the change that led here.
create function answer_from(subject accountability) returns void language plpgsql as $$
declare present accountability;
begin
  select * into present from accountability
    where street_id = subject.street_id and subject_id = coalesce(subject.request_id, subject.ladder_id, subject.alert_id) and until_at is null;
  if found and present.organization_id = subject.organization_id and present.capacity = subject.capacity then return; end if;
  if found and present.from_at >= subject.from_at then
    update accountability set organization_id = subject.organization_id, capacity = subject.capacity
      where street_id = present.street_id and id = present.id;
    return;
  end if;
  if found then
    update accountability set until_at = subject.from_at where street_id = present.street_id and id = present.id;
  end if;
  insert into accountability (street_id, request_id, ladder_id, alert_id, organization_id, capacity, from_at)
    values (subject.street_id, subject.request_id, subject.ladder_id, subject.alert_id, subject.organization_id, subject.capacity,
      greatest(subject.from_at, (select max(until_at) from accountability
        where street_id = subject.street_id and subject_id = coalesce(subject.request_id, subject.ladder_id, subject.alert_id))));
end $$;

create function answer_until(street uuid, subject uuid, instant timestamptz) returns void language sql as $$
  update accountability set until_at = greatest(from_at, instant)
    where street_id = street and subject_id = subject and until_at is null
$$;

-- 行业主管: the department of the kind, if it is still a member.
create function line_of(street uuid, asked_kind text) returns uuid language sql stable as $$
  select d.organization_id from kind_duty d join organization o on o.street_id = d.street_id and o.id = d.organization_id
  where d.street_id = street and d.kind_code = asked_kind and o.left_at is null
$$;

create function account_for_request() returns trigger language plpgsql as $$
declare line uuid; subject accountability; handed boolean;
begin
  if new.closed_at is not null then
    perform answer_until(new.street_id, new.id, new.closed_at);
    return null;
  end if;
  handed := new.state = 'HANDED_TO_BACKSTOP' or exists (select from accountability
    where street_id = new.street_id and subject_id = new.id and until_at is null and capacity = 'BACKSTOP');
  line := case when handed then null else line_of(new.street_id, new.kind_code) end;
  subject.street_id := new.street_id;
  subject.request_id := new.id;
  subject.organization_id := coalesce(line, new.owner_id);
  subject.capacity := case when handed then 'BACKSTOP' when line is not null then 'LINE' else 'BLOCK' end;
  subject.from_at := case when tg_op = 'INSERT' then new.opened_at else acting_now() end;
  perform answer_from(subject);
  return null;
end $$;
create trigger account_for after insert on service_request for each row execute function account_for_request();
create trigger account_for_change after update of state, owner_id, closed_at on service_request for each row
  when (old.owner_id <> new.owner_id or old.closed_at is distinct from new.closed_at
    or (new.state = 'HANDED_TO_BACKSTOP' and old.state <> new.state))
  execute function account_for_request();

create function account_for_ladder() returns trigger language plpgsql as $$
declare subject accountability;
begin
  if new.closed_at is not null then
    perform answer_until(new.street_id, new.id, new.closed_at);
    return null;
  end if;
  subject.street_id := new.street_id;
  subject.ladder_id := new.id;
  subject.organization_id := new.owner_id;
  subject.capacity := case when new.step = 'EMERGENCY' then 'BACKSTOP' else 'BLOCK' end;
  subject.from_at := case when tg_op = 'INSERT' then new.started_at else acting_now() end;
  perform answer_from(subject);
  return null;
end $$;
create trigger account_for after insert or update of owner_id, step, state on care_ladder
  for each row execute function account_for_ladder();

create function account_for_alert() returns trigger language plpgsql as $$
declare subject accountability;
begin
  if new.resolved_at is not null then
    perform answer_until(new.street_id, new.id, new.resolved_at);
    return null;
  end if;
  subject.street_id := new.street_id;
  subject.alert_id := new.id;
  subject.organization_id := new.owner_id;
  subject.capacity := case when new.level = 'STREET' then 'BACKSTOP' else 'BLOCK' end;
  subject.from_at := case when tg_op = 'INSERT' then new.raised_at else acting_now() end;
  perform answer_from(subject);
  return null;
end $$;
create trigger account_for after insert or update of owner_id, level, state on care_alert
  for each row execute function account_for_alert();

-- A department that leaves hands its requests to the community.
create function hand_line_to_block() returns trigger language plpgsql as $$
declare subject accountability; asked service_request;
begin
  for asked in select r.* from service_request r join accountability a on a.street_id = r.street_id and a.request_id = r.id
    where a.street_id = new.street_id and a.organization_id = new.id and a.capacity = 'LINE' and a.until_at is null
    order by r.id for no key update of r
  loop
    subject.street_id := asked.street_id;
    subject.request_id := asked.id;
    subject.organization_id := asked.owner_id;
    subject.capacity := 'BLOCK';
    subject.from_at := acting_now();
    perform answer_from(subject);
  end loop;
  return null;
end $$;
create trigger hand_line_to_block after update of left_at on organization for each row
  when (old.left_at is null and new.left_at is not null) execute function hand_line_to_block();

insert into accountability (street_id, request_id, organization_id, capacity, from_at)
  select street_id, id, owner_id, case when state = 'HANDED_TO_BACKSTOP' then 'BACKSTOP' else 'BLOCK' end, opened_at
  from service_request where closed_at is null;

-- Who answers for an open request now; many are looked up at once by their ids.
create view accountable_now with (security_invoker = true) as
  select street_id, request_id as id, organization_id, capacity, from_at from accountability
  where request_id is not null and until_at is null;
grant select on accountable_now to red_bridge_app, red_bridge_system;
