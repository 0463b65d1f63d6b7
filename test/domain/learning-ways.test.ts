import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { importRoads } from '../../src/domain/coverage/roads.ts';
import { bandOf } from '../../src/domain/learning/cell.ts';
import { LearnedTimes } from '../../src/domain/learning/learned-times.ts';
import { learnTimes } from '../../src/domain/learning/learning.ts';
import { reckoningOf } from '../../src/domain/requests/reckoning.ts';
import { distance, type LngLat } from '../../src/geo/point.ts';
import { openDeliveries, type Deliveries } from './deliveries-stage.ts';
import { openRequest } from './opening.ts';

const MINUTE = 60_000;
const E_BIKE_MPS = 5;
let street: Deliveries;
let wang: Awaited<ReturnType<Deliveries['rider']>>;

beforeEach(async () => {
  street = await openDeliveries();
  wang = await street.rider();
});
afterEach(() => street.stage.close());

const at = (x: number, y: number): LngLat => {
  const { lng, lat } = street.town.point(x, y);
  return [lng, lat];
};
/** Four hundred metres from the canteen as the crow flies. */
const DOOR = 0.85;
const meal = () => ({ ...street.people.meal(), at: street.town.told(DOOR, DOOR) });
const clock = () => street.stage.clock.now().getTime();

/** A meal that is so many minutes on its way from the canteen to the door; tells the hours at which it set out. */
async function ride(minutes: number): Promise<number> {
  const { id } = await street.task(wang, meal());
  await street.step(wang.client, id, 'AT_PICKUP');
  await street.step(wang.client, id, 'PICKED_UP');
  const band = bandOf(clock());
  street.stage.clock.advance(minutes * MINUTE);
  await street.step(wang.client, id, 'AT_DOOR');
  await street.deliver(wang.client, id);
  return band;
}

const learn = () =>
  street.stage.inStreet(street.town.streetId, async (ctx) =>
    learnTimes(ctx, await reckoningOf(ctx)),
  );

async function learned(): Promise<Map<string, number>> {
  const rows = await street.stage.sql(
    `select what, band, n, value from learned_time where what in ('DETOUR', 'PACE')`,
  );
  return new Map(rows.map(({ what, band, value }) => [`${what} ${band}`, value]));
}

/** By which factors the next meal is planned. */
async function planned(): Promise<{ detourFactor: number; paceFactor: number }> {
  await street.town.seeRiders();
  await openRequest(street.staff, meal());
  await street.stage.inStreet(street.town.streetId, dispatchStreet);
  const [row] = await street.stage.sql('select policy from planning order by at desc limit 1');
  return row!.policy;
}

test('ways are planned with what was enough four times of five at that hour, in a straight line and along the roads', async () => {
  const corners = [at(1, 1), at(1, DOOR), at(DOOR, DOOR)];
  const [canteen, corner, door] = corners as [LngLat, LngLat, LngLat];
  await street.stage.inStreet(street.town.streetId, (ctx) =>
    importRoads(ctx, {
      crs: 'wgs84',
      featureCollection: {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { highway: 'residential' },
            geometry: { type: 'LineString', coordinates: corners.map((one) => [...one]) },
          },
        ],
      },
    }),
  );
  const usual = {
    DETOUR: distance(canteen, door) / E_BIKE_MPS,
    PACE: (distance(canteen, corner) + distance(corner, door)) / E_BIKE_MPS,
  };
  const seen: { minutes: number; band: number }[] = [];
  const rideOften = async (times: number, most: number) => {
    for (let n = 0; n < times; n++) {
      const minutes = 2 + (n % most) / 4;
      seen.push({ minutes, band: await ride(minutes) });
    }
  };
  /** What is to come out, of all hours and of each. */
  const expected = () => {
    const values = new Map<string, number>();
    for (const band of [null, ...new Set(seen.map((one) => one.band))]) {
      const sorted = seen
        .filter((one) => band === null || one.band === band)
        .map(({ minutes }) => minutes)
        .toSorted((a, b) => a - b);
      if (sorted.length < 30) continue;
      const enough = sorted[Math.ceil(0.8 * sorted.length) - 1]! * 60;
      for (const [what, seconds] of Object.entries(usual))
        values.set(`${what} ${band}`, enough / seconds);
    }
    return values;
  };
  const agree = async () => {
    const [told, right] = [await learned(), expected()];
    expect([...told.keys()].toSorted()).toEqual([...right.keys()].toSorted());
    for (const [key, value] of right) expect(told.get(key)).toBeCloseTo(value, 9);
  };

  /** What planning is to reckon with now: the factors of this hour, else of all. */
  const right = () => {
    const values = expected();
    const factor = (what: string) =>
      values.get(`${what} ${bandOf(clock())}`) ?? values.get(`${what} null`);
    return {
      detourFactor: expect.closeTo(factor('DETOUR')!, 9),
      paceFactor: expect.closeTo(factor('PACE')!, 9),
    };
  };

  await rideOften(29, 1);
  await learn();
  expect(await learned()).toEqual(new Map());
  expect(await planned()).toMatchObject({ detourFactor: 1.35, paceFactor: 1 });

  await rideOften(40, 4);
  await learn();
  await agree();
  const hours = [...expected().keys()].filter((key) => !key.endsWith('null'));
  expect(hours).not.toEqual([]);
  expect(await planned()).toMatchObject(right());

  const elsewhen = (band: number) => !hours.includes(`PACE ${band}`);
  while (!elsewhen(bandOf(clock()))) street.stage.clock.advance(60 * MINUTE);
  expect(await planned()).toMatchObject(right());
});

test('what was learned of an hour counts then, else what was learned of all; neither is believed beyond all measure', () => {
  const [morning, evening] = ['2026-03-02T00:30:00Z', '2026-03-02T10:30:00Z'].map(Date.parse);
  const street = { key: 'street' };
  const times = new LearnedTimes([
    { ...street, what: 'DETOUR', band: null, value: 1.6 },
    { ...street, what: 'DETOUR', band: bandOf(evening!), value: 9 },
    { ...street, what: 'PACE', band: bandOf(morning!), value: 1.2 },
  ]);
  expect(times.factorsAt(morning!)).toEqual({ detourFactor: 1.6, paceFactor: 1.2 });
  expect(times.factorsAt(evening!)).toEqual({ detourFactor: 2.5 });
  const slow = new LearnedTimes([
    { ...street, what: 'PACE', band: null, value: 0.1 },
    { ...street, what: 'DETOUR', band: null, value: 0.1 },
  ]);
  expect(slow.factorsAt(morning!)).toEqual({ detourFactor: 1.05, paceFactor: 0.75 });
});
