-- 联盟与骑手: organizations, riders, their duty and their latest position.
create table organization (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  kind text not null check (kind in ('STREET_OFFICE','DEPARTMENT','COMMUNITY','COMPANY','SITE')),
  sector text check (sector in ('FREIGHT','EXPRESS','FOOD_DELIVERY','PARCEL_STATION')),
  name text not null check (length(name) between 1 and 80),
  name_en text not null default '',
  parent_id uuid,
  community_id uuid,
  joined_at timestamptz not null,
  left_at timestamptz check (left_at > joined_at),
  primary key (street_id, id),
  foreign key (street_id, parent_id) references organization (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  check ((kind = 'COMMUNITY') = (community_id is not null))
);
call wall('organization');
-- A member that left may come back under its name.
create unique index organization_member on organization (street_id, kind, name) where left_at is null;
alter table account add foreign key (street_id, organization_id) references organization (street_id, id);

create table rider (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  account_id uuid not null,
  organization_id uuid not null,
  badge text not null check (length(badge) between 1 and 20),
  name text not null check (length(name) between 1 and 60),
  vehicle text not null check (vehicle in ('E_BIKE','BICYCLE','MOTORBIKE','CAR','ON_FOOT')),
  skills text[] not null default '{}',
  trust_level smallint not null default 1 check (trust_level between 0 and 3),
  capacity int not null default 4 check (capacity between 1 and 50),
  load int not null default 0,
  duty text not null default 'OFF' check (duty in ('OFF','ON','BREAK')),
  duty_since timestamptz,
  enrolled_at timestamptz not null,
  left_at timestamptz,
  version int not null default 0,
  primary key (street_id, id),
  unique (street_id, badge),
  unique (street_id, account_id),
  foreign key (street_id, account_id) references account (street_id, id),
  foreign key (street_id, organization_id) references organization (street_id, id),
  constraint rider_capacity check (load between 0 and capacity),
  check (left_at is null or duty = 'OFF'),
  check ((duty = 'OFF') = (duty_since is null))
);
call wall('rider');
-- A partner company sees its own riders and those of its sites.
alter policy own_street on rider using (street_id = (select acting_street()) and ((select acting_role()) <> 'PARTNER'
  or organization_id in (select o.id from organization o join account a on a.street_id = o.street_id
    where a.id = (select acting_account()) and a.organization_id in (o.id, o.parent_id))));
create index rider_on_duty on rider (street_id) where duty <> 'OFF';

create table duty_period (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid(),
  rider_id uuid not null,
  kind text not null check (kind in ('ON','BREAK')),
  started_at timestamptz not null,
  ended_at timestamptz check (ended_at >= started_at),
  primary key (street_id, id),
  foreign key (street_id, rider_id) references rider (street_id, id),
  exclude using gist (street_id with =, rider_id with =, tstzrange(started_at, ended_at) with &&)
);
call wall('duty_period');
-- When somebody works is known to them and to staff.
alter policy own_street on duty_period
  using (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM') or rider_id = (select acting_rider())))
  with check (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'SYSTEM') or rider_id = (select acting_rider())));

-- Only the latest position, only while on duty: removed when the rider goes off duty.
create table rider_position (
  street_id uuid not null references street,
  rider_id uuid not null,
  location geometry(Point, 4326) not null,
  accuracy_m real not null check (accuracy_m >= 0),
  device_at timestamptz not null,
  received_at timestamptz not null,
  primary key (street_id, rider_id),
  foreign key (street_id, rider_id) references rider (street_id, id) on delete cascade
) with (fillfactor = 50);
call wall('rider_position');
-- Where a rider is, is known to staff and to the rider, and told by the rider alone.
alter policy own_street on rider_position
  using (street_id = (select acting_street())
    and ((select acting_role()) in ('STREET_STAFF', 'COMMUNITY_STAFF', 'SYSTEM') or rider_id = (select acting_rider())))
  with check (street_id = (select acting_street())
    and (rider_id = (select acting_rider()) or (select acting_role()) = 'SYSTEM'));
-- Nearest in metres, not in degrees, among the riders of one street.
create index rider_position_near on rider_position using gist (street_id, (location::geography));
create function refuse_position_off_duty() returns trigger language plpgsql as $$
begin
  -- The share lock makes the end of duty wait for this position, so that it is forgotten with the others.
  perform 1 from rider where street_id = new.street_id and id = new.rider_id and duty <> 'OFF' for share;
  if not found then raise exception 'rider is off duty' using errcode = 'RB002', constraint = 'position_on_duty'; end if;
  return new;
end $$;
create trigger position_on_duty before insert or update on rider_position
  for each row execute function refuse_position_off_duty();
create function forget_position() returns trigger language plpgsql as $$
begin delete from rider_position where street_id = new.street_id and rider_id = new.id; return new; end $$;
create trigger forget_position after update of duty on rider
  for each row when (new.duty = 'OFF' and old.duty <> 'OFF') execute function forget_position();
