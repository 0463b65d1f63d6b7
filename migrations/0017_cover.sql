-- 互帮互替: riders of one company stand in for those of another, riders swap shifts among themselves.

-- 替班: whom the plan names for a shift that another rider has now.
alter table shift
  add stands_in_for_id uuid,
  add foreign key (street_id, stands_in_for_id) references rider (street_id, id);
create index shift_stands_in_for on shift (street_id, stands_in_for_id) where stands_in_for_id is not null;
-- Two riders change places in one transaction: for a moment each has both shifts.
alter table shift drop constraint shift_overlap;
alter table shift add constraint shift_overlap exclude using gist (street_id with =, rider_id with =, tstzrange(from_at, until_at) with &&)
  where (state in ('PLANNED','CONFIRMED')) deferrable initially immediate;

-- 代班: cover that a rider or their company asks of the other companies, for a shift or a task under way.
create table cover (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  shift_id uuid,
  assignment_id uuid,
  rider_id uuid not null,
  company_id uuid not null,
  reason text not null check (length(reason) between 1 and 200),
  state text not null check (state in ('ASKED','TAKEN','WITHDRAWN','EXPIRED')),
  asked_at timestamptz not null,
  asked_by_id uuid not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  helper_id uuid,
  helper_company_id uuid,
  taken_at timestamptz check (taken_at >= asked_at),
  transfer_id uuid,
  ended_at timestamptz check (ended_at >= asked_at),
  primary key (street_id, id),
  foreign key (street_id, shift_id) references shift (street_id, id),
  foreign key (street_id, assignment_id) references assignment (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, company_id) references organization (street_id, id),
  foreign key (street_id, asked_by_id) references account (street_id, id),
  foreign key (street_id, helper_id) references rider (street_id, id),
  foreign key (street_id, helper_company_id) references organization (street_id, id),
  foreign key (street_id, transfer_id) references transfer (street_id, id),
  check (num_nonnulls(shift_id, assignment_id) = 1),
  check (helper_company_id <> company_id),
  check (num_nonnulls(helper_id, helper_company_id, taken_at) in (0, 3)),
  check (state <> 'TAKEN' or helper_id is not null),
  check (state <> 'ASKED' or helper_id is null),
  check ((transfer_id is not null) = (assignment_id is not null and helper_id is not null)),
  check ((ended_at is not null) = (state in ('WITHDRAWN','EXPIRED')))
);
create unique index one_open_cover_of_shift on cover (street_id, shift_id) where state = 'ASKED';
create unique index one_open_cover_of_task on cover (street_id, assignment_id) where state = 'ASKED';
create index cover_shift on cover (street_id, shift_id) where shift_id is not null;
create index cover_task on cover (street_id, assignment_id) where assignment_id is not null;
create index cover_rider on cover (street_id, rider_id, asked_at desc);
create index cover_helper on cover (street_id, helper_id, taken_at desc) where helper_id is not null;
create index cover_company on cover (street_id, company_id, asked_at desc);
create index cover_helper_company on cover (street_id, helper_company_id) where helper_company_id is not null;
create index cover_asked_by on cover (street_id, asked_by_id);
create unique index cover_transfer on cover (street_id, transfer_id) where transfer_id is not null;
create index cover_open on cover (street_id, expires_at) where state = 'ASKED';

create function acts_for_company(company uuid) returns boolean language plpgsql stable as $$
begin
  return acting_role() = 'PARTNER' and exists (select from organization o where o.street_id = acting_street() and o.id = acting_organization()
    and company in (o.id, o.parent_id));
end $$;
call wall('cover');
-- What is asked of all riders is read by all of them, and who comes too late that it is taken.
alter policy own_street on cover
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'RIDER' and (state in ('ASKED','TAKEN') or (select acting_rider()) in (rider_id, helper_id)))
    or ((select acting_role()) = 'PARTNER' and (acts_for_company(company_id) or acts_for_company(helper_company_id)))))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'RIDER' and (select acting_rider()) in (rider_id, helper_id))
    or ((select acting_role()) = 'PARTNER' and acts_for_company(company_id))));

