import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { cursorOf } from '../../src/platform/feed/inbox.ts';
import { followFeed, type FeedEvent, type FeedState } from '../../src/web/shared/feed.ts';
import { document, serveFeed, type FeedServer } from '../faults/feed-server.ts';
import { openStage, until, type Stage } from './feed-stage.ts';

let stage: Stage;
let server: FeedServer;
let client: Client;
const stops: (() => void)[] = [];

beforeEach(async () => {
  stage = await openStage();
  server = await serveFeed(stage.feed({ heartbeatMs: 100 }));
  client = createClient({
    url: server.url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
  });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await client.dispose();
  await server.close();
  await stage.close();
});

type Moved = FeedEvent & { n: number };

/** Follows the street's inbox as a page does, and keeps what it was told. */
function followAs(
  options: { since?: string; onReset?: () => Promise<string>; silenceMs?: number } = {},
) {
  const told: number[] = [];
  const states: FeedState[] = [];
  const onReset = options.onReset ?? (() => cursorOf(stage.in(stage.streetId), stage.streetId));
  const stop = followFeed<Moved>({
    client,
    document,
    variables: { street: stage.streetId, recipient: stage.streetId },
    onEvent: ({ n }) => told.push(n),
    onState: (state) => states.push(state),
    chance: () => 0.01,
    ...options,
    onReset,
  });
  stops.push(stop);
  return { told, states, stop };
}

const live = ({ states }: { states: FeedState[] }) => until(() => states.at(-1) === 'LIVE');
const tellNumbers = async (from: number, to: number) => {
  for (let n = from; n <= to; n++) await stage.tell({ n });
};
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('a page hears every event once, in order, through every cut of its socket', async () => {
  const page = followAs();
  await live(page);
  for (let cut = 0; cut < 10; cut++) {
    await tellNumbers(cut * 5 + 1, cut * 5 + 3);
    for (const socket of server.sockets) socket.terminate();
    await tellNumbers(cut * 5 + 4, cut * 5 + 5);
  }
  await until(() => page.told.length >= 50);
  expect(page.told).toEqual(numbers(1, 50));
  expect(page.states).toContain('WAITING');
});

test('a page whose cursor is of another life loads anew and goes on from there', async () => {
  await tellNumbers(1, 3);
  await until(async () =>
    (await cursorOf(stage.in(stage.streetId), stage.streetId)).endsWith(':3'),
  );
  let resets = 0;
  const page = followAs({
    since: '00000000-0000-4000-8000-000000000000:99',
    onReset: () => {
      resets++;
      return cursorOf(stage.in(stage.streetId), stage.streetId);
    },
  });
  await live(page);
  await tellNumbers(4, 6);
  await until(() => page.told.length >= 3);
  expect(page.told).toEqual([4, 5, 6]);
  expect(resets).toBe(1);
});

test('a page that cannot load anew tries again', async () => {
  let tries = 0;
  const page = followAs({
    since: '00000000-0000-4000-8000-000000000000:99',
    onReset: async () => {
      if (++tries < 3) throw new Error('no answer');
      return cursorOf(stage.in(stage.streetId), stage.streetId);
    },
  });
  await live(page);
  expect(tries).toBe(3);
});

test('a stopped page hears nothing more', async () => {
  const page = followAs();
  await live(page);
  page.stop();
  const other = followAs();
  await live(other);
  await tellNumbers(1, 2);
  await until(() => other.told.length === 2);
  expect(page.told).toEqual([]);
  expect(page.states.at(-1)).toBe('STOPPED');
});

test('a link from which nothing is heard is made anew', async () => {
  const page = followAs({ silenceMs: 300 });
  await live(page);
  for (const socket of server.sockets) socket.pause();
  for (const socket of server.sockets) socket.send = () => {};
  await tellNumbers(1, 2);
  await until(() => page.told.length === 2);
  expect(page.told).toEqual([1, 2]);
});
