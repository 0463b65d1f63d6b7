import { randomUUID } from 'node:crypto';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { contextFor, type Actor, type Context } from '../../src/platform/context.ts';
import type { FeedMessage } from '../../src/platform/feed/follow.ts';
import { openSharing, type Sharing } from '../../src/platform/graphql/sharing.ts';
import { subscribe } from '../../src/platform/graphql/subscribe.ts';
import { openStage, type Stage } from './feed-stage.ts';

let stage: Stage;
let sharing: Sharing;
/** How often a message was executed. */
let executions: number;

beforeEach(async () => {
  stage = await openStage();
  stage.feed();
  sharing = openSharing();
  executions = 0;
});
afterEach(() => stage.close());

const message = new GraphQLObjectType<FeedMessage, Context>({
  name: 'Message',
  fields: {
    cursor: { type: GraphQLString },
    n: {
      type: GraphQLInt,
      resolve: (told) => (told.type === 'EVENT' ? (told.event.payload as { n: number }).n : null),
    },
    reader: { type: GraphQLString, resolve: (_, __, { actor }) => actor!.accountId },
  },
});

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { n: { type: GraphQLInt } } }),
  subscription: new GraphQLObjectType<unknown, Context>({
    name: 'Subscription',
    fields: {
      parcels: {
        type: message,
        args: { since: { type: GraphQLString } },
        subscribe: (_, { since }, { follow, actor }) =>
          follow({ streetId: actor!.streetId, recipientId: actor!.streetId, since }),
        resolve: (told) => {
          executions++;
          return told;
        },
      },
    },
  }),
});

const staff = (role: Actor['role'] = 'STREET_STAFF'): Actor => ({
  streetId: stage.streetId,
  accountId: randomUUID(),
  role,
  may: new Set(),
  communityIds: [],
});

async function listen(
  who: Actor,
  fields = 'cursor n',
  variableValues = {},
  tell?: (text: string) => boolean,
) {
  const freshContext = async () => contextFor(stage.platform, who);
  const document = parse(`subscription ($since: String) { parcels(since: $since) { ${fields} } }`);
  const args = { schema, document, variableValues, contextValue: await freshContext() };
  const heard = await subscribe({ args, freshContext, ...(tell && { tell }) }, sharing);
  if (!(Symbol.asyncIterator in heard)) throw new Error('refused');
  return heard;
}

type Heard = Awaited<ReturnType<typeof listen>>;

/** The next `count` parcels this follower is told of. */
async function parcels(heard: Heard, count: number): Promise<{ n: number; reader?: string }[]> {
  const told: any[] = [];
  while (told.length < count) {
    const { value } = await heard.next();
    const { parcels: one } = value!.data;
    if (one.n !== null) told.push(one);
  }
  return told;
}

const moves = (from: number, to: number) =>
  stage.tell(...Array.from({ length: to - from }, (_, i) => ({ n: from + i })));

test('equal subscriptions are executed once and sent to all, each event once and in order', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => listen(staff())));
  await Promise.all(all.map((heard) => heard.next()));
  executions = 0;
  await moves(0, 50);
  const told = await Promise.all(all.map((heard) => parcels(heard, 50)));
  for (const one of told) expect(one.map(({ n }) => n)).toEqual(Array.from(told[0]!, (_, n) => n));
  expect(executions).toBe(50);
});

test('who comes later, or with a cursor, catches up alone and then goes on with the others', async () => {
  const first = await listen(staff());
  const begin = (await first.next()).value!.data;
  await moves(0, 10);
  await parcels(first, 10);
  const later = await listen(staff(), 'cursor n', { since: begin.parcels.cursor });
  expect((await parcels(later, 10)).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  executions = 0;
  await moves(10, 20);
  const told = await Promise.all([first, later].map((heard) => parcels(heard, 10)));
  expect(told[1]).toEqual(told[0]);
  expect(executions).toBe(10);
});

test('who leaves does not disturb the others, nor does the one who came first', async () => {
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => listen(staff())));
  await Promise.all([first, second, third].map((heard) => heard!.next()));
  await first!.return(undefined);
  await moves(0, 3);
  expect((await parcels(second!, 3)).map(({ n }) => n)).toEqual([0, 1, 2]);
  await third!.return(undefined);
  await moves(3, 5);
  expect((await parcels(second!, 2)).map(({ n }) => n)).toEqual([3, 4]);
});

test('who leaves while waiting with others hears no more', async () => {
  const [staying, leaving] = await Promise.all([listen(staff()), listen(staff())]);
  await Promise.all([staying.next(), leaving.next()]);
  const waiting = leaving.next();
  await leaving.return(undefined);
  await moves(0, 1);
  expect(await parcels(staying, 1)).toHaveLength(1);
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('who waits is told at once; who is slow comes for the rest, nothing twice and nothing left out', async () => {
  const told: number[] = [];
  const line = (text: string) => {
    if (told.length === 3) return false;
    told.push(JSON.parse(text).data.parcels.n);
    return true;
  };
  const [other, heard] = await Promise.all([
    listen(staff()),
    listen(staff(), 'cursor n', {}, line),
  ]);
  await Promise.all([other.next(), heard.next()]);
  const rest = parcels(heard, 2);
  const seen = parcels(other, 5);
  await moves(0, 5);
  expect((await seen).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4]);
  expect((await rest).map(({ n }) => n)).toEqual([3, 4]);
  expect(told).toEqual([0, 1, 2]);
});

test('what depends on who asks is answered to each by themselves', async () => {
  const people = [staff(), staff(), staff()];
  const all = await Promise.all(people.map((who) => listen(who, 'cursor n reader')));
  await Promise.all(all.map((heard) => heard.next()));
  await moves(0, 2);
  const told = await Promise.all(all.map((heard) => parcels(heard, 2)));
  expect(told.map((one) => one.map(({ reader }) => reader))).toEqual(
    people.map(({ accountId }) => [accountId, accountId]),
  );
});

test('another role, another scope or another question is another answer', async () => {
  const others = [
    listen(staff()),
    listen(staff('ANALYST')),
    listen({ ...staff('COMMUNITY_STAFF'), communityIds: [randomUUID()] }),
    listen({ ...staff('COMMUNITY_STAFF'), communityIds: [randomUUID()] }),
    listen(staff(), 'cursor count: n n'),
    listen(staff('RIDER')),
    listen(staff('RIDER')),
  ];
  const all = await Promise.all(others);
  await Promise.all(all.map((heard) => heard.next()));
  executions = 0;
  await moves(0, 1);
  await Promise.all(all.map((heard) => parcels(heard, 1)));
  expect(executions).toBe(all.length);
});

test('who no longer sees as much is not answered on behalf of the others', async () => {
  let seen = new Set<string>(['board:follow']);
  const who: Actor = {
    ...staff(),
    get may() {
      return seen;
    },
  };
  const [leaving, staying] = await Promise.all([
    listen(who),
    listen({ ...staff(), may: new Set(['board:follow']) }, 'cursor n'),
  ]);
  await Promise.all([leaving.next(), staying.next()]);
  seen = new Set();
  await moves(0, 2);
  expect((await parcels(staying, 2)).map(({ n }) => n)).toEqual([0, 1]);
});
