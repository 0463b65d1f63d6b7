import { randomUUID } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import type { Actor } from '../../src/platform/context.ts';
import { codesOf } from '../support/client.ts';
import { openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;

beforeEach(async () => {
  stage = await openPeopleStage();
});
afterEach(() => stage.close());

const FOLLOW = `subscription ($bbox: BoxInput!) {
  riderPositions(bbox: $bbox) { riderId duty stale load point { lng lat } } }`;
const window = (more: object = {}) => {
  const [sw, ne] = [stage.here.point(0, 0), stage.here.point(1, 1)];
  return { bbox: { west: sw.lng, south: sw.lat, east: ne.lng, north: ne.lat, ...more } };
};
type Told = { riderId: string; duty: string; stale: boolean; point: { lng: number; lat: number } };
type Messages = AsyncGenerator<ExecutionResult<Record<string, any>>>;

async function watching(): Promise<Messages> {
  const actor = stage.actor(stage.here, 'COMMUNITY_STAFF', { accountId: randomUUID() });
  const messages = await stage.follow(actor, FOLLOW, window());
  if ('next' in messages) return messages;
  throw new Error('refused', { cause: messages.errors });
}

async function next(messages: Messages): Promise<Told[]> {
  const { value } = await messages.next();
  expect(value.errors).toBeUndefined();
  return value.data.riderPositions;
}

const move = (id: string, x: number, y: number) => {
  const { lng, lat } = stage.here.point(x, y);
  return stage.sql(
    `update rider_position set location = st_setsrid(st_makepoint(?, ?), 4326), device_at = device_at + interval '1 ms' where rider_id = ?`,
    [lng, lat, id],
  );
};

test('the map is told the whole window first, then who moved, left it, grew stale, went off duty', async () => {
  const [inside, outside] = [
    await stage.here.rider({ at: [0.5, 0.5] }),
    await stage.here.rider({ at: [1.5, 1.5] }),
  ];
  await stage.there.rider();
  const messages = await watching();
  try {
    expect((await next(messages)).map(({ riderId }) => riderId)).toEqual([inside.id]);
    await move(outside.id, 0.6, 0.6);
    expect(await next(messages)).toMatchObject([{ riderId: outside.id, duty: 'ON', stale: false }]);
    await move(outside.id, 1.7, 1.7);
    expect(await next(messages)).toMatchObject([
      { riderId: outside.id, duty: 'ON', point: stage.here.point(1.7, 1.7) },
    ]);
    stage.clock.advance(121_000);
    expect(await next(messages)).toMatchObject([{ riderId: inside.id, stale: true }]);
    await stage.sql(`update rider set duty = 'OFF', duty_since = null where id = ?`, [inside.id]);
    expect(await next(messages)).toMatchObject([{ riderId: inside.id, duty: 'OFF', stale: true }]);
  } finally {
    await messages.return(undefined);
  }
});

async function refused(who: Actor, variables: Record<string, unknown>): Promise<unknown[]> {
  const answer = await stage.follow(who, FOLLOW, variables);
  if ('next' in answer) throw new Error('not refused');
  return codesOf(answer);
}

test('an empty window is told as such, one turned inside out is refused', async () => {
  const messages = await watching();
  expect(await next(messages)).toEqual([]);
  await messages.return(undefined);
  const actor = stage.actor(stage.here, 'STREET_STAFF');
  expect(await refused(actor, window({ west: 119 }))).toEqual(['BOX_IS_EMPTY']);
});

test.each(['RIDER', 'RESIDENT', 'FAMILY', 'PARTNER', 'ANALYST'] as const)(
  '%s does not follow the map of riders',
  async (role) => {
    expect(await refused(stage.actor(stage.here, role), window())).toEqual(['NOT_FOUND']);
  },
);

test('whatever happens in between, nobody is told more than once a second', async () => {
  const rider = await stage.here.rider({ at: [0.1, 0.5] });
  const began = performance.now();
  const [one, two] = [await watching(), await watching()];
  const tell = async (messages: Messages) => {
    for (let told = 1; ; told++) {
      const [last] = await next(messages);
      if (last?.point.lng === stage.here.point(0.9, 0.5).lng) return told;
    }
  };
  const told = Promise.all([tell(one), tell(two)]);
  for (let step = 1; step <= 60; step++) await move(rider.id, 0.1 + step / 100, 0.5);
  for (let step = 0; performance.now() - began < 2_500; step++)
    await move(rider.id, 0.8 + (step % 9) / 100, 0.5);
  await move(rider.id, 0.9, 0.5);
  // A timer of a second may ring a little early.
  const most = Math.floor((performance.now() - began) / 990) + 2;
  for (const messages of await told) expect(messages).toBeLessThanOrEqual(most);
  await Promise.all([one.return(undefined), two.return(undefined)]);
});
