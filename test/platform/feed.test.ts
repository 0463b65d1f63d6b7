import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { cursorOf } from '../../src/platform/feed/inbox.ts';
import {
  numberOf,
  openStage,
  openStreet,
  record,
  takeUntil,
  until,
  type Stage,
} from './feed-stage.ts';

let stage: Stage;
beforeEach(async () => (stage = await openStage()));
afterEach(() => stage.close());

const upTo = (n: number) => (message: Parameters<typeof numberOf>[0]) => numberOf(message) === n;
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('a follower hears HEAD, then each event once, in order, with a dense number', async () => {
  const { tell, streetId, feed } = stage;
  const messages = feed().follow({ streetId, recipientId: streetId });
  const first = await messages.next();
  for (const n of numbers(1, 120)) await tell({ n });
  const heard = await takeUntil(messages, upTo(120));

  expect(first.value?.type).toBe('HEAD');
  expect(heard.map(numberOf)).toEqual(numbers(1, 120));
  expect(heard.map((m) => m.type === 'EVENT' && m.event.seq)).toEqual(numbers(1, 120));
});

test('news that come while the end of the log is read are told without waiting for the poll', async () => {
  // With a clock that stands still the poll is never due.
  const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
  const { tell, streetId, feed } = stage;
  const messages = feed().follow({ streetId, recipientId: streetId });
  await messages.next();
  for (let round = 0; round < 300; round++) {
    const told = [tell({ n: 1 }), new Promise(setImmediate).then(() => tell({ n: 2 }))];
    const heard = new Set<number | undefined>();
    for (let n = 0; n < 2; n++) heard.add(numberOf((await messages.next()).value!));
    expect(heard).toEqual(new Set([1, 2]));
    await Promise.all(told);
  }
  clock.mockRestore();
  await messages.return(undefined);
});

test('what happened before the follower came is told from its cursor on', async () => {
  const { tell, streetId, feed } = stage;
  const running = feed();
  await tell(...numbers(1, 3).map((n) => ({ n })));
  const start = await cursorOf(stage.in(streetId), streetId);
  const epoch = start.split(':')[0];
  const inbox = { streetId, recipientId: streetId };
  const heard = await takeUntil(running.follow({ ...inbox, since: `${epoch}:0` }), upTo(3));
  const rest = await takeUntil(running.follow({ ...inbox, since: heard[1]!.cursor }), upTo(3));

  expect(heard.map(({ type }) => type)).toEqual(['HEAD', 'EVENT', 'EVENT', 'EVENT']);
  expect(heard[0]!.cursor).toBe(`${epoch}:0`);
  expect(rest.map(numberOf)).toEqual([undefined, 2, 3]);
});

test('each recipient has numbers of its own, without gaps', async () => {
  const { tell, streetId, feed } = stage;
  const running = feed();
  const riders = [randomUUID(), randomUUID(), randomUUID()];
  for (const n of numbers(1, 60)) await tell({ n, riderId: riders[n % 3]! });
  await until(async () => (await waiting(stage)) === 0);
  const epoch = (await cursorOf(stage.in(streetId), streetId)).split(':')[0];

  for (const [rest, riderId] of riders.entries()) {
    const heard = await takeUntil(
      running.follow({ streetId, recipientId: riderId, since: `${epoch}:0` }),
      ({ cursor }) => cursor === `${epoch}:20`,
    );
    const events = heard.flatMap((m) => (m.type === 'EVENT' ? [m.event] : []));
    expect(events.map(({ seq }) => seq)).toEqual(numbers(1, 20));
    expect(heard.slice(1).map((m) => numberOf(m)! % 3)).toEqual(events.map(() => rest));
  }
});

