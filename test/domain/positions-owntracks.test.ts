import { fastify, type FastifyInstance } from 'fastify';
import { owntracksDoor } from '../../src/domain/positions/owntracks-door.ts';
import { contextFor } from '../../src/platform/context.ts';
import { codesOf } from '../support/client.ts';
import { day, enrolled, openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;
let rider: Awaited<ReturnType<typeof enrolled>>;
let server: FastifyInstance;

beforeEach(async () => {
  stage = await openPeopleStage();
  rider = await enrolled(stage);
  server = fastify();
  const contextOf = async () => contextFor(stage.platform, null);
  owntracksDoor.open(server, { platform: stage.platform, contextOf });
});
afterEach(async () => {
  await server.close();
  await stage.close();
});

const ISSUE = `mutation ($device: String!) { issueTrackerToken(device: $device) { token path tracker { id device lastUsedAt } } }`;
const issue = async (device = '手机'): Promise<{ token: string; tracker: { id: string } }> =>
  (await rider.ask(ISSUE, { device })).data!.issueTrackerToken;
const basic = (token: string) => `Basic ${Buffer.from(`HQ0001:${token}`).toString('base64')}`;
const post = async (authorization: string, payload: unknown) => {
  const headers = { authorization, 'content-type': 'application/json' };
  const url = '/owntracks';
  const answer = await server.inject({
    method: 'POST',
    url,
    headers,
    payload: JSON.stringify(payload),
  });
  return [answer.statusCode, answer.body];
};
const tst = (s: number) => Math.floor(stage.clock.now().getTime() / 1000) + s;
const location = (s: number, more: object = {}) => {
  const { lng: lon, lat } = stage.here.point(0.5, 0.5);
  return { _type: 'location', tst: tst(s), lat, lon, acc: 12, vel: 18, cog: 90, batt: 77, ...more };
};
const track = () => stage.sql('select * from track_point order by device_at');

test('a phone with OwnTracks tells where its rider is, alone and as a queue, with what it says beside', async () => {
  await day(rider, 'startDuty');
  const { token } = await issue();
  stage.clock.advance(600_000);
  expect(
    await post(basic(token), location(0, { t: 'u', tid: 'ZM', topic: 'owntracks/x/y' })),
  ).toEqual([200, '[]']);
  const queue = [
    location(-300),
    { _type: 'transition', event: 'enter' },
    { _type: 'waypoint', desc: '驿站', tst: 1 },
    { _type: 'lwt', tst: 1 },
    { _type: 'encrypted', data: 'x' },
    location(-290, { vel: -1, acc: undefined, cog: null }),
    location(0),
  ];
  expect(await post(`Bearer ${token}`, queue)).toEqual([200, '[]']);
  expect(await track()).toMatchObject([
    { speed_mps: 5, bearing_deg: 90, battery_percent: 77, accuracy_m: 12 },
    { speed_mps: null, bearing_deg: null, accuracy_m: 50 },
    { speed_mps: 5 },
  ]);
  expect(await stage.sql('select 1 from rider_position')).toHaveLength(1);
});

test('off duty it is told nothing is wrong, and nothing is kept', async () => {
  const { token } = await issue();
  expect(await post(basic(token), location(0))).toEqual([200, '[]']);
  expect(await track()).toEqual([]);
});

test('a token is kept as a digest, ends when revoked or replaced or old, and its last use is shown', async () => {
  await day(rider, 'startDuty');
  const first = await issue();
  expect(JSON.stringify(await stage.sql('select * from tracker_token'))).not.toContain(first.token);
  const second = await issue();
  expect(await post(basic(first.token), location(0))).toEqual([401, '[]']);
  expect(await post(basic(second.token), location(0))).toEqual([200, '[]']);
  const { data } = await rider.ask('{ myTrackerTokens { device lastUsedAt revokedAt } }');
  expect(data!.myTrackerTokens.map((one: any) => one.lastUsedAt !== null).toSorted()).toEqual([
    false,
    true,
  ]);
  const revoke = 'mutation ($id: ID!) { revokeTrackerToken(id: $id) { revokedAt } }';
  const other = await enrolled(stage, { badge: 'HQ0002', phone: '13800001235' });
  expect(codesOf(await other.ask(revoke, { id: second.tracker.id }))).toEqual(['NOT_FOUND']);
  expect((await rider.ask(revoke, { id: second.tracker.id })).errors).toBeUndefined();
  expect(await post(basic(second.token), location(0))).toEqual([401, '[]']);
  const third = await issue();
  stage.clock.advance(181 * 86_400_000);
  expect(await post(basic(third.token), location(0))).toEqual([401, '[]']);
});

test('at most five devices have a token at a time', async () => {
  for (const device of ['1', '2', '3', '4', '5']) await issue(device);
  expect(codesOf(await rider.ask(ISSUE, { device: '6' }))).toEqual(['TOO_MANY_TRACKERS']);
});

test.each([
  ['no token', '', {}, 401],
  ['a token of nobody', basic(`hqt_${'a'.repeat(43)}`), {}, 401],
  ['no OwnTracks', 'ours', { hello: 1 }, 400],
  ['a location without a time', 'ours', { _type: 'location', lat: 1, lon: 1 }, 200],
  ['a text', 'ours', 'location', 400],
  ['too much', 'ours', { _type: 'location', more: 'x'.repeat(65_536) }, 413],
])('%s is answered as such', async (_, authorization, payload, status) => {
  const { token } = await issue();
  const [code] = await post(authorization === 'ours' ? basic(token) : authorization, payload);
  expect(code).toBe(status);
  expect(await track()).toEqual([]);
});

test('who posts without end is asked to wait, and so is who guesses', async () => {
  const { token } = await issue();
  const codes = async (authorization: string) => (await post(authorization, { _type: 'lwt' }))[0];
  for (let n = 0; n < 120; n++) expect(await codes(basic(token))).toBe(200);
  expect(await codes(basic(token))).toBe(429);
  for (let n = 0; n < 30; n++) expect(await codes('Bearer x')).toBe(401);
  expect(await codes('Bearer x')).toBe(429);
});

test('whatever the order of the end of duty and of what is told, nothing is kept off duty', async () => {
  const { token } = await issue();
  for (let round = 0; round < 8; round++) {
    await day(rider, 'startDuty');
    stage.clock.advance(5_000);
    const posts = [0, 1, 2].map((s) => post(basic(token), location(s - 1, { acc: 3 })));
    const [, ...answers] = await Promise.all([day(rider, 'stopDuty'), ...posts]);
    expect(answers).toEqual(posts.map(() => [200, '[]']));
    expect(await stage.sql('select 1 from rider_position')).toEqual([]);
    expect(
      await stage.sql(`select t.device_at from track_point t where not exists (select from duty_period d
        where d.rider_id = t.rider_id and d.started_at <= t.device_at and t.device_at < d.ended_at)`),
    ).toEqual([]);
    stage.clock.advance(5_000);
  }
});
