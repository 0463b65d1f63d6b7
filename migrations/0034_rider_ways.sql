-- 顺序: in which order a rider was planned to go when something was taken on; stop ids as the engine names them.
alter table offer add column way text[] not null default '{}';
create table rider_way (
  street_id uuid not null references street,
  rider_id uuid not null,
  stops text[] not null,
  planned_at timestamptz not null,
  primary key (street_id, rider_id),
  foreign key (street_id, rider_id) references rider (street_id, id)
);
call wall('rider_way');
