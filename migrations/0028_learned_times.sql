-- 经验用时: how long handing over takes at a building and at an hour, and how much longer ways are than straight lines, from finished work.
create table learned_time (
  street_id uuid not null references street,
  version int not null check (version > 0),
  what text not null check (what in ('DOOR', 'PICKUP', 'DETOUR')),
  -- A cell of about 45 m by 45 m, a kind of request, or the whole street.
  key text not null,
  -- Two hours of the local day; none: all day.
  band smallint check (band between 0 and 11),
  n int not null check (n > 0),
  people int not null check (people between 1 and n),
  -- Seconds; of DETOUR a factor.
  value double precision not null check (value > 0),
  learned_at timestamptz not null,
  unique nulls not distinct (street_id, version, what, key, band)
);
call wall('learned_time');
alter policy own_street on learned_time
  with check (street_id = (select acting_street()) and (select acting_role()) = 'SYSTEM');
