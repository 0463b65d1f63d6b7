import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { entities } from '../../src/app/features.ts';
import { roles } from '../../src/domain/access/roles.ts';
import { reactions, timers } from '../../src/domain/requests/reactions.ts';
import { prepareStreet } from '../../src/domain/requests/street.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import {
  contextFor,
  systemActor,
  type Actor,
  type Context,
  type Platform,
} from '../../src/platform/context.ts';
import { openDatabase } from '../../src/platform/database/orm.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { startFeed, type Feed } from '../../src/platform/feed/feed.ts';
import { clientOf } from '../support/client.ts';
import { testDatabase } from '../support/database.ts';
import { testTools } from '../support/tools.ts';
import { wholeSchema } from '../support/whole-schema.ts';

/** Ten in the morning in Nanjing. */
const MORNING = new Date('2026-03-02T02:00:00Z');

export type Role = Exclude<Actor['role'], 'SYSTEM'>;

export interface RiderSketch {
  readonly at?: readonly [number, number];
  readonly skills?: readonly string[];
  readonly trust?: number;
  readonly capacity?: number;
}

/** A street of two communities with two grids each, its alliance, and the requests of its people. */
export async function openRequestsStage() {
  const { url } = await testDatabase();
  const clock = new ManualClock(MORNING);
  const orm = await openDatabase(url, entities);
  const feeds: Feed[] = [];
  const platform: Platform = {
    orm,
    clock,
    committed: () => feeds.forEach((feed) => feed.committed()),
    follow: (following) => feeds[0]!.follow(following),
    ...testTools(),
  };
  const schema = await wholeSchema();
  const owner = orm.em.fork();
  return {
    clock,
    platform,
    schema,
    /** Reads and writes what no door shows, as the owner of the tables. */
    sql: <T = Record<string, any>>(text: string, values: unknown[] = []) =>
      owner.execute<T[]>(text, values),
    found: (code: string, west: number) => foundStreet(platform, code, west),
    /** The reactions and timers, running by themselves. */
    startFeed() {
      const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
      const feed = startFeed(platform, { reactions, timers, log, retryMs: 5 });
      feeds.push(feed);
      return feed;
    },
    as: (actor: Actor) => clientOf(schema, platform, actor),
    actor: (streetId: string, role: Role, more: Partial<Actor> = {}): Actor => ({
      ...systemActor(streetId),
      role,
      may: new Set(roles[role]),
      ...more,
    }),
    /** Does something as the platform itself, in one transaction. */
    async inStreet<T>(streetId: string, work: (ctx: Context) => Promise<T>): Promise<T> {
      const ctx = contextFor(platform, systemActor(streetId));
      return inTransaction(ctx.em, async () => work(ctx));
    },
    async close() {
      await Promise.all(feeds.map((feed) => feed.stop()));
      await orm.close(true);
    },
  };
}

export type RequestsStage = Awaited<ReturnType<typeof openRequestsStage>>;
export type Town = Awaited<ReturnType<typeof foundStreet>>;

const SOUTH = 31.97;
const SIDE = 0.02;

