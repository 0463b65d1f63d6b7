import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { entities } from '../../src/app/features.ts';
import { foundStreet } from '../../src/app/founding.ts';
import { buildSchema } from '../../src/app/schema.ts';
import { demoStreet } from '../../src/demo/street.ts';
import { defaultPolicy } from '../../src/dispatch/policy.ts';
import { openAuthenticator } from '../../src/domain/access/authenticator.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { contextFor, type Platform } from '../../src/platform/context.ts';
import { openDatabase } from '../../src/platform/database/orm.ts';
import { clientOf, codesOf } from '../support/client.ts';
import { testDatabase } from '../support/database.ts';
import { testTools } from '../support/tools.ts';

const outlineFile = join(import.meta.dirname, '../../src/demo/street/outline.geojson');
const founding = {
  code: '320199001',
  name: '红桥街道',
  nameEn: 'Hongqiao',
  outlineFile,
  crs: 'wgs84',
  login: 'dispatch@new',
};

let platform: Platform;
let schema: GraphQLSchema;

beforeEach(async () => {
  const { url } = await testDatabase();
  platform = {
    orm: await openDatabase(url, entities),
    clock: systemClock,
    committed: () => undefined,
    follow: () => {
      throw new Error('nobody follows the feed here');
    },
    ...testTools(),
  };
  schema = await buildSchema();
});
afterEach(async () => platform.orm.close(true));

async function signIn(login: string, password: string) {
  const { data } = await clientOf(
    schema,
    platform,
    null,
  )(
    'mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { accessToken } }',
    { login, password },
  );
  const actor = await openAuthenticator(platform).authenticate(data!.signIn.accessToken);
  return clientOf(schema, platform, actor);
}

test('an empty system becomes a street office at work, by its own doors alone', async () => {
  const password = await foundStreet(platform, founding);
  const ask = await signIn(founding.login, password);
  const say = async (text: string, input: object) => {
    const { data, errors } = await ask(text, { input, key: randomUUID() });
    expect(errors).toBeUndefined();
    return Object.values(data!)[0] as { id: string; state?: string; version?: number };
  };
  const { communities, grids } = demoStreet();
  const drawn = {
    type: 'FeatureCollection',
    features: [...communities.features, ...grids.features],
  };
  await ask(
    'mutation ($fc: FeatureCollection!, $key: ID!) { importGrids(featureCollection: $fc, crs: WGS84, idempotencyKey: $key) { grids } }',
    { fc: drawn, key: randomUUID() },
  );
  const company = await say(
    'mutation ($input: JoinOrganizationInput!, $key: ID!) { joinOrganization(input: $input, idempotencyKey: $key) { id } }',
    { kind: 'COMPANY', sector: 'EXPRESS', name: '迅风速运' },
  );
  await say(
    'mutation ($input: EnrolRiderInput!, $key: ID!) { enrolRider(input: $input, idempotencyKey: $key) { id } }',
    {
      name: '赵明',
      badge: 'A1',
      organizationId: company.id,
      vehicle: 'E_BIKE',
      phone: '16000000001',
    },
  );
  const station = await say(
    'mutation ($input: OpenStationInput!, $key: ID!) { openStation(input: $input, idempotencyKey: $key) { id } }',
    { code: 'ST1', name: '红桥驿站', point: { lng: 118.767843, lat: 31.982529, crs: 'WGS84' } },
  );
  const request = await say(
    'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id state } }',
    {
      kind: 'MEAL',
      at: { lng: 118.768681, lat: 31.979994, crs: 'WGS84' },
      place: '金桂花园',
      pickupStationId: station.id,
    },
  );
  expect(request.state).toBe('OPEN');
});

test('a street sets its own kinds of request, within the bounds of the table', async () => {
  const ask = await signIn(founding.login, await foundStreet(platform, founding));
  const set = (input: object) =>
    ask(
      'mutation ($input: RequestKindInput!) { setRequestKind(input: $input) { code name tier } }',
      { input },
    );
  const haircut = {
    code: 'HAIRCUT',
    name: '上门理发',
    nameEn: 'Haircut',
    needsPickup: false,
    minTrust: 2,
    serviceMinutes: 40,
    load: 0,
    tier: 0,
    windowMinutes: 480,
    offerSeconds: 120,
    waveSize: 1,
    backstopMinutes: 240,
  };
  expect((await set(haircut)).data).toEqual({
    setRequestKind: { code: 'HAIRCUT', name: '上门理发', tier: 0 },
  });
  expect((await set({ ...haircut, tier: 1 })).data!.setRequestKind.tier).toBe(1);
  expect(codesOf(await set({ ...haircut, tier: 9 }))).toEqual(['INVALID_INPUT']);
  const times = `{ requestKinds { code serviceMinutes serviceSeconds pickupSeconds } }`;
  const timesOf = async () =>
    (await ask(times)).data!.requestKinds.find(({ code }: { code: string }) => code === 'HAIRCUT');
  const minutes = { serviceMinutes: 40, serviceSeconds: 2400, pickupSeconds: 120 };
  expect(await timesOf()).toMatchObject(minutes);
  await set({ ...haircut, serviceSeconds: 90, pickupSeconds: 5 });
  const seconds = { serviceMinutes: 2, serviceSeconds: 90, pickupSeconds: 5 };
  expect(await timesOf()).toMatchObject(seconds);
});

test('a street changes the numbers it dispatches by, version by version, and only those there are', async () => {
  const ask = await signIn(founding.login, await foundStreet(platform, founding));
  const set = (policy: unknown, reason = '试行：少打扰') =>
    ask(
      'mutation ($policy: JSON!, $reason: String!) { setDispatchPolicy(policy: $policy, reason: $reason) }',
      { policy, reason },
    );
  const first = (await set({ offersPerDay: 12, weights: { late: 5 } })).data!.setDispatchPolicy;
  const second = (await set({ hold: { ms: 0 } })).data!.setDispatchPolicy;
  expect(second).toBe(first + 1);
  for (const policy of [
    { offersPerDay: -1 },
    { offersADay: 3 },
    { weights: { luck: 1 } },
    { weights: null },
    { rest: { workMs: 1 } },
    { version: 9 },
    'fast',
  ])
    expect(codesOf(await set(policy))).toEqual(['INVALID_INPUT']);
  const { em } = contextFor(platform, null);
  const [kept] = await em.execute<{ policy: object }[]>(
    'select policy from dispatch_policy order by version desc limit 1',
  );
  expect(kept!.policy).toMatchObject({
    version: second,
    offersPerDay: 12,
    hold: { ms: 0 },
    weights: { late: 5, added: defaultPolicy.weights.added },
  });
});

test('a street office is founded once, and only with a coordinate system that is said', async () => {
  await foundStreet(platform, founding);
  const again = foundStreet(platform, { ...founding, login: 'other@new' });
  await expect(again).rejects.toMatchObject({ code: 'STREET_EXISTS' });
  const unsaid = foundStreet(platform, { ...founding, code: '320199009', crs: undefined });
  await expect(unsaid).rejects.toMatchObject({ code: 'CRS_UNKNOWN' });
});
