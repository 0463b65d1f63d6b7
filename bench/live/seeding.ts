import type { Feature, Polygon } from 'geojson';
import type { Client } from 'pg';

/** Somebody with an account and a session. */
export interface Person {
  readonly accountId: string;
  readonly sessionId: string;
}

export interface Rider extends Person {
  readonly riderId: string;
}

export interface Town {
  readonly streetId: string;
  readonly staff: Person;
  readonly analyst: Person;
  readonly riders: readonly Rider[];
}

const WEST = 118.7;
const SOUTH = 31.95;
const CELL = 0.01;
const COLUMNS = 10;
const ROWS = 7;
/** Elders who live alone, two to a home's estate, spread over the street. */
const ELDERS = 178;

const EAST = WEST + COLUMNS * CELL;
const NORTH = SOUTH + ROWS * CELL;

/** A street office of ten by seven grids, each about a kilometre wide. */
export const STREET: Feature<Polygon> = {
  type: 'Feature',
  properties: {},
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [WEST, SOUTH],
        [EAST, SOUTH],
        [EAST, NORTH],
        [WEST, NORTH],
        [WEST, SOUTH],
      ],
    ],
  },
};

/** A place in the street, the same one for the same number. */
export function placeAt(n: number): { lng: number; lat: number; crs: 'WGS84' } {
  const spread = (step: number) => (n * step) % 1;
  return {
    lng: WEST + CELL / 10 + spread(0.754877666) * (COLUMNS - 0.2) * CELL,
    lat: SOUTH + CELL / 10 + spread(0.569840291) * (ROWS - 0.2) * CELL,
    crs: 'WGS84',
  };
}

/** As the server does by itself within a minute: what holds something, and nothing else. */
const ANALYZE = `analyze street, community, organization, grid, account, session, rider, duty_period, rider_position, home, resident, consent`;

/** Grids, riders on duty with a position, elders at home; set-based, since it is not what is measured. */
export async function seedTown(db: Client, riders: number): Promise<Town> {
  const { rows: streets } = await db.query<{ id: string }>('select id from street');
  const streetId = streets[0]!.id;
  await seedGrids(db, streetId);
  await seedRiders(db, streetId, riders);
  await seedElders(db, streetId);
  await db.query(
    `insert into account (street_id, role, name_sealed, login, password_hash)
     values ($1, 'ANALYST', '', 'analyst@bench', 'x')`,
    [streetId],
  );
  await db.query(
    `insert into session (street_id, account_id, created_at, expires_at)
     select street_id, id, now(), now() + interval '1 day' from account`,
  );
  await db.query(ANALYZE);
  const { rows } = await db.query<Rider & { role: string }>(
    `select a.role, a.id as "accountId", s.id as "sessionId", r.id as "riderId"
     from account a join session s on s.account_id = a.id left join rider r on r.account_id = a.id
     order by r.badge`,
  );
  const of = (role: string) => rows.filter((one) => one.role === role);
  return {
    streetId,
    staff: of('STREET_STAFF')[0]!,
    analyst: of('ANALYST')[0]!,
    riders: of('RIDER'),
  };
}

async function seedGrids(db: Client, streetId: string): Promise<void> {
  await db.query(
    `insert into community (street_id, code, name, boundary, valid_from)
     select $1, '320114009' || lpad(row::text, 3, '0'), '社区' || row,
       st_multi(st_makeenvelope($2::float8, $3::float8 + row * $4::float8, $2 + $5::int * $4, $3 + (row + 1) * $4, 4326)), now() - interval '30 days'
     from generate_series(0, $6::int - 1) row`,
    [streetId, WEST, SOUTH, CELL, COLUMNS, ROWS],
  );
  await db.query(
    `insert into organization (street_id, kind, name, community_id, joined_at)
     select street_id, 'COMMUNITY', name, id, now() from community`,
  );
  await db.query(
    `insert into grid (street_id, community_id, code, name, boundary, households, elders, valid_from)
     select c.street_id, c.id, c.code || lpad(col::text, 3, '0'), c.name || '格' || col,
       st_multi(st_makeenvelope($1::float8 + col * $2::float8, st_ymin(c.boundary), $1 + (col + 1) * $2, st_ymax(c.boundary), 4326)),
       400, 3, c.valid_from
     from community c cross join generate_series(0, $3::int - 1) col`,
    [WEST, CELL, COLUMNS],
  );
}

