-- Accounts, sessions, one-time codes, and the log of who looked at whom.
create table account (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  role text not null check (role in ('STREET_STAFF','COMMUNITY_STAFF','RIDER','RESIDENT','FAMILY','PARTNER','ANALYST')),
  name_sealed bytea not null,
  login text unique check (login ~ '^[a-z0-9][a-z0-9._@-]{2,59}$'),
  password_hash text,
  phone_sealed bytea,
  phone_digest bytea,
  community_ids uuid[] not null default '{}',
  organization_id uuid,
  scope_version int not null default 1,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (street_id, id),
  check ((login is null) = (password_hash is null)),
  check ((phone_sealed is null) = (phone_digest is null)),
  check (login is not null or phone_digest is not null),
  check (role <> 'COMMUNITY_STAFF' or cardinality(community_ids) > 0)
);
call wall('account');
-- Besides their own row only staff see accounts; community staff register residents and family, nobody else. The service
-- reads a password's hash at the door only.
alter policy own_street on account
  using (street_id = (select acting_street()) and (id = (select acting_account())
    or (select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM')))
  with check (street_id = (select acting_street()) and ((select acting_role()) in ('STREET_STAFF', 'SYSTEM')
    or ((select acting_role()) = 'COMMUNITY_STAFF' and role in ('RESIDENT', 'FAMILY'))));
revoke select on account from red_bridge_app;
grant select (street_id, id, role, name_sealed, login, phone_sealed, phone_digest, community_ids, organization_id,
  scope_version, disabled_at, created_at) on account to red_bridge_app;
create unique index account_phone on account (street_id, phone_digest, role) where phone_digest is not null and disabled_at is null;

create table session (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  account_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (street_id, id),
  foreign key (street_id, account_id) references account (street_id, id) on delete cascade
);
call wall('session');
alter policy own_street on session
  using (street_id = (select acting_street()) and (account_id = (select acting_account())
    or (select acting_role()) in ('STREET_STAFF', 'SYSTEM')))
  with check (street_id = (select acting_street()) and (account_id = (select acting_account())
    or (select acting_role()) in ('STREET_STAFF', 'SYSTEM')));
create index session_account on session (street_id, account_id);

-- A refresh token is used once; its successor follows from it, so that a lost answer can be repeated for a moment.
create table refresh_token (
  street_id uuid not null references street,
  digest bytea primary key,
  session_id uuid not null,
  issued_at timestamptz not null,
  used_at timestamptz,
  foreign key (street_id, session_id) references session (street_id, id) on delete cascade
);
call wall('refresh_token');
alter policy own_street on refresh_token
  using (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');
create index refresh_token_session on refresh_token (street_id, session_id);

create table one_time_code (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid(),
  phone_digest bytea not null,
  code_digest bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0 check (tries <= 5),
  used_at timestamptz,
  primary key (street_id, id)
);
call wall('one_time_code');
alter policy own_street on one_time_code
  using (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');
create index one_time_code_phone on one_time_code (street_id, phone_digest, sent_at desc);

-- Who opened sealed personal data, about whom and what for. One row per person seen.
create table access_log (
  street_id uuid not null references street,
  id bigint generated always as identity,
  at timestamptz not null,
  account_id uuid not null,
  role text not null,
  purpose text not null check (length(purpose) between 2 and 200),
  operation text not null,
  subject_id uuid not null,
  fields text[] not null,
  primary key (street_id, id)
);
call wall('access_log');
-- Everybody adds their own look; street staff read whose looks there were.
alter policy own_street on access_log
  using (street_id = (select acting_street()) and (select acting_role()) in ('STREET_STAFF', 'SYSTEM'))
  with check (street_id = (select acting_street()) and account_id = (select acting_account()));
call seal_history('access_log');
create index access_log_subject on access_log (street_id, subject_id, at);
