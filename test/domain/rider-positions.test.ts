import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { day, enrolled, openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;
let staff: Awaited<ReturnType<PeopleStage['as']>>;

beforeEach(async () => {
  stage = await openPeopleStage();
  staff = await stage.as(stage.here, 'STREET_STAFF');
});
afterEach(() => stage.close());

const REPORT = `mutation ($input: PositionInput!) { reportPosition(input: $input) {
  riderId badge accuracyM deviceAt stale duty point { lng lat } } }`;
const seconds = (s: number) => new Date(stage.clock.now().getTime() + s * 1000).toISOString();
const told = (more: object = {}) => ({
  input: { point: stage.here.told(0.5, 0.5), accuracyM: 8, deviceAt: seconds(0), ...more },
});
const positions = () => stage.sql('select * from rider_position');

test('off duty nothing is recorded, and what was recorded on duty is forgotten', async () => {
  const rider = await enrolled(stage);
  expect(codesOf(await rider.ask(REPORT, told()))).toEqual(['OFF_DUTY']);
  expect(await positions()).toEqual([]);
  await day(rider, 'startDuty');
  expect((await rider.ask(REPORT, told())).data!.reportPosition).toMatchObject({
    riderId: rider.id,
    badge: 'HQ0001',
    stale: false,
    duty: 'ON',
    point: stage.here.point(0.5, 0.5),
  });
  await day(rider, 'takeBreak');
  expect((await rider.ask(REPORT, told({ deviceAt: seconds(1) }))).errors).toBeUndefined();
  expect(await positions()).toHaveLength(1);
  await day(rider, 'stopDuty');
  expect(await positions()).toEqual([]);
});

test.each([
  [
    'a device clock that runs ahead',
    () => told({ deviceAt: seconds(61) }),
    'POSITION_FROM_THE_FUTURE',
  ],
  ['a circle of more than a kilometre', () => told({ accuracyM: 1001 }), 'POSITION_INACCURATE'],
  ['a circle of less than nothing', () => told({ accuracyM: -1 }), 'POSITION_INACCURATE'],
  [
    'a place on no map',
    () => told({ point: { lng: 118, lat: 91, crs: 'WGS84' } }),
    'POINT_OUT_OF_RANGE',
  ],
])('%s is refused', async (_, input, code) => {
  const rider = await enrolled(stage);
  await day(rider, 'startDuty');
  expect(codesOf(await rider.ask(REPORT, input()))).toEqual([code]);
  expect(await positions()).toEqual([]);
});

test('an older position changes nothing: the stored one is answered', async () => {
  const rider = await enrolled(stage);
  await day(rider, 'startDuty');
  stage.clock.advance(600_000);
  await rider.ask(REPORT, told());
  const late = told({ deviceAt: seconds(-300), point: stage.here.told(1.5, 1.5) });
  const { data } = await rider.ask(REPORT, late);
  expect(data!.reportPosition.point).toEqual(stage.here.point(0.5, 0.5));
  stage.clock.advance(300_000);
  const next = told({ point: stage.here.told(1.5, 1.5) });
  expect((await rider.ask(REPORT, next)).data!.reportPosition.point).toEqual(
    stage.here.point(1.5, 1.5),
  );
  expect(await positions()).toHaveLength(1);
});

test('a place told as on a Chinese map is kept where it is', async () => {
  const rider = await enrolled(stage);
  await day(rider, 'startDuty');
  const point = { ...stage.here.point(0.5, 0.5), crs: 'GCJ02' };
  const { data } = await rider.ask(REPORT, told({ point }));
  const shift = point.lng - data!.reportPosition.point.lng;
  expect(shift).toBeGreaterThan(0.004);
  expect(shift).toBeLessThan(0.006);
});

const POSITION =
  'query ($id: ID!) { rider(id: $id) { duty position { stale receivedAt point { lng } } } }';

test('a position grows stale by the device time too, and is marked', async () => {
  const rider = await enrolled(stage);
  await day(rider, 'startDuty');
  stage.clock.advance(100_000);
  await rider.ask(REPORT, told({ deviceAt: seconds(-100) }));
  const stale = async () => (await staff(POSITION, { id: rider.id })).data!.rider.position.stale;
  stage.clock.advance(20_000);
  expect(await stale()).toBe(false);
  stage.clock.advance(1);
  expect(await stale()).toBe(true);
});

test('where riders are is seen by staff of the street and by themselves, in SQL too', async () => {
  const [one, two] = [await stage.here.rider(), await stage.here.rider()];
  const count = async (role: Parameters<typeof stage.actor>[1], more = {}, town = stage.here) => {
    const actor = stage.actor(town, role, { accountId: randomUUID(), ...more });
    return (await stage.seenBy(actor, 'select 1 from rider_position')).length;
  };
  expect(await count('STREET_STAFF')).toBe(2);
  expect(await count('COMMUNITY_STAFF', { communityIds: stage.here.communityIds })).toBe(2);
  expect(await count('RIDER', { riderId: one.id })).toBe(1);
  for (const role of ['RESIDENT', 'FAMILY', 'PARTNER', 'ANALYST'] as const)
    expect(await count(role)).toBe(0);
  expect(await count('STREET_STAFF', {}, stage.there)).toBe(0);
  expect(await stage.seenByNobody('select 1 from rider_position')).toEqual([]);
  const partner = stage.actor(stage.here, 'PARTNER', { organizationId: stage.here.companyId });
  const answer = await stage.asked(partner)(POSITION, { id: two.id });
  expect(answer.data?.rider?.position ?? null).toBeNull();
});

test('no rider writes where another one is, and nobody a position off duty', async () => {
  const [one, two] = [await stage.here.rider(), await stage.here.rider()];
  const actor = stage.actor(stage.here, 'RIDER', { riderId: one.id, accountId: one.accountId });
  await stage.seenBy(actor, 'update rider_position set accuracy_m = 999 where rider_id = ?', [
    two.id,
  ]);
  expect(await stage.sql('select 1 from rider_position where accuracy_m = 999')).toEqual([]);
  await stage.sql(`update rider set duty = 'OFF', duty_since = null`);
  expect(await positions()).toEqual([]);
  const insert = `insert into rider_position (street_id, rider_id, location, accuracy_m, device_at, received_at)
    values (?, ?, st_setsrid(st_makepoint(118.78, 31.98), 4326), 1, now(), now())`;
  await expect(stage.sql(insert, [stage.here.streetId, two.id])).rejects.toThrow('off duty');
});
