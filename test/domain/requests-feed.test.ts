import { randomUUID } from 'node:crypto';
import { parse, type ExecutionResult } from 'graphql';
import { contextFor, type Actor } from '../../src/platform/context.ts';
import { openSharing } from '../../src/platform/graphql/sharing.ts';
import { subscribe } from '../../src/platform/graphql/subscribe.ts';
import { openRequest } from './opening.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;
let staff: Actor;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
  staff = stage.actor(town.streetId, 'STREET_STAFF', {
    accountId: await town.account('STREET_STAFF'),
  });
  stage.startFeed();
});
afterEach(() => stage.close());

const sharing = openSharing();

type Told = ExecutionResult<Record<string, any>>;

const listen = (actor: Actor, text: string, variableValues?: Record<string, unknown>) => {
  const { schema, platform } = stage;
  const contextValue = contextFor(platform, actor);
  const args = { schema, document: parse(text), variableValues, contextValue };
  const freshContext = async () => contextFor(platform, actor);
  return subscribe({ args, freshContext }, sharing);
};

/** The messages up to the first event of that name. */
async function until(heard: Awaited<ReturnType<typeof listen>>, name: string) {
  const messages: Record<string, any>[] = [];
  if (!(Symbol.asyncIterator in heard)) throw new Error('refused');
  for await (const told of heard) {
    expect(told.errors).toBeUndefined();
    const [message] = Object.values<any>(told.data ?? {});
    messages.push(message);
    if (message!.event?.name === name) break;
  }
  return messages;
}

async function open(): Promise<string> {
  return openRequest(stage.as(staff), { kind: 'ERRAND', at: town.told(0.5, 0.5), place: '门口' });
}

const FIELDS =
  'type cursor event { seq name payload request { id state } rider { id } offer { id } }';

test('a request opened is offered, accepted and done by itself, and everybody hears what concerns them', async () => {
  const rider = await town.rider({ at: [0.5, 0.6] });
  const asRider = stage.actor(town.streetId, 'RIDER', {
    accountId: rider.accountId,
    riderId: rider.id,
  });
  const board = await stage.as(staff)('{ board { cursor } }');
  const id = await open();

  const offered = await until(
    await listen(
      asRider,
      `subscription ($since: String) { myOffers(since: $since) { ${FIELDS} } }`,
      {
        since: board.data!.board.cursor.replace(/\d+$/, '0'),
      },
    ),
    'request.offered',
  );
  const { event } = offered.at(-1)!;
  expect(event).toMatchObject({ request: null, rider: { id: rider.id } });
  expect(Object.keys(event.payload).toSorted()).toEqual([
    'communityId',
    'gridId',
    'offerId',
    'requestId',
    'riderId',
  ]);

  const client = stage.as(asRider);
  const { data } = await client(
    'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }',
    { id: event.offer.id, key: randomUUID() },
  );
  await client('mutation ($id: ID!) { deliver(assignmentId: $id) { id } }', {
    id: data!.acceptOffer.id,
  });

  const heard = await until(
    await listen(
      staff,
      `subscription ($since: String) { assignmentFeed(since: $since) { ${FIELDS} } }`,
      {
        since: board.data!.board.cursor,
      },
    ),
    'request.fulfilled',
  );
  const events = heard.flatMap((message) => message.event ?? []);
  expect(events.map(({ name }) => name)).toEqual([
    'request.opened',
    'request.offered',
    'request.assigned',
    'request.fulfilled',
  ]);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => events[0].seq + index));
  expect(events.at(-1)).toMatchObject({ request: { id, state: 'FULFILLED' } });

  const one = await until(
    await listen(
      staff,
      `subscription ($id: ID!, $since: String) { requestUpdates(id: $id, since: $since) { ${FIELDS} } }`,
      {
        id,
        since: board.data!.board.cursor.replace(/\d+$/, '0'),
      },
    ),
    'request.fulfilled',
  );
  expect(one.filter(({ type }) => type === 'EVENT')).toHaveLength(4);
});

test('who may not see a feed is refused it', async () => {
  const id = await open();
  const [west, east] = town.communityIds;
  const accountId = await town.account('COMMUNITY_STAFF', [east!]);
  const eastern = stage.actor(town.streetId, 'COMMUNITY_STAFF', {
    accountId,
    communityIds: [east!],
  });
  const rider = await town.rider();
  const asRider = stage.actor(town.streetId, 'RIDER', {
    accountId: rider.accountId,
    riderId: rider.id,
  });
  const feed = 'subscription ($c: ID) { assignmentFeed(communityId: $c) { type } }';
  const updates = 'subscription ($id: ID!) { requestUpdates(id: $id) { type } }';
  const refused = async (heard: ReturnType<typeof listen>) => codesOfResult((await heard) as Told);
  expect(await refused(listen(eastern, feed, { c: west }))).toEqual(['NOT_FOUND']);
  expect(await refused(listen(staff, feed, { c: randomUUID() }))).toEqual(['NOT_FOUND']);
  expect(await refused(listen(asRider, feed))).toEqual(['NOT_FOUND']);
  expect(await refused(listen(eastern, updates, { id }))).toEqual(['NOT_FOUND']);
  expect(await refused(listen(asRider, updates, { id }))).toEqual(['NOT_FOUND']);
});

const codesOfResult = ({ errors = [] }: Told): unknown[] =>
  errors.map(({ originalError }) => (originalError as { code?: unknown } | undefined)?.code);
