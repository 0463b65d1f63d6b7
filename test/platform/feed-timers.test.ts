import { every, type Interval } from '../../src/platform/jobs/timers.ts';
import { mark, openStage, openStreet, until, type Stage } from './feed-stage.ts';

let stage: Stage;
beforeEach(async () => (stage = await openStage()));
afterEach(() => stage.close());

const tick = (what: string) => every('300 ms', what, (ctx) => mark(ctx, what, 0));

test('a timer runs once per interval in each street office, however many processes there are', async () => {
  const other = await openStreet(stage.platform, '310101002');
  const beganMs = await stage.nowMs();
  for (const _ of [1, 2, 3]) stage.feed({ timers: [tick('tick')] });
  await until(async () => (await stage.marks('tick')).length >= 8);

  const all = await stage.marks('tick');
  for (const streetId of [stage.streetId, other]) {
    const times = all.filter((run) => run.streetId === streetId).map(({ atMs }) => atMs);
    expect(times.length).toBeGreaterThan(2);
    // A run is marked a little after it was due, however little the machine can do: the n-th never before n intervals have passed.
    for (const [n, at] of times.entries()) expect(at - beganMs).toBeGreaterThanOrEqual(n * 270);
  }
});

test('a timer that fails is counted, leaves nothing behind, and holds up no other', async () => {
  const broken = every('50 ms', 'broken', async (ctx) => {
    await tick('broken').run(ctx);
    throw new Error('broken');
  });
  const feed = stage.feed({ timers: [broken, tick('whole')] });
  await until(
    async () => feed.health().timerFailures >= 2 && (await stage.marks('whole')).length >= 2,
  );
  expect(await stage.marks('broken')).toEqual([]);
});

test('a timer never runs beside itself', async () => {
  let running = 0;
  let most = 0;
  let done = 0;
  const slow = every('10 ms', 'slow', async ({ em }) => {
    most = Math.max(most, ++running);
    await em.execute('select pg_sleep(0.05)');
    running--;
    done++;
  });
  stage.feed({ timers: [slow] });
  stage.feed({ timers: [slow] });
  await until(() => done >= 6);
  expect(most).toBe(1);
});

const everyMs = (interval: Interval) => every(interval, 'x', async () => {}).everyMs;

test('an interval is a number and a unit', () => {
  expect(everyMs('1 second')).toBe(1_000);
  expect(everyMs('2 minutes')).toBe(120_000);
  expect(everyMs('3 hours')).toBe(10_800_000);
  expect(everyMs('1 day')).toBe(86_400_000);
  expect(everyMs(40)).toBe(40);
  expect(() => everyMs('-1 day')).toThrow('is no interval');
});