async function foundStreet(platform: Platform, code: string, west: number) {
  const streetId = randomUUID();
  const em = platform.orm.em.fork();
  const run = (sql: string, values: unknown[]) => em.execute(sql, values);
  const envelope = (x: number, y: number, width: number, height: number) => [
    west + x * SIDE,
    SOUTH + y * SIDE,
    west + (x + width) * SIDE,
    SOUTH + (y + height) * SIDE,
  ];
  await run(
    `insert into street (id, code, name, outline) values (?, ?, '试验街道', st_multi(st_makeenvelope(?, ?, ?, ?, 4326)))`,
    [streetId, code, ...envelope(0, 0, 2, 2)],
  );
  await run(
    `insert into organization (street_id, kind, name, joined_at) values (?, 'STREET_OFFICE', '街道办', now())`,
    [streetId],
  );
  const companyId = randomUUID();
  await run(
    `insert into organization (street_id, id, kind, sector, name, joined_at) values (?, ?, 'COMPANY', 'FOOD_DELIVERY', '快送', now())`,
    [streetId, companyId],
  );
  const communityIds: string[] = [];
  for (const x of [0, 1]) {
    const communityId = randomUUID();
    communityIds.push(communityId);
    await run(
      `insert into community (street_id, id, code, name, boundary, valid_from)
       values (?, ?, ?, ?, st_multi(st_makeenvelope(?, ?, ?, ?, 4326)), '2020-01-01')`,
      [
        streetId,
        communityId,
        `${code}00${x + 1}`,
        `${x ? '东' : '西'}社区`,
        ...envelope(x, 0, 1, 2),
      ],
    );
    await run(
      `insert into organization (street_id, kind, community_id, name, joined_at) values (?, 'COMMUNITY', ?, ?, now())`,
      [streetId, communityId, `${x ? '东' : '西'}社区居委会`],
    );
    for (const y of [0, 1])
      await run(
        `insert into grid (street_id, community_id, code, name, boundary, valid_from)
         values (?, ?, ?, ?, st_multi(st_makeenvelope(?, ?, ?, ?, 4326)), '2020-01-01')`,
        [
          streetId,
          communityId,
          `${code}00${x + 1}00${y + 1}`,
          `第${y + 1}网格`,
          ...envelope(x, y, 1, 1),
        ],
      );
  }
  const ctx = contextFor(platform, systemActor(streetId));
  await inTransaction(ctx.em, () => prepareStreet(ctx));
  return {
    streetId,
    companyId,
    communityIds,
    ...peopleOf(platform, { streetId, companyId, west }),
  };
}

function peopleOf(
  { orm, clock }: Platform,
  { streetId, companyId, west }: { streetId: string; companyId: string; west: number },
) {
  const em = orm.em.fork();
  let riders = 0;
  /** A place in the street, in sides of a grid from its south-western corner. */
  const point = (x: number, y: number) => ({ lng: west + x * SIDE, lat: SOUTH + y * SIDE });
  const told = (x: number, y: number) => ({ ...point(x, y), crs: 'WGS84' });
  const account = async (role: Role, communityIds: readonly string[] = []) => {
    const id = randomUUID();
    await em.execute(
      `insert into account (street_id, id, role, name_sealed, login, password_hash, community_ids)
       values (?, ?, ?, '\\x00', ?, 'none', ?::uuid[])`,
      [streetId, id, role, id, `{${communityIds.join(',')}}`],
    );
    return id;
  };
  return {
    point,
    told,
    account,
    /** A rider on duty, just seen where told. */
    async rider({ at = [1, 1], skills = [], trust = 2, capacity = 4 }: RiderSketch = {}) {
      const id = randomUUID();
      const accountId = await account('RIDER');
      const now = clock.now().toISOString();
      const { lng, lat } = point(...at);
      await em.execute(
        `insert into rider (street_id, id, account_id, organization_id, badge, name, vehicle, skills, trust_level, capacity, duty, duty_since, enrolled_at)
         values (?, ?, ?, ?, ?, ?, 'E_BIKE', ?::text[], ?, ?, 'ON', ?, ?)`,
        [
          streetId,
          id,
          accountId,
          companyId,
          `R${++riders}`,
          `骑手${riders}`,
          `{${skills.join(',')}}`,
          trust,
          capacity,
          now,
          now,
        ],
      );
      await em.execute(
        `insert into rider_position (street_id, rider_id, location, accuracy_m, device_at, received_at)
         values (?, ?, st_setsrid(st_makepoint(?, ?), 4326), 10, ?, ?)`,
        [streetId, id, lng, lat, now, now],
      );
      return { id, accountId };
    },
    /** Every rider is seen again where they were. */
    seeRiders: () =>
      em.execute('update rider_position set received_at = ?, device_at = ? where street_id = ?', [
        clock.now().toISOString(),
        clock.now().toISOString(),
        streetId,
      ]),
  };
}
