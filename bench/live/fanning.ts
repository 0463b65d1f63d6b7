import { randomUUID } from 'node:crypto';
import { cpuSeconds, rssMb, round, type Figure } from './figures.ts';
import { rawBroadcast } from './raw-broadcast.ts';
import { placeAt } from './seeding.ts';
import { connectAll, listen, openHttp } from './speaking.ts';
import type { Stage } from './stage.ts';

/** What the console follows. */
const BOARD = `subscription { assignmentFeed { type cursor event { seq id name at payload
  request { id state code dueAt place grid { id name } kind { code name } } rider { id name } } } }`;
const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`;

const SIZES = [100, 1_000, 3_000];
const EVENTS = 60;

/** Deliveries per second of one console query to many followers, beside a raw broadcast of messages of the same size. */
export async function measureFanOut(stage: Stage): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES) figures.push(...(await fanOutTo(stage, size)));
  return figures;
}

async function fanOutTo(stage: Stage, size: number): Promise<Figure[]> {
  const { url, staff, pid } = stage;
  const token = await stage.tokenOf(staff);
  const http = openHttp(url, 8);
  let delivered = 0;
  let bytes = 0;
  let wanted = Infinity;
  let all = Promise.withResolvers<void>();
  const followers = await connectAll(
    Array.from({ length: size }, () => token),
    (own) =>
      listen(url, {
        token: own,
        query: BOARD,
        raw: (length) => {
          bytes = length;
          if (++delivered >= wanted) all.resolve();
        },
      }),
  );
  const open = (n: number) =>
    http.ask(token, OPEN, {
      input: { kind: 'VISIT', at: placeAt(n), place: '门口', readyAt: soon(), dueAt: later() },
      key: randomUUID(),
    });
  await open(0);
  await settled(() => delivered);
  delivered = 0;
  all = Promise.withResolvers();
  wanted = EVENTS * size;
  const before = cpuSeconds(pid);
  const began = performance.now();
  await Promise.all(Array.from({ length: EVENTS }, (_, n) => open(n + 1)));
  await all.promise;
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuSeconds(pid) - before;
  const memory = rssMb(pid);
  for (const socket of followers) socket.terminate();
  http.close();
  const raw = await rawBroadcast({ size, events: EVENTS, bytes });
  return [
    {
      what: `one console query to ${size} followers`,
      'per second': round(wanted / seconds),
      'cpu µs each': round((cpu / wanted) * 1e6),
      bytes,
      'rss MB': memory,
    },
    {
      what: `raw ws broadcast to ${size}`,
      'per second': round(raw.perSecond),
      'cpu µs each': round(raw.cpuMicros),
      bytes,
    },
  ];
}

/** Far enough ahead that nobody is asked for it now. */
const soon = () => new Date(Date.now() + 20 * 3_600_000).toISOString();
const later = () => new Date(Date.now() + 22 * 3_600_000).toISOString();

/** Resolves when the count has stood still for a moment. */
async function settled(count: () => number): Promise<void> {
  for (let seen = -1; seen !== count();) {
    seen = count();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
