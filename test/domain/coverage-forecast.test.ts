import { randomUUID } from 'node:crypto';
import { refreshHomes } from '../../src/domain/coverage/ground.ts';
import { distance } from '../../src/geo/point.ts';
import { codesOf } from '../support/client.ts';
import { openCoverageStage, type CoverageStage } from './coverage-stage.ts';

let street: CoverageStage;

beforeEach(async () => {
  street = await openCoverageStage();
  for (const [index, grid] of street.grids.entries())
    await street.households(grid, (index + 1) * 100);
});
afterEach(async () => street.close());

const HOUR = 3_600_000;
const FORECAST = `query ($hours: Int!, $minutes: Int! = 1, $k: Int! = 1, $weight: CoverageWeight! = HOUSEHOLDS) {
  coverageForecast(hours: $hours, minutes: $minutes, k: $k, weight: $weight) {
    from until basis definition { zh en } caveats { zh en }
    counted { onDuty busy onBreak openEnded overrun unseen comingShifts unconfirmed notCome unplaced }
    total { share missing expectedRiders uncovered }
    grids { grid { id code } quarters { from until share samples missing expectedRiders uncovered } }
    thinnest { grid { id } from until people personHours }
    remedies { grid { id } station { code } riders from until before closed closedEverywhere } } }`;

const after = (ms: number) => new Date(street.stage.clock.now().getTime() + ms).toISOString();

async function shift(riderId: string, [from, until]: [number, number], grids: string[] = []) {
  await street.stage.sql(
    `insert into shift (street_id, rider_id, from_at, until_at, grid_codes, state, planned_at, answered_at)
     values (?, ?, ?, ?, array(select code from grid where id = any (?::uuid[]) order by code), 'CONFIRMED', ?, ?)`,
    [
      ...[street.streetId, riderId, after(from), after(until), `{${grids.join(',')}}`],
      ...[after(0), after(0)],
    ],
  );
}

async function offDuty() {
  const { id } = await street.rider();
  await street.stage.sql('delete from rider_position where rider_id = ?', [id]);
  await street.stage.sql(`update rider set duty = 'OFF', duty_since = null where id = ?`, [id]);
  return id;
}

/** One leaves the first grid in an hour, one comes to the second in two, one is on the way from the third to the fourth. */
async function threeRiders() {
  await street.setMeal({ serviceMinutes: 4 });
  const leaving = await street.rider({ at: [0.5, 0.5] });
  await shift(leaving.id, [-HOUR, HOUR]);
  await shift(await offDuty(), [2 * HOUR, 4 * HOUR], [street.grids[1]!]);
  const { town } = street;
  const onTheWay = await street.rider({ at: [1.5, 0.5] });
  await street.task(onTheWay, {
    ...street.people.meal(),
    pickup: town.told(1, 1),
    at: town.told(1.5, 1.5),
  });
}

async function forecast(role: Parameters<CoverageStage['as']>[0], asked: object = {}) {
  const { data, errors } = await (await street.as(role))(FORECAST, { hours: 3, ...asked });
  expect(errors).toBeUndefined();
  return data!.coverageForecast;
}

const times = (count: number, value: number) => Array<number>(count).fill(value);

test('a grid is covered while somebody is expected to be free in it: until a shift ends, from its beginning, after the task in hand', async () => {
  await threeRiders();
  const { grids, from, until, total, counted, basis, caveats } = await forecast('STREET_STAFF');
  expect([from, until]).toEqual([after(0), after(3 * HOUR)]);
  expect(basis).toBe('STRAIGHT_LINE');
  // Twice the same way at five metres a second, two minutes at the counter and four at the door.
  const way = (...[a, b]: [number, number][]) => {
    const [p, q] = [street.town.point(...a!), street.town.point(...b!)];
    return (distance([p.lng, p.lat], [q.lng, q.lat]) * 1.35) / 5;
  };
  const busySeconds = way([1.5, 0.5], [1, 1]) + 120 + way([1, 1], [1.5, 1.5]) + 240;
  expect(Math.ceil(busySeconds / 300)).toBe(4);
  const sharesOf = (index: number) =>
    grids[index].quarters.map(({ share }: { share: number }) => share);
  expect(sharesOf(0)).toEqual([...times(4, 1), ...times(8, 0)]);
  expect(sharesOf(1)).toEqual([...times(8, 0), ...times(4, 1)]);
  expect(sharesOf(2)).toEqual(times(12, 0));
  expect(sharesOf(3)).toEqual([0, 2 / 3, ...times(10, 1)]);
  expect(grids[3].quarters[1]).toMatchObject({
    from: after(HOUR / 4),
    until: after(HOUR / 2),
    samples: 3,
    missing: null,
    expectedRiders: 2 / 3,
  });
  expect(grids[3].quarters[1].uncovered).toBeCloseTo(400 / 3);
  expect(total[0]).toMatchObject({ expectedRiders: 1, uncovered: 900 });
  expect(total[0].share).toBeCloseTo(0.1);
  expect(total[11].share).toBeCloseTo(0.6);
  expect(counted).toMatchObject({ onDuty: 2, busy: 1, openEnded: 1, comingShifts: 1, unplaced: 0 });
  expect(caveats.map(({ en }: { en: string }) => en).join()).toContain('1 on duty without a shift');
});

