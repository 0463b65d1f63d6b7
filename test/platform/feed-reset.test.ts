import { randomUUID } from 'node:crypto';
import { ManualClock } from '../../src/platform/clock.ts';
import { contextFor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { Refusal } from '../../src/platform/errors.ts';
import { cursorOf } from '../../src/platform/feed/inbox.ts';
import { prune } from '../../src/platform/feed/pruning.ts';
import { numberOf, openStage, takeUntil, type Stage } from './feed-stage.ts';

const DAY_MS = 86_400_000;
let stage: Stage;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock(new Date());
  stage = await openStage(clock);
});
afterEach(() => stage.close());

/** Ten events told and numbered; answers the epoch and how to follow from a number. */
async function tenEvents() {
  const { streetId, tell } = stage;
  const feed = stage.feed({ heartbeatMs: 50 });
  const inbox = { streetId, recipientId: streetId };
  const messages = feed.follow(inbox);
  await messages.next();
  await tell(...Array.from({ length: 10 }, (_, i) => ({ n: i + 1 })));
  await takeUntil(messages, (message) => numberOf(message) === 10);
  const epoch = (await cursorOf(stage.in(streetId), streetId)).split(':')[0]!;
  return { epoch, since: (since: string) => feed.follow({ ...inbox, since }) };
}

const pruneNow = async () => {
  const ctx = stage.in(stage.streetId);
  await inTransaction(ctx.em, async () => prune(7).run(ctx));
};

const firstOf = async (messages: ReturnType<ReturnType<Stage['feed']>['follow']>) => {
  const { value } = await messages.next();
  await messages.return(undefined);
  return value;
};

test('a cursor that is ahead of the inbox is answered with RESET and the place to go on from', async () => {
  const { epoch, since } = await tenEvents();
  expect(await firstOf(since(`${epoch}:11`))).toEqual({ type: 'RESET', cursor: `${epoch}:10` });
  expect(await firstOf(since(`${epoch}:10`))).toEqual({ type: 'HEAD', cursor: `${epoch}:10` });
});

test('a cursor from before a restore is answered with RESET', async () => {
  const { epoch, since } = await tenEvents();
  expect(await firstOf(since(`${randomUUID()}:5`))).toEqual({
    type: 'RESET',
    cursor: `${epoch}:10`,
  });
});

test.each([
  'x',
  '5',
  'x:5',
  randomUUID(),
  `${randomUUID()}:-1`,
  `${randomUUID()}:1.5`,
  `${randomUUID()}:${'9'.repeat(30)}`,
])('%p is refused as no cursor', (text) => {
  const { streetId } = stage;
  const follow = () => stage.feed().follow({ streetId, recipientId: streetId, since: text });
  expect(follow).toThrow(Refusal);
});

test('what is older than the retention is forgotten: a cursor in it is answered with RESET, numbers go on', async () => {
  const { epoch, since } = await tenEvents();
  await pruneNow();
  expect((await firstOf(since(`${epoch}:0`)))?.type).toBe('HEAD');

  clock.advance(8 * DAY_MS);
  await pruneNow();
  expect(await firstOf(since(`${epoch}:9`))).toEqual({ type: 'RESET', cursor: `${epoch}:10` });
  const messages = since(`${epoch}:10`);
  expect((await messages.next()).value?.type).toBe('HEAD');
  await stage.tell({ n: 11 });
  const heard = await takeUntil(messages, (message) => numberOf(message) === 11);
  expect(heard.at(-1)).toMatchObject({ cursor: `${epoch}:11`, event: { seq: 11 } });
  expect(await counts()).toEqual({ log: 1, inbox: 1 });
});

test('a follower that stood still while its next events were forgotten is told RESET', async () => {
  const { epoch, since } = await tenEvents();
  const messages = since(`${epoch}:2`);
  await messages.next();
  clock.advance(8 * DAY_MS);
  await pruneNow();
  await stage.tell({ n: 11 });
  const heard = await takeUntil(messages, ({ type }) => type === 'RESET');
  expect(heard.filter(({ type }) => type === 'EVENT')).toEqual([]);
});

test('a follower on a database that was restored under it is told RESET', async () => {
  const { epoch, since } = await tenEvents();
  const messages = since(`${epoch}:10`);
  await messages.next();
  const owner = stage.platform.orm.em.fork();
  await owner.execute('update feed_epoch set epoch = gen_random_uuid()');
  const heard = await takeUntil(messages, ({ type }) => type === 'RESET');
  expect(heard.at(-1)!.cursor).not.toContain(epoch);
});

async function counts() {
  const { em } = contextFor(stage.platform, null);
  const [row] = await em.execute<object[]>(
    'select (select count(*)::int from event_log) as log, (select count(*)::int from inbox) as inbox',
  );
  return row;
}