-- 互助台账: what was helped with, in seconds, each correction as a further line.
create table mutual_help (
  street_id uuid not null references street,
  cover_id uuid not null,
  nth int not null check (nth > 0),
  company_id uuid not null,
  helper_company_id uuid not null,
  rider_id uuid not null,
  helper_id uuid not null,
  seconds int not null check (seconds <> 0),
  helped_at timestamptz not null,
  at timestamptz not null,
  primary key (street_id, cover_id, nth),
  check (company_id <> helper_company_id),
  foreign key (street_id, cover_id) references cover (street_id, id),
  foreign key (street_id, company_id) references organization (street_id, id),
  foreign key (street_id, helper_company_id) references organization (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, helper_id) references rider (street_id, id)
);
call wall('mutual_help');
call seal_history('mutual_help');
alter policy own_street on mutual_help
  using (street_id = (select acting_street()) and (select acting_role()) in ('STREET_STAFF','SYSTEM'))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');
create index mutual_help_day on mutual_help (street_id, helped_at);
create index mutual_help_company on mutual_help (street_id, company_id);
create index mutual_help_helper_company on mutual_help (street_id, helper_company_id);
create index mutual_help_rider on mutual_help (street_id, rider_id);
create index mutual_help_helper on mutual_help (street_id, helper_id);

-- 换班: two riders change places.
create table shift_swap (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  shift_id uuid not null,
  other_shift_id uuid not null,
  rider_id uuid not null,
  to_rider_id uuid not null,
  reason text not null check (length(reason) between 1 and 200),
  state text not null check (state in ('ASKED','DONE','DECLINED','WITHDRAWN','EXPIRED')),
  asked_at timestamptz not null,
  ended_at timestamptz check (ended_at >= asked_at),
  primary key (street_id, id),
  foreign key (street_id, shift_id) references shift (street_id, id),
  foreign key (street_id, other_shift_id) references shift (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, to_rider_id) references rider (street_id, id),
  check (shift_id <> other_shift_id and rider_id <> to_rider_id),
  check ((ended_at is null) = (state = 'ASKED'))
);
create unique index one_open_swap on shift_swap (street_id, shift_id, other_shift_id) where state = 'ASKED';
create index swap_shift on shift_swap (street_id, shift_id);
create index swap_other_shift on shift_swap (street_id, other_shift_id);
create index swap_rider on shift_swap (street_id, rider_id, asked_at desc);
create index swap_to_rider on shift_swap (street_id, to_rider_id, asked_at desc);
call wall('shift_swap');
alter policy own_street on shift_swap
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or (select acting_rider()) in (rider_id, to_rider_id)))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or (select acting_rider()) in (rider_id, to_rider_id)));

-- Colleagues who are about to change places weigh each other's plan and work.
create function swaps_with(rider uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from shift_swap s where s.street_id = acting_street() and s.state = 'ASKED'
    and acting_rider() in (s.rider_id, s.to_rider_id) and rider in (s.rider_id, s.to_rider_id));
end $$;
create function may_stand_in(shift uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from cover c where c.street_id = acting_street() and c.shift_id = shift and c.state = 'ASKED');
end $$;
create function rides_for_acting_company(rider uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from rider d where d.street_id = acting_street() and d.id = rider);
end $$;
create policy stand_in on shift to red_bridge_app
  using (street_id = (select acting_street()) and (select acting_role()) = 'RIDER' and (may_stand_in(id) or swaps_with(rider_id)))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'RIDER' and swaps_with(rider_id));
-- Who would swap sees that there are other shifts, not whose.
create policy look_for_swaps on shift for select to red_bridge_app
  using (street_id = (select acting_street()) and (select acting_role()) = 'RIDER' and state in ('PLANNED','CONFIRMED'));
-- A company asks for cover of its own riders' shifts, and takes its own plan back from whoever stands in.
create policy of_own_rider on shift for select to red_bridge_app
  using (street_id = (select acting_street()) and (select acting_role()) = 'PARTNER' and rides_for_acting_company(rider_id));
create policy own_plan_with_stand_in on shift to red_bridge_app
  using (street_id = (select acting_street()) and (select acting_role()) = 'PARTNER' and acts_for_company(organization_id))
  with check (street_id = (select acting_street()) and (select acting_role()) = 'PARTNER' and acts_for_company(organization_id)
    and rides_for_acting_company(stands_in_for_id));
create policy swapping on toil for select to red_bridge_app
  using (street_id = (select acting_street()) and (select acting_role()) = 'RIDER' and swaps_with(rider_id));

