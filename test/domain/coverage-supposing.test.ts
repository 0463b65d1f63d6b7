import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { openCoverageStage, type CoverageStage } from './coverage-stage.ts';

let street: CoverageStage;

beforeEach(async () => {
  street = await openCoverageStage();
});
afterEach(async () => street.close());

const ASKED = `$from: DateTimeISO!, $until: DateTimeISO!, $minutes: Int!, $weight: CoverageWeight! = HOUSEHOLDS`;
const GIVEN = `from: $from, until: $until, minutes: $minutes, weight: $weight`;
const WHAT_IF = `query (${ASKED}, $change: [SupposedRiders!]!) { whatIf(${GIVEN}, change: $change) {
  basis total { asIs supposed gain } grids { grid { id } asIs supposed gain } } }`;
const BEST = `query (${ASKED}, $candidates: [ID!]!, $fromHour: Int! = 0) {
  whatIfBest(${GIVEN}, candidates: $candidates, fromHour: $fromHour) { grid { id } asIs supposed gain } }`;
const COVERAGE = `query (${ASKED}, $cut: Cut! = AS_IT_WAS) { gridCoverage(${GIVEN}, cut: $cut) {
  cut basis total { share samples missing } grids { grid { id code } share samples missing } } }`;
const MORNING = { from: '2026-03-01T00:00:00Z', until: '2026-03-01T02:00:00Z' };

/** One rider in the first grid, none elsewhere, for an hour. */
async function quietHour() {
  for (const [index, grid] of street.grids.entries()) {
    await street.households(grid, (index + 1) * 100);
    for (const minute of ['00', '30'])
      await street.stood(`2026-03-01T00:${minute}:00Z`, grid, index === 0 ? 1 : 0);
  }
  await street.count();
}

test('a shift is told beside what is, in its hours only, by the same definition', async () => {
  await quietHour();
  const [first, second] = street.grids;
  const analyst = await street.as('ANALYST');
  const shift = { gridId: second, riders: 1, fromHour: 7, untilHour: 12 };
  const ask = async (change: object[]) => {
    const { data, errors } = await analyst(WHAT_IF, { ...MORNING, minutes: 1, change });
    expect(errors).toBeUndefined();
    return data!.whatIf;
  };
  const { total, grids, basis } = await ask([shift]);
  expect(total.asIs).toBeCloseTo(100 / 1000);
  expect(total.supposed).toBeCloseTo(300 / 1000);
  expect(grids.find(({ grid }: any) => grid.id === first)).toMatchObject({ asIs: 1, gain: 0 });
  expect(grids.find(({ grid }: any) => grid.id === second)).toMatchObject({ asIs: 0, supposed: 1 });
  expect(basis).toBe('STRAIGHT_LINE');
  expect((await ask([{ ...shift, fromHour: 12, untilHour: 18 }])).total.gain).toBe(0);
  expect((await ask([{ ...shift, fromHour: 22, untilHour: 9 }])).total.gain).toBeCloseTo(0.2);
  // What is, is what was counted when it was measured.
  const { data } = await analyst(COVERAGE, { ...MORNING, minutes: 1 });
  expect(data!.gridCoverage.total.share).toBeCloseTo(total.asIs);
});

test('a station covers what lies around it', async () => {
  await quietHour();
  const station = street.town.told(1.5, 1.5);
  const { data, errors } = await (
    await street.as('STREET_STAFF')
  )(WHAT_IF, {
    ...MORNING,
    minutes: 1,
    change: [{ station, riders: 1 }],
  });
  expect(errors).toBeUndefined();
  expect(data!.whatIf.total.gain).toBeCloseTo(400 / 1000);
});

test('the best grid is the one whose riders add most to the whole', async () => {
  await quietHour();
  const [first, second, third, fourth] = street.grids;
  const { data } = await (
    await street.as('ANALYST')
  )(BEST, {
    ...MORNING,
    minutes: 1,
    candidates: [first, second, fourth, third],
  });
  expect(data!.whatIfBest.map(({ grid }: any) => grid.id)).toEqual([fourth, third, second, first]);
  expect(data!.whatIfBest.map(({ gain }: any) => Math.round(gain * 10))).toEqual([4, 3, 2, 0]);
});

test.each([
  ['NOT_FOUND', { change: [{ gridId: randomUUID() }] }],
  ['INVALID_INPUT', { change: [{}] }],
  ['INVALID_INPUT', { change: [{ gridId: randomUUID(), riders: 0 }] }],
  ['INVALID_INPUT', { minutes: 0, change: [] }],
  ['INVALID_INPUT', { until: '2026-02-01T00:00:00Z', change: [] }],
  ['INVALID_INPUT', { until: '2026-06-01T00:00:00Z', change: [] }],
])('what cannot be supposed is refused: %s', async (code, asked) => {
  const analyst = await street.as('ANALYST');
  expect(codesOf(await analyst(WHAT_IF, { ...MORNING, minutes: 1, ...asked }))).toEqual([code]);
});

