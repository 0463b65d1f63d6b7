-- 并单: what a rider is asked for at one time. A rider answers one thing at a time, which may be several requests together.
alter table offer add column bundle_id uuid not null default gen_random_uuid();
drop index one_pending_offer;
alter table offer add constraint one_pending_offer
  exclude using gist (street_id with =, rider_id with =, bundle_id with <>) where (state = 'PENDING');
create unique index offer_bundle on offer (street_id, bundle_id, request_id);

-- To be asked for several things at once is one interruption: the least of the bundle counts for all.
create or replace function tally_offer() returns trigger language plpgsql as $$
begin
  if exists (select 1 from offer o where o.street_id = new.street_id and o.bundle_id = new.bundle_id and o.rider_id = new.rider_id
      and o.request_id < new.request_id) then
    return null;
  end if;
  if tg_op = 'INSERT' then
    call add_to_tally(new.street_id, new.rider_id, new.offered_at, '{"offered": 1}');
  else
    call add_to_tally(new.street_id, new.rider_id, new.answered_at, '{"unanswered": 1}');
  end if;
  return null;
end $$;

-- 最晚告知: when the passing of time alone will change what the street was last planned.
create table planning_wake (
  street_id uuid primary key references street,
  at timestamptz not null
);
call wall('planning_wake');
