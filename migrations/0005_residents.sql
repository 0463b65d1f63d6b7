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
-- The policies of resident that depend on requests follow in 0006.
