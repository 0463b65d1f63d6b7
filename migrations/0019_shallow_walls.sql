-- What a policy asks of other tables stands in functions: written out, each table's wall held those of all tables behind it,
-- and working out how to read one row took ten times as long as reading it. They see no more than the actor does, and run
-- only for the role they are about.
create function of_company(organization uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from organization o where o.street_id = acting_street() and o.id = organization
    and acting_organization() in (o.id, o.parent_id));
end $$;
create function rides_for_company(rider uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from rider d where d.street_id = acting_street() and d.id = rider);
end $$;
create function served_by_company(request uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from assignment a where a.street_id = acting_street() and a.request_id = request);
end $$;
create function is_family_of(resident uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from mandate m where m.street_id = acting_street() and m.resident_id = resident
    and m.account_id = acting_account() and m.withdrawn_at is null);
end $$;
-- Whoever brings the goods back has no more business at the door.
create function is_on_the_way_to(resident uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from service_request r join assignment a on a.street_id = r.street_id and a.request_id = r.id
    where r.street_id = acting_street() and r.resident_id = resident
      and a.rider_id = acting_rider() and a.live and a.state <> 'RETURNING');
end $$;

alter policy own_street on rider
  using (street_id = (select acting_street()) and ((select acting_role()) <> 'PARTNER' or of_company(organization_id)));
alter policy partner_own on assignment using ((select acting_role()) <> 'PARTNER' or rides_for_company(rider_id));
alter policy partner_own on service_request using ((select acting_role()) <> 'PARTNER' or served_by_company(id));
alter policy own_street on own_stop
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','COMMUNITY_STAFF','SYSTEM') or rider_id = (select acting_rider())
    or ((select acting_role()) = 'PARTNER' and rides_for_company(rider_id))))
  with check (street_id = (select acting_street()) and ((select acting_role()) = 'SYSTEM' or rider_id = (select acting_rider())
    or ((select acting_role()) = 'PARTNER' and rides_for_company(rider_id))));
alter policy own_street on shift
  using (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','COMMUNITY_STAFF','SYSTEM')
    or rider_id = (select acting_rider())
    or ((select acting_role()) = 'RIDER' and opened)
    or ((select acting_role()) = 'PARTNER' and of_company(organization_id))))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF','SYSTEM')
    or rider_id = (select acting_rider())
    or ((select acting_role()) = 'RIDER' and state = 'OPEN')
    or ((select acting_role()) = 'PARTNER' and (rider_id is null or rides_for_company(rider_id)) and of_company(organization_id))));

alter policy own on resident
  using (street_id = (select acting_street()) and (
    ((select acting_role()) = 'RESIDENT' and account_id = (select acting_account()))
    or ((select acting_role()) = 'FAMILY' and is_family_of(id))));
alter policy staff on resident
  using (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF','SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))
    or ((select acting_role()) = 'RESIDENT' and account_id = (select acting_account()))
    or ((select acting_role()) = 'FAMILY' and is_family_of(id))
    or ((select acting_role()) = 'RIDER' and is_on_the_way_to(id))));

-- A point told at the very moment duty ended, by a rider who was still on duty when it was read, is forgotten with the end.
create function forget_track_after_duty() returns trigger language plpgsql as $$
begin
  delete from track_point t using rider r
  where r.street_id = new.street_id and r.id = new.rider_id and r.duty = 'OFF'
    and t.street_id = new.street_id and t.rider_id = new.rider_id and t.device_at >= new.ended_at;
  return null;
end $$;
create trigger forget_track after update of ended_at on duty_period
  for each row when (old.ended_at is null and new.ended_at is not null) execute function forget_track_after_duty();
