-- 服务用时: how long handing over takes, to the second, at the door and where goods are fetched. Whole minutes follow from it.
alter table request_kind
  add column service_seconds int check (service_seconds between 1 and 14400),
  add column pickup_seconds int not null default 120 check (pickup_seconds between 1 and 3600);
update request_kind set service_seconds = service_minutes * 60;
alter table request_kind alter column service_seconds set not null, drop column service_minutes;
alter table request_kind add column service_minutes int not null generated always as ((service_seconds + 59) / 60) stored;

create or replace function tally_done() returns trigger language plpgsql as $$
declare minutes float8;
begin
  select k.service_seconds / 60.0 into minutes from service_request r
    join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
    where r.street_id = new.street_id and r.id = new.request_id;
  call add_to_tally(new.street_id, new.rider_id, new.ended_at, jsonb_build_object('credited', minutes));
  return null;
end $$;
