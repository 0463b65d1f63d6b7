import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { contextFor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { cursorOf } from '../../src/platform/feed/inbox.ts';
import { followFeed, type FeedEvent } from '../../src/web/shared/feed.ts';
import { openStage, record, takeUntil, until, type Stage } from '../platform/feed-stage.ts';
import { document, serveFeed } from './feed-server.ts';
import { victim } from './process.ts';
import { readOnly } from './reading-only.ts';

const EVENTS = 2_000;
const WRITERS = 8;
const CUTS = 200;
const KILLS = 4;
const RIDERS = ['0', '1', '2', '3'].map((i) => `00000000-0000-4000-8000-00000000000${i}`);

let stage: Stage;
beforeEach(async () => (stage = await openStage()));
afterEach(async () => {
  // A killed process may have left a statement at work that holds what is to be dropped.
  await cutEveryConnection();
  await stage.close();
});

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
const numbersTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** Eight writers at once, each transaction committed after a moment of its own; every seventh is rolled back. */
async function write(): Promise<number[]> {
  let next = 0;
  const committed: number[] = [];
  const writer = async () => {
    while (next < EVENTS) {
      const n = ++next;
      const ctx = stage.in(stage.streetId);
      const written = inTransaction(ctx.em, async () => {
        await record(ctx, 'parcel.moved', { n, riderId: RIDERS[n % RIDERS.length]! });
        await ctx.em.execute('select pg_sleep(random() * 0.01)');
        if (n % 7 === 0) throw new Error('rolled back');
      });
      await written.then(
        () => committed.push(n),
        () => {},
      );
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return committed;
}

test('a subscriber cut 200 times, with the only numbering process killed at random, hears each event once, in order', async () => {
  const numbering = victim('feed-process.ts', stage.url);
  await numbering.start();
  const feed = readOnly(stage.platform);
  const server = await serveFeed(feed);
  const client = createClient({
    url: server.url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
  });
  const told: (FeedEvent & { n: number })[] = [];
  const trouble = { resets: 0, cuts: 0, kills: 0 };
  const stop = followFeed<FeedEvent & { n: number }>({
    client,
    document,
    variables: { street: stage.streetId, recipient: stage.streetId },
    since: await cursorOf(stage.in(stage.streetId), stage.streetId),
    onEvent: (event) => told.push(event),
    onReset: async () => {
      trouble.resets++;
      return cursorOf(stage.in(stage.streetId), stage.streetId);
    },
    chance: () => Math.random() / 25,
  });

  const cutting = (async () => {
    while (trouble.cuts < CUTS) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
      if (server.sockets.size === 0) continue;
      for (const socket of server.sockets) socket.terminate();
      trouble.cuts++;
    }
  })();
  const written = new AbortController();
  const killing = (async () => {
    while (!written.signal.aborted || trouble.kills < KILLS) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      await numbering.kill();
      trouble.kills++;
      await numbering.start();
    }
  })();
  const committed = await write();
  written.abort();
  await Promise.all([killing, cutting]);
  await until(() => told.length >= committed.length);
  stop();
  // The last cut may have met the client while it connected: then there is nothing to say goodbye to.
  await Promise.resolve(client.dispose()).catch(() => undefined);
  await server.close();
  await feed.stop();
  await numbering.kill();

  expect(trouble.resets).toBe(0);
  expect(trouble.kills).toBeGreaterThanOrEqual(KILLS);
  expect(told.map(({ seq }) => seq)).toEqual(numbersTo(committed.length));
  expect(sorted(told.map(({ n }) => n))).toEqual(sorted(committed));
  expect(new Set(told.map(({ id }) => id)).size).toBe(committed.length);
  await inboxesAreDense(committed.length);
}, 120_000);

test('each event has its effect once though the reacting process is killed at random', async () => {
  const reacting = victim('feed-process.ts', stage.url);
  await reacting.start();
  const written = new AbortController();
  const killing = (async () => {
    while (!written.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 300));
      await reacting.kill();
      await reacting.start();
    }
  })();
  const committed = await write();
  const effects = async () => (await stage.marks('reacted')).map(({ n }) => n);
  written.abort();
  await killing;
  await until(async () => (await effects()).length >= committed.length);
  await reacting.kill();

  const logged = await contextFor(stage.platform, null).em.execute<{ n: number }[]>(
    `select (payload ->> 'n')::int as n from event_log order by seq`,
  );
  expect(await effects()).toEqual(logged.map(({ n }) => n));
  expect(sorted(await effects())).toEqual(sorted(committed));
}, 120_000);

test('a transaction that stays open for long stalls nobody else, and is told when it ends', async () => {
  const feed = stage.feed();
  const slow = stage.in(stage.streetId);
  await slow.em.begin();
  await record(slow, 'parcel.moved', { n: 1 });
  const messages = feed.follow({ streetId: stage.streetId, recipientId: stage.streetId });
  await messages.next();

  for (const n of numbersTo(200)) {
    await stage.tell({ n: n + 1 });
    const { value } = await messages.next();
    expect(value).toMatchObject({ type: 'EVENT', event: { seq: n, payload: { n: n + 1 } } });
  }
  await slow.em.commit();
  const last = await takeUntil(messages, ({ type }) => type === 'EVENT');
  expect(last.at(-1)).toMatchObject({ event: { seq: 201, payload: { n: 1 } } });
});

test('everything goes on by itself when the database has cut every connection, again and again', async () => {
  const feed = stage.feed();
  const messages = feed.follow({ streetId: stage.streetId, recipientId: stage.streetId });
  await messages.next();
  const listening = takeUntil(messages, ({ cursor }) => cursor.endsWith(':60'));
  for (const n of numbersTo(60)) {
    await stage.tell({ n });
    if (n % 4 === 0) await cutEveryConnection();
  }
  const heard = await listening;
  expect(heard.flatMap((m) => (m.type === 'EVENT' ? m.event.seq : []))).toEqual(numbersTo(60));
  await until(() => feed.health().listening);
});

/** As a restart of the server does: from a connection of the owner's, all others of this database are ended. */
async function cutEveryConnection(): Promise<void> {
  const owner = stage.platform.orm.em.fork();
  await owner.execute(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
}

async function inboxesAreDense(events: number): Promise<void> {
  const { em } = contextFor(stage.platform, null);
  const inboxes = await em.execute<{ first: number; last: number; many: number; head: number }[]>(
    `select min(i.seq)::int as first, max(i.seq)::int as last, count(*)::int as many, max(h.last_seq)::int as head
     from inbox i join inbox_head h using (street_id, recipient_id) group by i.street_id, i.recipient_id`,
  );
  expect(inboxes).toHaveLength(1 + RIDERS.length);
  for (const { first, last, many, head } of inboxes)
    expect([first, last, head]).toEqual([1, many, many]);
  expect(inboxes.reduce((sum, { many }) => sum + many, 0)).toBe(2 * events);
}
