-- Roles, the walls between street offices, the feed, idempotency and timers.
create extension if not exists postgis;
create extension if not exists btree_gist;

-- The service acts as red_bridge_app inside one street office, and as red_bridge_system where no street is known yet
-- (sign-in, sequencing). Neither owns a table; both are entered with set_config('role', …, true) in a transaction.
do $$
begin
  begin create role red_bridge_app nologin; exception when duplicate_object or unique_violation then null; end;
  begin create role red_bridge_system nologin; exception when duplicate_object or unique_violation then null; end;
  if not pg_has_role(current_user, 'red_bridge_app', 'member') then execute format('grant red_bridge_app to %I', current_user); end if;
  if not pg_has_role(current_user, 'red_bridge_system', 'member') then execute format('grant red_bridge_system to %I', current_user); end if;
end $$;
grant usage on schema public to red_bridge_app, red_bridge_system;

-- Who is acting, as the service told this transaction. Null when nothing was told: then every policy hides every row.
create function acting_street() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.street', true), '')::uuid $$;
create function acting_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.account', true), '')::uuid $$;
create function acting_rider() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.rider', true), '')::uuid $$;
create function acting_role() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('app.role', true), '') $$;
create function acting_communities() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(string_to_array(nullif(current_setting('app.communities', true), ''), ',')::uuid[], '{}') $$;

-- Puts a table behind the wall: a row is seen and written only inside its own street office.
create procedure wall(walled regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format('create policy own_street on %s to red_bridge_app using (street_id = (select acting_street())) with check (street_id = (select acting_street()))', walled);
  execute format('create policy every_street on %s to red_bridge_system using (true) with check (true)', walled);
  execute format('grant select, insert, update, delete on %s to red_bridge_app, red_bridge_system', walled);
end $$;

-- For tables whose rows are history: they can be added to and read, by nobody changed.
create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'rows of % are history and cannot be changed', tg_table_name using errcode = 'RB001'; end $$;
create procedure seal_history(history regclass) language plpgsql as $$
begin
  execute format('create trigger sealed before update or delete on %s for each row execute function refuse_change()', history);
  execute format('revoke update, delete on %s from red_bridge_app, red_bridge_system', history);
end $$;

-- 街道办事处: the unit of isolation and of scale.
create table street (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[0-9]{9}$'),
  name text not null check (length(name) between 1 and 60),
  name_en text not null default '',
  outline geometry(MultiPolygon, 4326) not null check (st_isvalid(outline)),
  created_at timestamptz not null default now()
);
alter table street enable row level security;
alter table street force row level security;
create policy own_street on street to red_bridge_app using (id = (select acting_street())) with check (id = (select acting_street()));
create policy every_street on street to red_bridge_system using (true) with check (true);
grant select, update on street to red_bridge_app;
grant select, insert, update on street to red_bridge_system;

-- The feed: facts leave their transaction through the outbox, a sequencer gives them dense numbers.
create table outbox (
  id bigint generated always as identity primary key,
  street_id uuid not null references street,
  event_id uuid not null unique default gen_random_uuid(),
  name text not null,
  payload jsonb not null,
  recipients uuid[] not null,
  account_id uuid,
  at timestamptz not null,
  written_at timestamptz not null default clock_timestamp()
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01);
call wall('outbox');

create table event_log (
  street_id uuid not null references street,
  seq bigint not null,
  event_id uuid not null unique,
  name text not null,
  payload jsonb not null,
  account_id uuid,
  at timestamptz not null,
  sequenced_at timestamptz not null default clock_timestamp(),
  primary key (street_id, seq)
);
call wall('event_log');
create index event_log_name on event_log (street_id, name, seq);

create table feed_head (
  street_id uuid primary key references street,
  last_seq bigint not null
);
call wall('feed_head');

create table inbox_head (
  street_id uuid not null references street,
  recipient_id uuid not null,
  last_seq bigint not null,
  min_seq bigint not null default 1,
  primary key (street_id, recipient_id)
);
call wall('inbox_head');

create table inbox (
  street_id uuid not null references street,
  recipient_id uuid not null,
  seq bigint not null,
  log_seq bigint not null,
  primary key (street_id, recipient_id, seq)
);
call wall('inbox');
create index inbox_log on inbox (street_id, log_seq);

-- One row: a new value after a restore makes every old cursor answer RESET.
create table feed_epoch (
  only_one boolean primary key default true check (only_one),
  epoch uuid not null default gen_random_uuid()
);
insert into feed_epoch default values;
grant select on feed_epoch to red_bridge_app, red_bridge_system;

create table reaction_cursor (
  street_id uuid not null references street,
  reaction text not null,
  seq bigint not null default 0,
  attempts int not null default 0,
  retry_at timestamptz,
  primary key (street_id, reaction)
);
call wall('reaction_cursor');

create table reaction_failure (
  street_id uuid not null references street,
  reaction text not null,
  seq bigint not null,
  failed_at timestamptz not null default now(),
  reason text not null,
  primary key (street_id, reaction, seq)
);
call wall('reaction_failure');

-- When a timer last ran in a street office: one run per interval, whatever the number of processes.
create table timer_run (
  street_id uuid not null references street,
  timer text not null,
  ran_at timestamptz not null,
  primary key (street_id, timer)
);
call wall('timer_run');

create table idempotency_key (
  street_id uuid not null references street,
  account_id uuid not null,
  operation text not null,
  key text not null check (length(key) between 16 and 255),
  fingerprint bytea not null,
  response json,
  created_at timestamptz not null default now(),
  primary key (street_id, account_id, operation, key)
);
call wall('idempotency_key');
create index idempotency_key_age on idempotency_key (created_at);