async function seedRiders(db: Client, streetId: string, riders: number): Promise<void> {
  await db.query(
    `with company as (
       insert into organization (street_id, kind, sector, name, joined_at) values ($1, 'COMPANY', 'EXPRESS', '快递一家', now()) returning id
     ), someone as (
       insert into account (street_id, role, name_sealed, login, password_hash)
       select $1, 'RIDER', '', 'rider' || n || '@bench', 'x' from generate_series(1, $2::int) n returning id, login
     )
     insert into rider (street_id, account_id, organization_id, badge, name, vehicle, trust_level, capacity, enrolled_at, duty, duty_since)
     select $1, s.id, c.id, 'B' || lpad(substring(s.login from '[0-9]+'), 6, '0'), '骑手', 'E_BIKE', 2, 4, now(), 'ON', now()
     from someone s cross join company c`,
    [streetId, riders],
  );
  await db.query(
    `insert into duty_period (street_id, rider_id, kind, started_at) select street_id, id, 'ON', now() from rider`,
  );
  await db.query(
    `insert into rider_position (street_id, rider_id, location, accuracy_m, device_at, received_at, grid_id, grid_since)
     select street_id, id, p.at, 8, now(), now(), grid_at(street_id, p.at, now()), now()
     from (select *, row_number() over (order by badge)::numeric as n from rider) r
     cross join lateral (select st_setsrid(st_makepoint($1::float8 + mod(n * 0.754877666, 1)::float8 * $3::float8, $2::float8 + mod(n * 0.569840291, 1)::float8 * $4::float8), 4326) as at) p`,
    [WEST, SOUTH, COLUMNS * CELL * 0.999, ROWS * CELL * 0.999],
  );
  // As a first report leaves it: a place in a grid, and a stay that has begun.
  await db.query(
    `insert into rider_presence (street_id, rider_id, grid_id, since)
     select street_id, rider_id, grid_id, grid_since from rider_position`,
  );
}

async function seedElders(db: Client, streetId: string): Promise<void> {
  await db.query(
    `insert into home (street_id, location, grid_id, community_id, place)
     select $1, p.at, g.id, g.community_id, '小区' || n
     from generate_series(1, $2::int) n
     cross join lateral (select st_setsrid(st_makepoint($3::float8 + mod(n * 0.7548, 1)::float8 * $5::float8, $4::float8 + mod(n * 0.5698, 1)::float8 * $6::float8), 4326) as at) p
     join grid g on g.id = grid_at($1, p.at, now())`,
    [streetId, ELDERS, WEST, SOUTH, COLUMNS * CELL * 0.999, ROWS * CELL * 0.999],
  );
  await db.query('begin');
  await db.query(
    `insert into resident (street_id, home_id, community_id, name_sealed, address_sealed, categories, registered_at)
     select street_id, id, community_id, '', '', '{LIVING_ALONE}', now() from home`,
  );
  await db.query(
    `insert into consent (street_id, resident_id, purpose, version, given_by, given_at)
     select street_id, id, 'CARE', 1, 'STAFF_WITNESSED', now() from resident`,
  );
  await db.query('commit');
}

/** Everybody is where they were a moment ago, so that nobody grows stale while something is measured. */
export const stayFresh = (db: Client) =>
  db.query(
    'update rider_position set device_at = clock_timestamp(), received_at = clock_timestamp()',
  );
