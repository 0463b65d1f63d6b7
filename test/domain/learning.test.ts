import { asyncProperty, assert, array, integer, record } from 'fast-check';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { bandOf, cellOf } from '../../src/domain/learning/cell.ts';
import { learnTimes } from '../../src/domain/learning/learning.ts';
import { reckoningOf } from '../../src/domain/requests/reckoning.ts';
import { codesOf } from '../support/client.ts';
import { openDeliveries, type Deliveries } from './deliveries-stage.ts';

const MINUTE = 60_000;
let street: Deliveries;
let wang: Awaited<ReturnType<Deliveries['rider']>>;

beforeEach(async () => {
  street = await openDeliveries();
  wang = await street.rider();
});
afterEach(() => street.stage.close());

const errandAt = (x: number, y: number) => ({
  kind: 'ERRAND',
  at: street.town.told(x, y),
  place: '幸福里小区',
});
const pass = (minutes: number) => street.stage.clock.advance(minutes * MINUTE);
const learn = () =>
  street.stage.inStreet(street.town.streetId, async (ctx) =>
    learnTimes(ctx, await reckoningOf(ctx)),
  );
const learned = () =>
  street.stage.sql(
    'select what, key, band, n, people, value from learned_time order by what, key, band nulls first',
  );

/** An errand of which handing over took so many minutes. */
async function serve(minutes: number, at: readonly [number, number]): Promise<void> {
  const { id } = await street.task(wang, errandAt(...at));
  await street.step(wang.client, id, 'AT_DOOR');
  pass(minutes);
  await street.deliver(wang.client, id);
}

const mealIn = (minutes: number) => ({
  ...street.people.meal(),
  readyAt: new Date(street.stage.clock.now().getTime() + minutes * MINUTE).toISOString(),
});

/** A meal that is ready so many minutes later than was said; the rider is there before. */
async function waitForMeal(late: number): Promise<void> {
  const { id } = await street.task(wang, mealIn(10));
  await street.step(wang.client, id, 'AT_PICKUP');
  pass(10 + late);
  await street.step(wang.client, id, 'PICKED_UP');
  await street.step(wang.client, id, 'AT_DOOR');
  await street.deliver(wang.client, id);
}

/** What the engine is told of the next request. */
async function planned(input: object) {
  await street.town.seeRiders();
  const { id } = await street.said(
    street.staff,
    'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }',
    { input, key: crypto.randomUUID() },
  );
  await street.stage.inStreet(street.town.streetId, dispatchStreet);
  const [row] = await street.stage.sql(
    `select t as task from planning p cross join jsonb_array_elements(p.snapshot->'tasks') t where t->>'id' = ? limit 1`,
    [id],
  );
  return row!.task;
}

/** How long the engine reckons for handing over the next errand there. */
const reckoned = async (at: readonly [number, number]): Promise<number> =>
  (await planned(errandAt(...at))).dropoff.serviceSeconds;

const SLOW = [0.5, 0.5] as const;
const QUICK = [1.5, 1.5] as const;

test('where handing over takes long, more time is reckoned with; elsewhere by the kind', async () => {
  for (const minutes of [3, 30, 31, 32, 33]) await serve(minutes, SLOW);
  expect(await reckoned(SLOW)).toBe(15 * 60);
  await learn();
  // Four times of five 32 minutes are enough: at the building, and of the kind.
  expect(await reckoned(SLOW)).toBe(32 * 60);
  for (const minutes of [2, 2, 2, 2, 2]) await serve(minutes, QUICK);
  await learn();
  // No less than a quarter of what the kind says.
  expect(await reckoned(QUICK)).toBe((15 * 60) / 4);
});

test('how uncertain it is when goods are ready is learned from riders who waited for them', async () => {
  for (const late of [-6, -3, 0, 3]) await waitForMeal(late);
  await learn();
  expect(await planned(mealIn(5))).not.toHaveProperty('readySpreadMs');
  await waitForMeal(6);
  await learn();
  // The root of 90 / 4 minutes.
  expect(await planned(mealIn(5))).toMatchObject({ readySpreadMs: 285_000 });
  expect(await planned(street.people.meal())).not.toHaveProperty('readySpreadMs');
});

test('what four cases say is chance, and what was corrected does not count', async () => {
  for (const minutes of [30, 30, 30, 30]) await serve(minutes, SLOW);
  const { id } = await street.task(wang, errandAt(...SLOW));
  await street.step(wang.client, id, 'AT_DOOR');
  pass(30);
  await street.deliver(wang.client, id);
  await street.undo(wang.client, id);
  await learn();
  expect(await learned()).toEqual([]);
});

test('what was learned is the quantile of what was seen, at the building and hour, at the building, and of the kind', async () => {
  const cases = array(
    record({ minutes: integer({ min: 1, max: 20 }), x: integer({ min: 4, max: 5 }) }),
    { minLength: 4, maxLength: 12 },
  );
  const seen: { minutes: number; key: string; band: number }[] = [];
  await assert(
    asyncProperty(cases, async (more) => {
      for (const { minutes, x } of more) {
        await serve(minutes, [x / 10, 0.5]);
        const { lng, lat } = street.town.point(x / 10, 0.5);
        const band = bandOf(street.stage.clock.now().getTime());
        seen.push({ minutes, key: cellOf([lng, lat]), band });
      }
      await learn();
      const expected = new Map<string, number>();
      for (const key of [...new Set(seen.map((one) => one.key)), 'kind ERRAND'])
        for (const band of [null, ...new Set(seen.map((one) => one.band))]) {
          const sorted = seen
            .filter((one) => key.startsWith('kind') || one.key === key)
            .filter((one) => band === null || one.band === band)
            .map(({ minutes }) => minutes)
            .toSorted((a, b) => a - b);
          const enough = sorted[Math.ceil(0.8 * sorted.length) - 1];
          if (sorted.length >= 5) expected.set(`${key} ${band}`, 60 * enough!);
        }
      const rows = (await learned()).map(({ key, band, value }) => [`${key} ${band}`, value]);
      expect(new Map(rows as [string, number][])).toEqual(expected);
    }),
    { numRuns: 4 },
  );
});

test('staff see what was learned with its cases, but no building where too few were served', async () => {
  for (const minutes of [3, 4, 5, 6, 7]) await serve(minutes, SLOW);
  await learn();
  const ASK = '{ learnedTimes { what kind fromHour n value place { lng } } }';
  const { data } = await street.staff(ASK);
  const { length } = data!.learnedTimes;
  expect(length).toBeGreaterThan(0);
  expect(data!.learnedTimes[0]).toMatchObject({ what: 'DOOR', n: 5, value: 360 });
  await street.stage.sql('update learned_time set people = 2');
  expect((await street.staff(ASK)).data!.learnedTimes).toEqual([]);
  expect(codesOf(await wang.client(ASK))).toEqual(['NOT_FOUND']);
});

test('cells and hours are the same in the database', async () => {
  const [row] = await street.stage.sql(
    `select floor(st_x(p) * 2100)::int || ':' || floor(st_y(p) * 2500)::int as cell from st_setsrid(st_makepoint(118.7712345, 31.9812345), 4326) p`,
  );
  expect(row!.cell).toBe(cellOf([118.7712345, 31.9812345]));
  expect(bandOf(Date.parse('2026-03-01T16:00:00Z'))).toBe(0);
  expect(bandOf(Date.parse('2026-03-02T15:59:59Z'))).toBe(11);
});
