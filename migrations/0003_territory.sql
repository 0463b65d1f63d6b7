-- 社区、网格: communities and their grids, dated.
create table community (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  code text not null check (code ~ '^[0-9]{12}$'),
  name text not null check (length(name) between 1 and 60),
  name_en text not null default '',
  boundary geometry(MultiPolygon, 4326) not null check (st_isvalid(boundary)),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  primary key (street_id, id)
);
call wall('community');
create index community_boundary on community using gist (boundary);
create unique index community_current on community (street_id, code) where valid_to is null;

create table grid (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  community_id uuid not null,
  code text not null check (code ~ '^[0-9]{15}$'),
  name text not null check (length(name) between 1 and 60),
  name_en text not null default '',
  boundary geometry(MultiPolygon, 4326) not null check (st_isvalid(boundary)),
  households int not null default 0 check (households >= 0),
  elders int not null default 0 check (elders >= 0),
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  primary key (street_id, id),
  foreign key (street_id, community_id) references community (street_id, id),
  exclude using gist (street_id with =, code with =, tstzrange(valid_from, valid_to) with &&)
);
call wall('grid');
create index grid_boundary on grid using gist (boundary);
create index grid_community on grid (street_id, community_id);

-- 网格归属: the one grid a point belongs to at an instant. A point on a shared border goes to the lowest code.
create function grid_at(street uuid, place geometry, instant timestamptz) returns uuid
language sql stable parallel safe as $$
  select id from grid
  where street_id = street and st_covers(boundary, place)
    and valid_from <= instant and (valid_to is null or valid_to > instant)
  order by code limit 1
$$;

-- 驿站: service stations for riders, and pickup points of requests.
create table station (
  street_id uuid not null references street,
  id uuid not null default gen_random_uuid() unique,
  code text not null,
  name text not null,
  name_en text not null default '',
  location geometry(Point, 4326) not null,
  amenities text[] not null default '{}',
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (street_id, id),
  unique (street_id, code)
);
call wall('station');
create index station_location on station using gist ((location::geography));
