import { randomUUID } from 'node:crypto';
import { acting } from '../../src/demo/acting.ts';
import {
  buildSmallStreet,
  drillGround,
  neighbour,
  type SmallStreet,
} from '../../src/demo/neighbour.ts';
import { Account, Role } from '../../src/domain/access/account.ts';
import { answerSignedIn, beginSession } from '../../src/domain/access/entering.ts';
import { createAccount } from '../../src/domain/access/service.ts';
import { ConsentGiver, ConsentPurpose } from '../../src/domain/residents/consent.ts';
import { giveMandate } from '../../src/domain/residents/mandating.ts';
import { inviteResident, registerResident } from '../../src/domain/residents/registering.ts';
import { Vehicle } from '../../src/domain/riders/rider.ts';
import { enrolRider } from '../../src/domain/riders/enrolling.ts';
import { Crs } from '../../src/domain/territory/point.ts';
import { openStation } from '../../src/domain/stations/service.ts';
import { findStreet } from '../../src/domain/territory/service.ts';
import { contextFor, systemActor, type Actor, type Context } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { httpClient, type HttpClient } from '../support/http-client.ts';
import type { Running } from '../support/running.ts';

export { drillGround, neighbour };

/** The tables with what people see of a street office, each row by its id. */
export const TABLES = [
  ...['account', 'organization', 'community', 'grid', 'station', 'rider', 'resident'],
  ...['service_request', 'offer', 'assignment', 'decision', 'transfer', 'photo'],
];

/** One street office of the running service, with one person of each role who is signed in. */
export interface Town {
  readonly actor: Actor;
  /** In the middle of the street, as a caller tells it. */
  readonly centre: { readonly lng: number; readonly lat: number; readonly crs: 'WGS84' };
  readonly accounts: Readonly<Record<Role, Account>>;
  readonly tokens: Readonly<Record<Role, string>>;
  readonly as: (role: Role) => HttpClient;
  readonly with: (token: string) => HttpClient;
  /** The token of another session of theirs. */
  readonly signIn: (role: Role) => Promise<string>;
  /** Works as the platform inside the street, in one transaction. */
  readonly inside: <T>(work: (ctx: Context) => Promise<T>) => Promise<T>;
  /** The first id of a table in this street. */
  readonly idOf: (table: string) => Promise<string>;
}

export async function openTown(running: Running, sketch: SmallStreet): Promise<Town> {
  const { platform } = running;
  await buildSmallStreet(platform, sketch);
  const { id: streetId } = (await findStreet(contextFor(platform, null), sketch.code))!;
  const actor = systemActor(streetId);
  const inside: Town['inside'] = (work) => acting(platform, actor, work);
  const centre = centreOf(sketch);
  const people = await inside((ctx) => bringEverybody(ctx, centre));
  running.clock.advance(A_MINUTE_MS);
  const accounts = {} as Record<Role, Account>;
  const tokens = {} as Record<Role, string>;
  for (const account of people) {
    accounts[account.role] = account;
    tokens[account.role] = await tokenOf(running, account);
  }
  return {
    actor,
    centre,
    accounts,
    tokens,
    inside,
    as: (role) => httpClient(running, tokens[role]),
    with: (token) => httpClient(running, token),
    signIn: (role) => tokenOf(running, accounts[role]),
    async idOf(table) {
      const { em } = contextFor(platform, actor);
      const [row] = await em.execute<{ id: string }[]>(
        `select id from ${table} order by id limit 1`,
      );
      if (!row) throw new Error(`${sketch.name} has no ${table}`);
      return row.id;
    },
  };
}

/** An access token of a new session; as signing in would give it, without the password. */
async function tokenOf({ platform }: Running, account: Account): Promise<string> {
  const door = contextFor(platform, null);
  const { session, refreshToken } = await inTransaction(door.em, () => beginSession(door, account));
  const sessionId = session.id;
  return (await answerSignedIn(door, account, { sessionId, refreshToken })).accessToken;
}

const centreOf = ({ box: [west, south, east, north] }: SmallStreet): Town['centre'] => ({
  // Beside the border of two grids, not on it.
  lng: (west + east) / 2 + 0.0001,
  lat: (south + north) / 2,
  crs: 'WGS84',
});

/** Nobody leaves in the moment they come. */
const A_MINUTE_MS = 60_000;

let phones = 0;
const phone = () => `138${String(++phones).padStart(8, '0')}`;

async function bringEverybody(ctx: Context, centre: Town['centre']): Promise<Account[]> {
  const { em } = ctx;
  const first = async (sql: string) => (await em.execute<{ id: string }[]>(sql))[0]!.id;
  const communityIds = [await first('select id from community')];
  const organizationId = await first(`select id from organization where kind = 'SITE'`);
  const hired = { name: '测试', communityIds, organizationId };
  for (const role of ['STREET_STAFF', 'COMMUNITY_STAFF', 'PARTNER', 'ANALYST'] as const)
    await createAccount(ctx, { ...hired, role, phone: phone() });
  await enrolRider(ctx, {
    name: '赵明',
    badge: randomUUID().slice(0, 8),
    organizationId,
    phone: phone(),
    vehicle: Vehicle.E_BIKE,
    skills: ['HOME_VISIT'],
    trustLevel: 3,
    capacity: 4,
  });
  const { id } = await registerResident(ctx, {
    name: '王秀英',
    address: '幸福里3幢2单元501室',
    place: '幸福里',
    point: { ...centre, crs: Crs.WGS84 },
    phone: phone(),
    categories: [],
    consents: [ConsentPurpose.SERVICE].map((purpose) => ({
      purpose,
      givenBy: ConsentGiver.RESIDENT,
    })),
  });
  const location = [centre.lng, centre.lat] as const;
  await openStation(ctx, { code: 'S1', name: '驿站', nameEn: 'Station', location, amenities: [] });
  await inviteResident(ctx, id, { name: '王秀英', phone: phone() });
  await giveMandate(ctx, id, { name: '王建国', phone: phone(), relation: '儿子' });
  return em.find(Account, { phoneDigest: { $ne: null } });
}