test('the largest holes come first, and what would close most of the largest is found by trying', async () => {
  await threeRiders();
  const { lng, lat } = street.town.point(1.5, 0.5);
  await street.stage.sql(
    `insert into station (street_id, code, name, location, amenities, opened_at)
     values (?, 'S1', '红桥驿站', st_setsrid(st_makepoint(?, ?), 4326), '{}', '2020-01-01')`,
    [street.streetId, lng, lat],
  );
  const { thinnest, remedies } = await forecast('STREET_STAFF');
  const [first, second, third, fourth] = street.grids;
  expect(thinnest).toEqual([
    { grid: { id: third }, from: after(0), until: after(3 * HOUR), people: 300, personHours: 900 },
    { grid: { id: second }, from: after(0), until: after(2 * HOUR), people: 200, personHours: 400 },
    {
      ...{ grid: { id: first }, from: after(HOUR), until: after(3 * HOUR) },
      ...{ people: 100, personHours: 200 },
    },
    { grid: { id: fourth }, from: after(0), until: after(HOUR / 4), people: 400, personHours: 100 },
  ]);
  const closing = { riders: 1, from: after(0), until: after(3 * HOUR), before: 900, closed: 900 };
  expect(remedies).toEqual([
    { ...closing, grid: { id: third }, station: null, closedEverywhere: 900 },
    { ...closing, grid: null, station: { code: 'S1' }, closedEverywhere: 900 },
  ]);
  // Nowhere are two at once.
  const both = await forecast('STREET_STAFF', { k: 2 });
  // In nine minutes those of the western grids reach the eastern ones beside them, and these the western.
  const near = await forecast('STREET_STAFF', { minutes: 9 });
  expect(near.thinnest[0]).toMatchObject({
    grid: { id: third },
    from: after(HOUR),
    personHours: 600,
  });
  expect(
    near.remedies.map(({ grid, closed, closedEverywhere }: any) => [
      grid?.id,
      closed,
      closedEverywhere,
    ]),
  ).toEqual([
    [first, 600, 800],
    [third, 600, 800],
    [undefined, 600, 800],
  ]);
  expect(both.remedies[0]).toMatchObject({ riders: 2 });
  expect(both.thinnest[0]).toMatchObject({ grid: { id: fourth }, personHours: 1_200 });
});

test('community staff are told of their own communities, analysts of counts, riders of nothing', async () => {
  await threeRiders();
  const elsewhere = await street.stage.found('320199002', 118.97);
  await elsewhere.rider({ at: [0.5, 0.5] });
  const [west] = street.town.communityIds;
  const staff = await street.as('COMMUNITY_STAFF', [west!]);
  const own = (await staff(FORECAST, { hours: 3 })).data!.coverageForecast;
  const idsOf = (rows: { grid: { id: string } }[]) => rows.map(({ grid }) => grid.id);
  expect(idsOf(own.grids)).toEqual(street.grids.slice(0, 2));
  expect(idsOf(own.thinnest)).toEqual([street.grids[1], street.grids[0]]);
  expect(own.total[0].share).toBeCloseTo(100 / 300);
  expect(idsOf(own.remedies)).toEqual([street.grids[1]]);
  const all = await forecast('STREET_STAFF');
  expect(await forecast('ANALYST')).toEqual(all);
  expect(all.counted.onDuty).toBe(2);
  for (const role of ['RIDER', 'RESIDENT', 'FAMILY', 'PARTNER'] as const)
    expect(codesOf(await (await street.as(role))(FORECAST, { hours: 3 }))).toEqual(['NOT_FOUND']);
});