-- 时长证明: approved service hours of a rider in a period, as they stood; a change of the hours ends it.
create table hour_certificate (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  number text not null unique check (number ~ '^[0-9]{9}-[0-9]{4}-[0-9]{6}$'),
  rider_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  company text not null check (length(company) between 1 and 80),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  seconds int not null check (seconds > 0),
  tasks int not null check (tasks > 0),
  issued_at timestamptz not null check (issued_at >= until_at),
  revoked_at timestamptz check (revoked_at >= issued_at),
  revoke_reason text check (revoke_reason in ('HOURS_CHANGED','REPLACED','WITHDRAWN')),
  revoked_by uuid,
  revoke_note text check (length(revoke_note) between 1 and 200),
  primary key (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  foreign key (street_id, revoked_by) references account (street_id, id),
  check ((revoked_at is null) = (revoke_reason is null)),
  check ((revoke_reason = 'WITHDRAWN') = (revoked_by is not null and revoke_note is not null))
);
create unique index one_certificate_of_period on hour_certificate (street_id, rider_id, from_at, until_at) where revoked_at is null;
create index hour_certificate_rider on hour_certificate (street_id, rider_id, issued_at desc);
create index hour_certificate_revoked_by on hour_certificate (street_id, revoked_by) where revoked_by is not null;
call wall('hour_certificate');
alter policy own_street on hour_certificate
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM') or rider_id = (select acting_rider())));
create table certificate_hour (
  street_id uuid not null references street,
  certificate_id uuid not null,
  hour_id uuid not null,
  seconds int not null check (seconds >= 0),
  primary key (street_id, certificate_id, hour_id),
  foreign key (street_id, certificate_id) references hour_certificate (street_id, id),
  foreign key (street_id, hour_id) references service_hour (street_id, id)
);
create index certificate_hour_hour on certificate_hour (street_id, hour_id);
call wall('certificate_hour');
call seal_history('certificate_hour');
alter policy own_street on certificate_hour
  using (street_id = (select acting_street()) and certificate_id in (select c.id from hour_certificate c))
  with check (street_id = (select acting_street()) and certificate_id in (select c.id from hour_certificate c));
-- What is printed on a certificate stays as it was printed; only its end is added.
create function keep_certificate() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null or (to_jsonb(new) - '{revoked_at,revoke_reason,revoked_by,revoke_note}'::text[])
    <> (to_jsonb(old) - '{revoked_at,revoke_reason,revoked_by,revoke_note}'::text[]) then
    raise exception 'certificates are not rewritten' using errcode = 'RB001';
  end if;
  return new;
end $$;
create trigger keep_certificate before update on hour_certificate for each row execute function keep_certificate();
create function keep_certificates() returns trigger language plpgsql as $$
begin raise exception 'certificates are not deleted' using errcode = 'RB001'; end $$;
create trigger keep_certificates before delete on hour_certificate for each row execute function keep_certificates();

-- How many certificates a street has issued in a year, those of other riders too.
create function next_certificate(street uuid, year text) returns bigint language plpgsql stable security definer set search_path = public as $$
begin
  return (select count(*) + 1 from hour_certificate c where c.street_id = street and split_part(c.number, '-', 2) = year);
end $$;
-- What anybody who holds a certificate may read of it, in whichever street: what is printed on it, and whether it still holds.
create function certificate_told(told text)
  returns table (name text, company text, street text, from_at timestamptz, until_at timestamptz, seconds int, tasks int,
    issued_at timestamptz, revoked_at timestamptz, changed boolean, disputed boolean)
language plpgsql stable security definer set search_path = public as $$
begin
  return query select c.name, c.company, s.name, c.from_at, c.until_at, c.seconds, c.tasks, c.issued_at, c.revoked_at,
    exists (select from certificate_hour p join service_hour h on h.street_id = p.street_id and h.id = p.hour_id
      where p.street_id = c.street_id and p.certificate_id = c.id
        and (h.state in ('VOID','REJECTED') or (h.state = 'APPROVED' and h.approved_seconds <> p.seconds))),
    exists (select from certificate_hour p join service_hour h on h.street_id = p.street_id and h.id = p.hour_id
      where p.street_id = c.street_id and p.certificate_id = c.id and h.state = 'DISPUTED')
  from hour_certificate c join street s on s.id = c.street_id where c.number = told;
end $$;
grant create on schema public to red_bridge_system;
alter function certificate_told(text) owner to red_bridge_system;
alter function next_certificate(uuid, text) owner to red_bridge_system;
revoke create on schema public from red_bridge_system;

-- Numbers of a policy are changed by its next version, which says why.
alter table hours_policy add reason text check (length(reason) between 4 and 300);
alter table coverage_policy
  add reason text check (length(reason) between 4 and 300),
  add set_by uuid,
  add foreign key (street_id, set_by) references account (street_id, id);
create index coverage_policy_set_by on coverage_policy (street_id, set_by) where set_by is not null;
create index if not exists hours_policy_set_by on hours_policy (street_id, set_by) where set_by is not null;
