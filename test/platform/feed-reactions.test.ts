import type { Reaction } from '../../src/platform/feed/events.ts';
import { Refusal } from '../../src/platform/errors.ts';
import { mark, on, onAny, openStage, openStreet, record, until, type Stage } from './feed-stage.ts';

let stage: Stage;
beforeEach(async () => (stage = await openStage()));
afterEach(() => stage.close());

const effects = async (what: string) => (await stage.marks(what)).map(({ n }) => n);
const count = (what: string): Reaction =>
  on('parcel.moved', (ctx, { n }) => mark(ctx, what, n), what);
const numbers = (to: number) => Array.from({ length: to }, (_, i) => i + 1);
const tellAll = async (to: number) => {
  for (const n of numbers(to)) await stage.tell({ n });
};

test('each event has its effect once, in order, with two processes at work', async () => {
  stage.feed({ reactions: [count('here')] });
  stage.feed({ reactions: [count('here')] });
  await tellAll(80);
  await until(async () => (await effects('here')).length >= 80);
  expect(await effects('here')).toEqual(numbers(80));
});

test('two reactions to one event each have their effect', async () => {
  stage.feed({ reactions: [count('one'), count('other')] });
  await tellAll(5);
  await until(async () => (await effects('one')).length + (await effects('other')).length === 10);
  expect(await effects('one')).toEqual(await effects('other'));
});

test('a run of events is answered once', async () => {
  const look = onAny(
    ['parcel.moved', 'parcel.lost'],
    (ctx, events) => mark(ctx, 'look', events.length),
    'look',
  );
  await stage.tell(...numbers(30).map((n) => ({ n })));
  stage.feed({ reactions: [look] });
  await until(async () => (await effects('look')).length > 0);
  expect(await effects('look')).toEqual([30]);
});

test('what a reaction records is an event like any other', async () => {
  const loseIt = on('parcel.moved', (ctx, { n }) => record(ctx, 'parcel.lost', { n }), 'lose it');
  const mourn = on('parcel.lost', (ctx, { n }) => mark(ctx, 'mourned', n), 'mourn');
  stage.feed({ reactions: [loseIt, mourn] });
  await tellAll(3);
  await until(async () => (await effects('mourned')).length === 3);
  expect(await effects('mourned')).toEqual([1, 2, 3]);
});

test('a reaction that fails leaves nothing behind, and is tried again until it works', async () => {
  let failures = 3;
  const shaky = on(
    'parcel.moved',
    async (ctx, { n }) => {
      await mark(ctx, 'shaky', n);
      if (n === 2 && failures-- > 0) throw new Error('not yet');
    },
    'shaky',
  );
  stage.feed({ reactions: [shaky] });
  await tellAll(3);
  await until(async () => (await effects('shaky')).length === 3);
  expect(await effects('shaky')).toEqual([1, 2, 3]);
});

test('an event that never works is put aside after eight tries, and holds up no other reaction', async () => {
  let tries = 0;
  const stuck = on(
    'parcel.moved',
    async (ctx, { n }) => {
      if (n === 2) tries++;
      if (n === 2) throw new Refusal('NO_WAY', { zh: '不行', en: 'No way: 13800000000' });
      await mark(ctx, 'stuck', n);
    },
    'stuck',
  );
  stage.feed({ reactions: [stuck, count('free')] });
  await tellAll(4);
  await until(async () => (await effects('free')).length === 4);
  await until(async () => (await effects('stuck')).length === 3);

  expect(await effects('stuck')).toEqual([1, 3, 4]);
  expect(tries).toBe(8);
  const aside = await stage
    .in(stage.streetId)
    .em.execute('select reaction, seq::int, reason from reaction_failure');
  expect(aside).toEqual([{ reaction: 'parcel.moved stuck', seq: 2, reason: 'Refusal NO_WAY' }]);
});

test('a reaction works inside the street office of the event', async () => {
  const other = await openStreet(stage.platform, '310101002');
  stage.feed({ reactions: [count('here')] });
  await tellAll(1);
  await until(async () => (await effects('here')).length === 1);
  expect((await stage.marks('here')).map(({ streetId }) => streetId)).toEqual([stage.streetId]);
  expect(other).not.toBe(stage.streetId);
});

test('two reactions cannot share a cursor', () => {
  expect(() => stage.feed({ reactions: [count('same'), count('same')] })).toThrow('share the name');
});
