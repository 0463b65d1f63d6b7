-- 居民: the home is a point without a name; the identity is sealed and stands apart.
create table home (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  location geometry(Point, 4326) not null,
  grid_id uuid not null,
  community_id uuid not null,
  place text not null default '',
  primary key (street_id, id),
  foreign key (street_id, grid_id) references grid (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id)
);
call wall('home');
create index home_location on home using gist (location);

create table resident (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  home_id uuid not null,
  community_id uuid not null,
  account_id uuid,
  name_sealed bytea not null,
  phone_sealed bytea,
  phone_digest bytea,
  address_sealed bytea not null,
  care_note_sealed bytea,
  categories text[] not null default '{}'
    check (categories <@ array['LIVING_ALONE','FRAIL','CHILDLESS','PARTY_ELDER','DISABLED']),
  registered_at timestamptz not null,
  primary key (street_id, id),
  foreign key (street_id, home_id) references home (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  foreign key (street_id, account_id) references account (street_id, id)
);
create index resident_home on resident (street_id, home_id);
create index resident_phone on resident (street_id, phone_digest) where phone_digest is not null;
create index resident_community on resident (street_id, community_id, id);
create index resident_account on resident (street_id, account_id) where account_id is not null;

-- 家属授权: who may act for a resident.
create table mandate (
  street_id uuid not null references street,
  resident_id uuid not null,
  account_id uuid not null,
  relation text not null check (length(relation) between 1 and 20),
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (street_id, resident_id, account_id),
  foreign key (street_id, resident_id) references resident (street_id, id),
  foreign key (street_id, account_id) references account (street_id, id)
);
call wall('mandate');
-- Named by ids alone: staff see who acts for whom, family what was given to them and may lay it down.
alter policy own_street on mandate
  using (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM') or account_id = (select acting_account())))
  with check (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM')
      or (account_id = (select acting_account()) and withdrawn_at is not null)));
create index mandate_account on mandate (street_id, account_id);

create table consent (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid(),
  resident_id uuid not null,
  purpose text not null check (purpose in ('SERVICE','CARE','HEALTH')),
  version int not null,
  given_by text not null check (given_by in ('RESIDENT','FAMILY','STAFF_WITNESSED')),
  given_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= given_at),
  primary key (street_id, id),
  foreign key (street_id, resident_id) references resident (street_id, id)
);
call wall('consent');
create index consent_resident on consent (street_id, resident_id);
create unique index consent_live on consent (street_id, resident_id, purpose) where withdrawn_at is null;

-- A care category or a care note is kept only with the person's live consent, checked when the transaction ends.
create function require_care_consent() returns trigger language plpgsql as $$
declare person resident;
begin
  select * into person from resident
    where street_id = new.street_id and id = (case when tg_table_name = 'resident' then to_jsonb(new)->>'id' else to_jsonb(new)->>'resident_id' end)::uuid;
  if found and (cardinality(person.categories) > 0 or person.care_note_sealed is not null) and not exists (
    select 1 from consent where street_id = person.street_id and resident_id = person.id and purpose = 'CARE' and withdrawn_at is null)
  then raise exception 'no live consent' using errcode = 'RB003', constraint = 'care_needs_consent'; end if;
  return null;
end $$;
create constraint trigger care_needs_consent after insert or update on resident
  deferrable initially deferred for each row execute function require_care_consent();
create constraint trigger care_keeps_consent after update on consent
  deferrable initially deferred for each row execute function require_care_consent();

grant select, insert, update, delete on resident to red_bridge_app, red_bridge_system;
alter table resident enable row level security;
alter table resident force row level security;
create policy every_street on resident to red_bridge_system using (true) with check (true);
-- Who sees a resident is said in 0006, since it depends on requests. A resident and their family withdraw what was kept
-- by consent, and so may change the row, though not add one.
create policy own on resident for update to red_bridge_app
  using (street_id = (select acting_street()) and (
    ((select acting_role()) = 'RESIDENT' and account_id = (select acting_account()))
    or ((select acting_role()) = 'FAMILY' and exists (select from mandate m
        where m.street_id = resident.street_id and m.resident_id = resident.id
          and m.account_id = (select acting_account()) and m.withdrawn_at is null))));

-- Who sees the person sees the consents, the rider at the door excepted.
alter policy own_street on consent
  using (street_id = (select acting_street()) and (select acting_role()) <> 'RIDER'
    and exists (select from resident p where p.street_id = consent.street_id and p.id = consent.resident_id))
  with check (street_id = (select acting_street()) and (select acting_role()) <> 'RIDER'
    and exists (select from resident p where p.street_id = consent.street_id and p.id = consent.resident_id));

-- A home is seen by staff of its community, and by those who live there and their family. Riders are told where a request goes.
alter policy own_street on home
  using (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))
    or ((select acting_role()) in ('RESIDENT', 'FAMILY')
      and exists (select from resident p where p.street_id = home.street_id and p.home_id = home.id))))
  with check (street_id = (select acting_street()) and (
    (select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and community_id = any ((select acting_communities())::uuid[]))));