test('riders, residents and partners do not ask for coverage', async () => {
  for (const role of ['RIDER', 'RESIDENT', 'FAMILY', 'PARTNER'] as const)
    expect(codesOf(await (await street.as(role))(COVERAGE, { ...MORNING, minutes: 1 }))).toEqual([
      'NOT_FOUND',
    ]);
});

test('community staff are told of their own communities only', async () => {
  await quietHour();
  const [west] = street.town.communityIds;
  const { data } = await (
    await street.as('COMMUNITY_STAFF', [west!])
  )(COVERAGE, {
    ...MORNING,
    minutes: 1,
  });
  expect(data!.gridCoverage.grids.map(({ grid }: any) => grid.id)).toEqual(
    street.grids.slice(0, 2),
  );
  expect(data!.gridCoverage.total.share).toBeCloseTo(100 / 300);
});

test('an analyst is not told of fewer than five elders, nor can subtract them from the total', async () => {
  const [first, second] = street.grids;
  for (let number = 0; number < 5; number++) await street.home([0.5, 0.5], 1);
  for (let number = 0; number < 4; number++) await street.home([0.5, 1.5], 1);
  await quietHour();
  const asked = { ...MORNING, minutes: 1, weight: 'ELDERS_LIVING_ALONE' };
  const seen = async (role: 'ANALYST' | 'STREET_STAFF') => {
    const { data } = await (await street.as(role))(COVERAGE, asked);
    const { grids, total } = data!.gridCoverage;
    const of = (id: string) => grids.find(({ grid }: any) => grid.id === id);
    return { first: of(first!), second: of(second!), fourth: of(street.grids[3]!), total };
  };
  const staff = await seen('STREET_STAFF');
  expect(staff).toMatchObject({
    first: { share: 1 },
    second: { share: 0, missing: null },
    fourth: { share: null, missing: 'NOBODY_THERE' },
  });
  expect(staff.total.share).toBeCloseTo(5 / 9);
  expect(await seen('ANALYST')).toMatchObject({
    first: { share: 1 },
    second: { share: null, missing: 'TOO_FEW' },
    fourth: { share: null, missing: 'TOO_FEW' },
    total: { share: 1 },
  });
});

test('along the roads it is further than straight, and the answer says which', async () => {
  const line = (...corners: [number, number][]) => ({
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'LineString',
      coordinates: corners.map(([x, y]) => Object.values(street.town.point(x, y))),
    },
  });
  const staff = await street.as('STREET_STAFF');
  const { data, errors } = await staff(
    `mutation ($roads: FeatureCollection!, $key: ID!) { importRoads(featureCollection: $roads, crs: WGS84, idempotencyKey: $key) { version nodes edges kilometres } }`,
    {
      // From the middle of the first grid to that of the second only by way of the far east.
      roads: {
        type: 'FeatureCollection',
        features: [line([0.5, 0.5], [1.9, 0.5]), line([1.9, 0.5], [1.9, 1.5], [0.5, 1.5])],
      },
      key: randomUUID(),
    },
  );
  expect(errors).toBeUndefined();
  expect(data!.importRoads).toMatchObject({ version: 1, nodes: 4, edges: 3 });
  await quietHour();
  const share = async (minutes: number) => {
    const answer = await staff(COVERAGE, { ...MORNING, minutes });
    expect(answer.data!.gridCoverage.basis).toBe('ROADS');
    return answer.data!.gridCoverage.grids[1].share;
  };
  const metres = data!.importRoads.kilometres * 1_000;
  expect(await share(Math.floor(metres / 5 / 60))).toBe(0);
  expect(await share(Math.ceil(metres / 5 / 60))).toBe(1);
});

test('no lines are no roads', async () => {
  const staff = await street.as('STREET_STAFF');
  expect(
    codesOf(
      await staff(
        `mutation ($key: ID!) { importRoads(featureCollection: { type: "FeatureCollection", features: [] }, crs: WGS84, idempotencyKey: $key) { version } }`,
        { key: randomUUID() },
      ),
    ),
  ).toEqual(['ROADS_MISSING']);
});

test('after a split old presence stays, and can be told on the new grids', async () => {
  await quietHour();
  await street.split(street.grids[0]!, 0.5);
  const analyst = await street.as('ANALYST');
  const asItWas = (await analyst(COVERAGE, { ...MORNING, minutes: 60 })).data!.gridCoverage;
  const asToday = (await analyst(COVERAGE, { ...MORNING, minutes: 60, cut: 'AS_TODAY' })).data!
    .gridCoverage;
  expect(asItWas.grids).toHaveLength(4);
  expect(asToday.grids).toHaveLength(5);
  expect(asItWas.total.share).toBe(1);
  expect(asToday).toMatchObject({ cut: 'AS_TODAY', total: { samples: 2 } });
});