test('two street offices are numbered apart and do not hear of each other', async () => {
  const { platform, streetId, feed, tell } = stage;
  const running = feed();
  const other = await openStreet(platform, '310101002');
  const there = stage.in(other);
  const messages = running.follow({ streetId: other, recipientId: other });
  await messages.next();
  await tell({ n: 1 }, { n: 2 });
  await inTransaction(there.em, () => record(there, 'parcel.moved', { n: 7 }));
  running.committed();

  const heard = await takeUntil(messages, upTo(7));
  expect(heard.map((m) => m.type === 'EVENT' && m.event.seq)).toEqual([1]);
  expect(await cursorOf(stage.in(streetId), streetId)).toMatch(/:2$/);
});

test('a rolled back change leaves no event', async () => {
  const { tell, streetId, feed } = stage;
  const messages = feed().follow({ streetId, recipientId: streetId });
  await messages.next();
  const ctx = stage.in(streetId);
  const failed = inTransaction(ctx.em, async () => {
    await record(ctx, 'parcel.moved', { n: 13 });
    throw new Error('changed its mind');
  });
  await expect(failed).rejects.toThrow('changed its mind');
  await tell({ n: 1 });

  expect((await takeUntil(messages, upTo(1))).map(numberOf)).toEqual([1]);
});

test('a fact cannot be recorded outside a transaction, nor outside a street office', async () => {
  const ctx = stage.in(stage.streetId);
  await expect(record(ctx, 'parcel.moved', { n: 1 })).rejects.toThrow('in a transaction');
  await expect(record({ ...ctx, actor: null }, 'parcel.moved', { n: 1 })).rejects.toThrow(
    'an actor',
  );
  expect(await waiting(stage)).toBe(0);
});

test('leaving ends a follower at once, though it waits', async () => {
  const { streetId, feed } = stage;
  const running = feed();
  const messages = running.follow({ streetId, recipientId: streetId });
  await messages.next();
  const next = messages.next();
  await messages.return(undefined);

  expect((await next).done).toBe(true);
  expect(running.health().followers).toBe(0);
});

test('a silent feed says from time to time that it lives', async () => {
  const { streetId, feed } = stage;
  const messages = feed({ heartbeatMs: 20 }).follow({ streetId, recipientId: streetId });
  const heard = [await messages.next(), await messages.next(), await messages.next()];
  await messages.return(undefined);

  expect(heard.map(({ value }) => value?.type)).toEqual(['HEAD', 'HEAD', 'HEAD']);
  expect(new Set(heard.map(({ value }) => value?.cursor)).size).toBe(1);
});

test('stopping ends every follower', async () => {
  const { streetId, feed } = stage;
  const running = feed();
  const followers = [1, 2, 3].map(() => running.follow({ streetId, recipientId: streetId }));
  for (const follower of followers) await follower.next();
  const ends = followers.map((follower) => follower.next());
  await running.stop();

  expect((await Promise.all(ends)).map(({ done }) => done)).toEqual([true, true, true]);
});

test('one who takes nothing for long holds a page, and still misses nothing', async () => {
  const { tell, streetId, feed } = stage;
  const running = feed();
  const stalled = running.follow({ streetId, recipientId: streetId });
  const lively = running.follow({ streetId, recipientId: streetId });
  await Promise.all([stalled.next(), lively.next()]);
  for (let from = 1; from < 1_000; from += 100)
    await tell(...numbers(from, from + 99).map((n) => ({ n })));
  const quick = await takeUntil(lively, upTo(1_000));
  const late = await takeUntil(stalled, upTo(1_000));

  expect(quick.map(numberOf)).toEqual(numbers(1, 1_000));
  expect(late.map(numberOf)).toEqual(numbers(1, 1_000));
});

test('health tells how long facts wait and whether news come at once', async () => {
  const running = stage.feed();
  await until(() => running.health().listening);
  await stage.tell({ n: 1 });
  await until(async () => (await waiting(stage)) === 0);
  await until(() => running.health().outboxAgeMs === 0);

  expect(running.health()).toMatchObject({ followers: 0, timerFailures: 0 });
});

async function waiting({ in: inStreet, streetId }: Stage): Promise<number> {
  const [row] = await inStreet(streetId).em.execute<{ n: number }[]>(
    'select count(*)::int as n from outbox',
  );
  return row!.n;
}