test('an analyst is told of no hole among fewer than five elders', async () => {
  for (let number = 0; number < 5; number++) await street.home([0.5, 0.5], 1);
  for (let number = 0; number < 4; number++) await street.home([0.5, 1.5], 1);
  await street.stage.inStreet(street.streetId, refreshHomes);
  const asked = { hours: 1, weight: 'ELDERS_LIVING_ALONE' };
  const staff = await forecast('STREET_STAFF', asked);
  expect(staff.thinnest.map(({ people }: { people: number }) => people)).toEqual([5, 4]);
  const { thinnest, grids, total } = await forecast('ANALYST', asked);
  expect(thinnest.map(({ people }: { people: number }) => people)).toEqual([5]);
  expect(grids[1].quarters[0]).toMatchObject({ share: null, uncovered: null, missing: 'TOO_FEW' });
  expect(total[0]).toMatchObject({ share: 0, uncovered: 5 });
});

test.each([
  ['no hour', { hours: 0 }],
  ['more than half a day', { hours: 13 }],
  ['no minutes', { hours: 1, minutes: 0 }],
  ['more minutes than are counted', { hours: 1, minutes: 61 }],
  ['nobody', { hours: 1, k: 0 }],
  ['more riders than are counted', { hours: 1, k: 6 }],
])('what cannot be forecast is refused: %s', async (_, asked) => {
  expect(codesOf(await (await street.as('ANALYST'))(FORECAST, asked))).toEqual(['INVALID_INPUT']);
});

test('on a break, overdue, without a position, or never come: each is counted for what it is', async () => {
  const { sql } = street.stage;
  const pausing = await street.rider({ at: [0.5, 0.5] });
  await sql(`update rider set duty = 'BREAK', duty_since = ? where id = ?`, [
    after(-HOUR / 6),
    pausing.id,
  ]);
  const overrun = await street.rider({ at: [0.5, 1.5] });
  await shift(overrun.id, [-3 * HOUR, -HOUR]);
  const lost = await street.rider({ at: [1.5, 0.5] });
  await sql('delete from rider_position where rider_id = ?', [lost.id]);
  await shift(await offDuty(), [-HOUR, HOUR], [street.grids[3]!]);
  const { counted, grids } = await forecast('STREET_STAFF', { hours: 1 });
  expect(counted).toEqual({
    ...{ onDuty: 3, busy: 0, onBreak: 1, openEnded: 2, overrun: 1, unseen: 1 },
    ...{ comingShifts: 0, unconfirmed: 0, notCome: 1, unplaced: 1 },
  });
  // A pause of twenty minutes has ten left: free at the third of three steps.
  expect(grids.map(({ quarters }: any) => quarters.map((one: any) => one.expectedRiders))).toEqual([
    [1 / 3, 1, 1, 1],
    times(4, 0),
    times(4, 0),
    times(4, 0),
  ]);
});

test('a stop of the own round that opens late leaves the rider free until it is time to go', async () => {
  const { id } = await street.rider({ at: [0.5, 0.5] });
  const { lng, lat } = street.town.point(0.5, 1.3);
  await street.stage.sql(
    `insert into own_stop (street_id, id, rider_id, client_key, nth, day, location, from_at, due_at, service_seconds, shared_at)
     values (?, ?, ?, 'A', 1, local_day(?), st_setsrid(st_makepoint(?, ?), 4326), ?, ?, 300, ?)`,
    [
      ...[street.streetId, randomUUID(), id, after(0), lng, lat],
      ...[after(HOUR), after(2 * HOUR), after(0)],
    ],
  );
  const { grids, counted } = await forecast('STREET_STAFF', { hours: 2 });
  const ridersIn = (index: number) =>
    grids[index].quarters.map(({ expectedRiders }: any) => Math.round(expectedRiders * 3));
  // Some eight minutes of way before eleven, and five minutes at the door after it.
  expect(ridersIn(0)).toEqual([3, 3, 3, 2, 0, 0, 0, 0]);
  expect(ridersIn(1)).toEqual([0, 0, 0, 0, 2, 3, 3, 3]);
  expect(counted.busy).toBe(0);
});
