import { randomUUID } from 'node:crypto';
import { countPresence } from '../../src/domain/positions/counting.ts';
import { forgetTracks } from '../../src/domain/positions/forgetting.ts';
import { contextFor, systemActor, type Context } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { codesOf } from '../support/client.ts';
import { day, enrolled, openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;
let rider: Awaited<ReturnType<typeof enrolled>>;

beforeEach(async () => {
  stage = await openPeopleStage();
  rider = await enrolled(stage);
});
afterEach(() => stage.close());

const HOUR = 3_600_000;
const BATCH = `mutation ($batch: ReportPositionsInput!) { reportPositions(batch: $batch, key: "batch-1") {
  key accepted dropped { stage count zh en } } }`;
const when = (ms: number) => new Date(stage.clock.now().getTime() + ms).toISOString();
/** A fix so many milliseconds from now, in sides of a grid from the corner of the street. */
const fix = (ms: number, [x, y] = [0.5, 0.5], more: object = {}) => ({
  ...stage.here.point(x, y),
  accuracyM: 8,
  deviceAt: when(ms),
  ...more,
});
type Fixes = ReturnType<typeof fix>[];
const tell = async (fixes: Fixes, crs = 'WGS84') => {
  const { data, errors } = await rider.ask(BATCH, { batch: { crs, fixes } });
  expect(errors).toBeUndefined();
  const { accepted, dropped } = data!.reportPositions;
  const by = dropped.filter(({ count }: { count: number }) => count > 0);
  return [accepted, Object.fromEntries(by.map((d: any) => [d.stage, d.count]))];
};
const track = () => stage.sql('select * from track_point order by rider_id, device_at');
const stays = () =>
  stage.sql(
    'select g.code, p.since, p.until from rider_presence p join grid g on g.id = p.grid_id order by p.since',
  );
const inStreet = (work: (ctx: Context) => Promise<unknown>) => {
  const ctx = contextFor(stage.platform, systemActor(stage.here.streetId));
  return inTransaction(ctx.em, () => work(ctx));
};

test('a batch is answered stage by stage, kept once, and moves the rider forward only', async () => {
  await day(rider, 'startDuty');
  stage.clock.advance(HOUR);
  const good = [fix(-600_000), fix(-300_000, [0.52, 0.5]), fix(-1_000, [0.54, 0.5])];
  const bad = [
    fix(61_000),
    fix(-25 * HOUR),
    fix(-500_000, [0.5, 0.5], { lng: 0, lat: 0 }),
    fix(-500_000, [0.5, 0.5], { lng: 118, lat: 91 }),
    fix(-400_000, [0.5, 0.5], { accuracyM: 2_000 }),
    fix(-299_000, [1.9, 1.9]),
    fix(-2 * HOUR),
    fix(-1_200_000, [12, 0.5], { accuracyM: 5 }),
  ];
  expect(await tell([...bad, ...good.toReversed(), good[0]!])).toEqual([
    3,
    {
      FUTURE: 1,
      PAST: 1,
      DUPLICATE: 1,
      ZERO: 2,
      INACCURATE: 1,
      IMPOSSIBLE_SPEED: 1,
      OFF_DUTY: 1,
      OUT_OF_AREA: 1,
    },
  ]);
  const kept = await track();
  expect(kept).toHaveLength(3);
  expect(await tell(good)).toEqual([0, { DUPLICATE: 3 }]);
  expect(await track()).toEqual(kept);
  expect(await tell([fix(-450_000)])).toEqual([1, {}]);
  const [latest] = await stage.sql('select st_x(location) as lng from rider_position');
  expect(latest!.lng).toBeCloseTo(stage.here.point(0.54, 0.5).lng, 9);
});

test('what was measured on duty hours ago is taken when the network is back, also off duty by then', async () => {
  await day(rider, 'startDuty');
  stage.clock.advance(2 * HOUR);
  await day(rider, 'stopDuty');
  stage.clock.advance(HOUR);
  const batch = [-4, -2.5, -1.5, -0.5].map((hours) => fix(hours * HOUR));
  expect(await tell(batch)).toEqual([2, { OFF_DUTY: 2 }]);
  expect(await stage.sql('select 1 from rider_position')).toEqual([]);
  expect(await stays()).toEqual([]);
});

test('more than five hundred at once are refused, and so is whoever is no rider', async () => {
  const fixes = Array.from({ length: 501 }, (_, n) => fix(-n));
  const answer = await rider.ask(BATCH, { batch: { crs: 'WGS84', fixes } });
  expect(codesOf(answer)).toEqual(['INVALID_INPUT']);
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  expect(codesOf(await staff(BATCH, { batch: { crs: 'WGS84', fixes: [] } }))).toEqual([
    'NOT_FOUND',
  ]);
});

test('positions on a Chinese map are kept where they are', async () => {
  await day(rider, 'startDuty');
  const before = stage.here.point(0.5, 0.5);
  expect(await tell([fix(0)], 'BD09')).toEqual([1, {}]);
  const [point] = await stage.sql('select st_x(location) as lng from track_point');
  expect(before.lng - point!.lng).toBeGreaterThan(0.008);
});

test('batches told at the same time, the same one among them, are all kept once', async () => {
  await day(rider, 'startDuty');
  const others = await Promise.all(
    [1, 2, 3].map((n) => enrolled(stage, { badge: `HQ100${n}`, phone: `1380000100${n}` })),
  );
  for (const other of others) await day(other, 'startDuty');
  stage.clock.advance(60_000);
  const batch = { crs: 'WGS84', fixes: [fix(-20_000), fix(-10_000), fix(0)] };
  const asks = [rider, rider, ...others, rider].map(({ ask }) => ask(BATCH, { batch }));
  const accepted = (await Promise.all(asks)).map(({ data }) => data!.reportPositions.accepted);
  expect(accepted.toSorted((a, b) => a - b)).toEqual([0, 0, 3, 3, 3, 3]);
  expect(await track()).toHaveLength(12);
});

test('a rider is counted in a grid, leaves it when surely beyond its border, and ends with duty', async () => {
  await day(rider, 'startDuty');
  stage.clock.advance(HOUR);
  const jitter = Array.from({ length: 60 }, (_, n) =>
    fix(-900_000 + n * 5_000, [1 + (n % 2 ? 0.006 : -0.006), 0.5], { accuracyM: 15 }),
  );
  await tell([fix(-1_000_000, [0.9, 0.5]), ...jitter]);
  expect(await stays()).toMatchObject([{ code: '320199001001001', until: null }]);
  await tell([fix(-300_000, [1.1, 0.5]), fix(-200_000, [1.2, 0.5])]);
  const [first, second] = await stays();
  expect([first!.code, second!.code]).toEqual(['320199001001001', '320199001002001']);
  expect(first!.until).toEqual(second!.since);
  await day(rider, 'stopDuty');
  expect((await stays()).filter(({ until }) => until === null)).toEqual([]);
});

test('available riders are counted per grid every five minutes, without a name', async () => {
  await day(rider, 'startDuty');
  await tell([fix(0)]);
  await stage.here.rider({ at: [0.6, 0.6] });
  await stage.here.rider({ at: [1.5, 1.5] });
  await stage.sql(`update rider set duty = 'BREAK' where badge = 'R2'`);
  const counts = () =>
    stage.sql(
      'select c.at, g.code, c.riders from presence_count c join grid g on g.id = c.grid_id where c.riders > 0',
    );
  await inStreet(countPresence);
  await inStreet(countPresence);
  expect(await counts()).toMatchObject([{ code: '320199001001001', riders: 2 }]);
  expect(await stage.sql('select 1 from presence_count')).toHaveLength(4);
  stage.clock.advance(300_000);
  await inStreet(countPresence);
  expect(await counts()).toHaveLength(1);
  expect(await stage.sql('select 1 from presence_count')).toHaveLength(8);
});

const OWN =
  'query ($from: DateTimeISO!, $until: DateTimeISO!) { myTrack(from: $from, until: $until) { deviceAt point { lng } } exportMyTrack(from: $from, until: $until) myTrackDays { day points metres } }';

test('a track is seen and exported by its rider, and kept for seven days; then the distance is left', async () => {
  await day(rider, 'startDuty');
  stage.clock.advance(600_000);
  await tell([fix(-600_000), fix(-300_000, [0.6, 0.5]), fix(0, [0.7, 0.5])]);
  const span = { from: when(-HOUR), until: when(HOUR) };
  const { data } = await rider.ask(OWN, span);
  expect(data!.myTrack).toHaveLength(3);
  expect(data!.exportMyTrack.features[2].geometry.coordinates[0]).toBeCloseTo(
    stage.here.point(0.7, 0.5).lng,
    9,
  );
  stage.clock.advance(6 * 24 * HOUR);
  await inStreet(forgetTracks);
  expect(await track()).toHaveLength(3);
  stage.clock.advance(24 * HOUR);
  await inStreet(forgetTracks);
  await inStreet(forgetTracks);
  expect(await track()).toEqual([]);
  const after = (await rider.ask(OWN, span)).data!;
  expect(after.myTrack).toEqual([]);
  expect(after.myTrackDays).toMatchObject([{ day: '2026-03-02', points: 3 }]);
  expect(after.myTrackDays[0].metres).toBeGreaterThan(350);
  expect(after.myTrackDays[0].metres).toBeLessThan(400);
});

const THEIRS = `query ($id: ID!, $from: DateTimeISO!, $until: DateTimeISO!, $purpose: String!) {
  riderTrack(riderId: $id, from: $from, until: $until, purpose: $purpose) { deviceAt } }`;

test('staff see a track for a purpose, and that they looked is written down', async () => {
  await day(rider, 'startDuty');
  await tell([fix(0)]);
  const asked = { id: rider.id, from: when(-HOUR), until: when(HOUR), purpose: '核实投诉' };
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  expect((await staff(THEIRS, asked)).data!.riderTrack).toHaveLength(1);
  expect(await stage.sql('select purpose, operation, subject_id from access_log')).toMatchObject([
    { purpose: '核实投诉', operation: 'riderTrack', subject_id: rider.id },
  ]);
  expect(codesOf(await staff(THEIRS, { ...asked, purpose: '' }))).toEqual(['INVALID_INPUT']);
  const there = await stage.as(stage.there, 'STREET_STAFF');
  expect(codesOf(await there(THEIRS, asked))).toEqual(['NOT_FOUND']);
  for (const role of ['COMMUNITY_STAFF', 'PARTNER', 'ANALYST', 'RESIDENT'] as const) {
    const actor = stage.actor(stage.here, role);
    expect(codesOf(await stage.asked(actor)(THEIRS, asked))).toEqual(['NOT_FOUND']);
    if (role !== 'RESIDENT')
      expect(await stage.seenBy(actor, 'select 1 from track_point')).toEqual([]);
  }
  const other = await enrolled(stage, { badge: 'HQ0002', phone: '13800001235' });
  expect(await stage.seenBy(other.actor, 'select 1 from track_point')).toEqual([]);
  expect(await stage.seenBy(rider.actor, 'select 1 from track_point')).toHaveLength(1);
});

test('a street decides by its own numbers, from then on', async () => {
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  const SET = `mutation ($input: PositionPolicyInput!) { setPositionPolicy(input: $input) { version maxSpeedMps marginM } }`;
  expect((await staff(SET, { input: { maxSpeedMps: 5 } })).data!.setPositionPolicy).toEqual({
    version: 2,
    maxSpeedMps: 5,
    marginM: 3_000,
  });
  expect((await staff(SET, { input: { marginM: 10 } })).data!.setPositionPolicy).toEqual({
    version: 3,
    maxSpeedMps: 5,
    marginM: 10,
  });
  await day(rider, 'startDuty');
  stage.clock.advance(60_000);
  expect(await tell([fix(-60_000), fix(0, [0.7, 0.5])])).toEqual([1, { IMPOSSIBLE_SPEED: 1 }]);
  expect(codesOf(await staff(SET, { input: { keepTrackDays: 31 } }))).toEqual(['INVALID_INPUT']);
});

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) {
  openRequest(input: $input, idempotencyKey: $key) { id } }`;
const WHO = `query ($id: ID!) { candidates(requestId: $id) {
  candidates { rider { id } } exclusions { constraint rider { id } } } }`;

test('whoever is not seen for two minutes leaves the pool, and is back with the next position', async () => {
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  await day(rider, 'startDuty');
  await tell([fix(0)]);
  const input = {
    kind: 'MEAL',
    at: stage.here.told(0.5, 0.5),
    place: '幸福里小区',
    pickup: stage.here.told(0.52, 0.5),
    pickupName: '社区食堂',
  };
  const opened = await staff(OPEN, { input, key: randomUUID() });
  const { id } = opened.data!.openRequest;
  const who = async () => (await staff(WHO, { id })).data!.candidates;
  stage.clock.advance(120_000);
  expect((await who()).candidates).toEqual([{ rider: { id: rider.id } }]);
  stage.clock.advance(1);
  expect(await who()).toMatchObject({
    candidates: [],
    exclusions: [{ constraint: 'staleness', rider: { id: rider.id } }],
  });
  await tell([fix(-121_000)]);
  expect((await who()).candidates).toEqual([]);
  await tell([fix(0)]);
  expect((await who()).candidates).toEqual([{ rider: { id: rider.id } }]);
});

test('no track off duty, by whatever way', async () => {
  const point = (id: string, at: string) =>
    stage.sql(
      `insert into track_point (street_id, rider_id, device_at, received_at, location, accuracy_m)
       values (?, ?, ?, ?, st_setsrid(st_makepoint(118.78, 31.98), 4326), 1)`,
      [stage.here.streetId, id, at, at],
    );
  await expect(point(rider.id, when(0))).rejects.toThrow('off duty');
  await day(rider, 'startDuty');
  await expect(point(rider.id, when(-1))).rejects.toThrow('off duty');
  await point(rider.id, when(1));
  await expect(stage.sql('update track_point set accuracy_m = 2')).rejects.toThrow('history');
});
