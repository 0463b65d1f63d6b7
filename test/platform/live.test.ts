import { openLive, type Live } from '../../src/platform/live/live.ts';

let readings: number;
let failures: unknown[];
let live: Live;
let broken: Error | undefined;
let watchers: AsyncGenerator<number>[];

beforeEach(() => {
  readings = 0;
  failures = [];
  broken = undefined;
  watchers = [];
  live = openLive({ everyMs: 20, failed: (error) => failures.push(error) });
});

afterEach(() => Promise.all(watchers.map((watcher) => watcher.return(undefined))));

const picture = (name: string) => ({
  name,
  async read() {
    readings++;
    if (broken) throw broken;
    return readings;
  },
});
const whole = (reading: number) => reading;
function watch(name = 'one', newsIn: (reading: number) => number | undefined = whole) {
  const watcher = live.watch(picture(name), newsIn);
  watchers.push(watcher);
  return watcher;
}
const numbers = async (messages: AsyncGenerator<number>, count: number) => {
  const seen: number[] = [];
  while (seen.length < count) seen.push((await messages.next()).value);
  return seen;
};

test('those who watch the same picture share its readings', async () => {
  const many = Array.from({ length: 50 }, () => watch());
  const seen = await Promise.all(many.map((watcher) => numbers(watcher, 3)));
  for (const one of seen) expect(one).toEqual([1, 2, 3]);
  expect(readings).toBeLessThanOrEqual(4);
});

test('nothing is read before anybody watches, nor after the last has left', async () => {
  const watcher = watch();
  expect(readings).toBe(0);
  await numbers(watcher, 1);
  await watcher.return(undefined);
  const before = readings;
  expect(await numbers(watch('another'), 1)).toEqual([before + 1]);
});

test('who comes later is told the present at once, and leaves out the reading that would follow too closely', async () => {
  const first = watch();
  await numbers(first, 2);
  const second = watch();
  expect(await numbers(second, 2)).toEqual([2, 4]);
});

test('who is slow misses what was in between', async () => {
  const quick = watch();
  const slow = watch();
  await numbers(slow, 1);
  await numbers(quick, 5);
  expect(await numbers(slow, 1)).toEqual([readings]);
});

test('leaving ends a wait at once', async () => {
  const watcher = watch('one', () => undefined);
  const waiting = watcher.next();
  await watcher.return(undefined);
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('a reading that fails is told to the process, tried again, and ends nobody', async () => {
  const watcher = watch();
  await numbers(watcher, 1);
  broken = new Error('the database is away');
  const next = numbers(watcher, 1);
  while (failures.length === 0) await new Promise(setImmediate);
  broken = undefined;
  expect(await next).toHaveLength(1);
  expect(failures).toContainEqual(new Error('the database is away'));
});
