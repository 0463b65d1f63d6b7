import * as fc from 'fast-check';
import { defaultPolicy } from '../../src/dispatch/policy.ts';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { daysOnEnd } from '../../src/domain/riders/local-day.ts';
import { promptLongDays } from '../../src/domain/riders/resting.ts';
import { day, enrolled } from './people-stage.ts';
import { DAY, HOUR, MINUTE, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

let stage: RiderDayStage;
let rider: Awaited<ReturnType<typeof enrolled>>;
let staff: Awaited<ReturnType<RiderDayStage['asStaff']>>;

beforeEach(async () => {
  stage = await openRiderDayStage();
  rider = await enrolled(stage);
  staff = await stage.asStaff('STREET_STAFF');
});
afterEach(() => stage.close());

const SET = `mutation ($input: RestRulesInput!, $key: ID!) { setRestRules(input: $input, idempotencyKey: $key) {
  version workMinutes pauseMinutes promptMinutes limitMinutes daysInARow reason } }`;
const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`;

/** A request waits and is planned now, with the rider standing beside it: the ids asked, and who was left out why. */
async function planNow() {
  const { here } = stage;
  const { lng, lat } = here.point(0.5, 0.5);
  const at = stage.clock.now().toISOString();
  await stage.sql(
    `insert into rider_position (street_id, rider_id, location, accuracy_m, device_at, received_at)
     select street_id, id, st_setsrid(st_makepoint(?, ?), 4326), 10, ?, ? from rider where duty <> 'OFF'
     on conflict (street_id, rider_id) do update set device_at = excluded.device_at, received_at = excluded.received_at`,
    [lng, lat, at, at],
  );
  const input = { kind: 'ERRAND', at: here.told(0.5, 0.5), place: '门口' };
  const { id } = await staff(OPEN, { input });
  await stage.byItself(dispatchStreet);
  const [decision] = await stage.sql<{ rider_ids: string[]; explanation: any }>(
    'select rider_ids, explanation from decision where request_id = ? order by at desc limit 1',
    [id],
  );
  await stage.sql(`update offer set state = 'WITHDRAWN', answered_at = ? where state = 'PENDING'`, [
    at,
  ]);
  await stage.sql(`update service_request set state = 'CANCELLED', closed_at = ?`, [at]);
  return { asked: decision!.rider_ids, refused: Object.keys(decision!.explanation.excluded) };
}

const asked = { asked: [expect.any(String)], refused: [] };
const refusedBy = (constraint: string) => ({ asked: [], refused: [constraint] });

test('the rules of a street that said nothing are the engine’s own', async () => {
  await stage.sql('alter table dispatch_policy disable trigger sealed');
  await stage.sql('delete from dispatch_policy');
  const { rest } = defaultPolicy;
  expect(
    await staff('{ restRules { workMinutes pauseMinutes promptMinutes limitMinutes daysInARow } }'),
  ).toEqual({
    workMinutes: rest.workMs / MINUTE,
    pauseMinutes: rest.pauseMs / MINUTE,
    promptMinutes: rest.promptMs / MINUTE,
    limitMinutes: rest.limitMs / MINUTE,
    daysInARow: rest.daysInARow,
  });
});

test('after four hours there is no offer until a pause of twenty minutes, whether on a break or off duty', async () => {
  await day(rider, 'startDuty');
  stage.clock.advance(4 * HOUR - 1);
  expect(await planNow()).toEqual(asked);
  stage.clock.advance(1);
  expect(await planNow()).toEqual(refusedBy('rest'));
  await day(rider, 'stopDuty');
  stage.clock.advance(20 * MINUTE - 1);
  await day(rider, 'startDuty');
  expect(await planNow()).toEqual(refusedBy('rest'));
  await day(rider, 'takeBreak');
  expect(await planNow()).toEqual(refusedBy('duty'));
  stage.clock.advance(20 * MINUTE);
  await day(rider, 'startDuty');
  expect(await planNow()).toEqual(asked);
});

test('a long day is told once, and ends at its limit', async () => {
  await day(rider, 'startDuty');
  for (const hours of [3, 3, 2]) {
    stage.clock.advance(hours * HOUR);
    await stage.byItself(promptLongDays);
    await day(rider, 'takeBreak');
    stage.clock.advance(20 * MINUTE);
    await day(rider, 'startDuty');
  }
  await day(rider, 'takeBreak');
  const resting = await rider.ask('{ myRest { workedTodayMinutes } }');
  expect(resting.data!.myRest.workedTodayMinutes).toBe(480);
  await day(rider, 'startDuty');
  await stage.byItself(promptLongDays);
  expect(await stage.facts('rider.long_day')).toEqual([
    { riderId: rider.id, day: '2026-03-02', minutes: 480 },
  ]);
  stage.clock.advance(3 * HOUR - 1);
  expect(await planNow()).toEqual(asked);
  stage.clock.advance(1);
  expect(await planNow()).toEqual(refusedBy('restHours'));
  const { data } = await rider.ask(
    '{ myRest { workedTodayMinutes mustRest daysInARow rules { limitMinutes } } }',
  );
  expect(data!.myRest).toEqual({
    workedTodayMinutes: 660,
    mustRest: true,
    daysInARow: 0,
    rules: { limitMinutes: 660 },
  });
});

/** On duty for a minute on each of so many days, the last of which is today. */
async function workDays(count: number) {
  for (let worked = 0; worked < count; worked++) {
    if (worked > 0) stage.clock.advance(DAY - MINUTE);
    await day(rider, 'startDuty');
    stage.clock.advance(MINUTE);
    await day(rider, 'stopDuty');
  }
  await day(rider, 'startDuty');
}

test('the seventh day on end is a day of rest; a street may loosen it, and says why', async () => {
  await workDays(6);
  expect(await planNow()).toEqual(asked);
  await day(rider, 'stopDuty');
  stage.clock.advance(DAY - MINUTE);
  await day(rider, 'startDuty');
  expect(await planNow()).toEqual(refusedBy('restDay'));
  const rules = await staff(SET, { input: { daysInARow: 10, reason: '抗洪期间人手不足' } });
  expect(rules).toMatchObject({
    version: 2,
    daysInARow: 10,
    workMinutes: 240,
    reason: '抗洪期间人手不足',
  });
  expect(await planNow()).toEqual(asked);
  expect(
    await stage.sql(
      'select version, reason, set_by is not null as signed from dispatch_policy where street_id = ? order by 1',
      [stage.here.streetId],
    ),
  ).toEqual([
    { version: 1, reason: null, signed: false },
    { version: 2, reason: '抗洪期间人手不足', signed: true },
  ]);
});

test('a day without work begins the count anew', async () => {
  await workDays(6);
  await day(rider, 'stopDuty');
  stage.clock.advance(2 * DAY);
  await day(rider, 'startDuty');
  expect(await planNow()).toEqual(asked);
});

test('only street staff set the rules, and a prompt is not after the limit', async () => {
  const community = await stage.asStaff('COMMUNITY_STAFF', stage.here.communityIds);
  expect(await community(SET, { input: { daysInARow: 10, reason: '人手不足' } })).toEqual([
    'NOT_FOUND',
  ]);
  expect(await staff(SET, { input: { promptMinutes: 900, reason: '试试看' } })).toEqual([
    'INVALID_INPUT',
  ]);
  expect(await staff(SET, { input: { promptMinutes: 500, reason: '短' } })).toEqual([
    'INVALID_INPUT',
  ]);
});

test('in any day of duty and breaks no offer falls into a pause that is due', async () => {
  const steps = fc.array(
    fc.record({
      step: fc.constantFrom('startDuty', 'takeBreak', 'stopDuty'),
      minutes: fc.integer({ min: 1, max: 130 }),
    }),
    { minLength: 4, maxLength: 9 },
  );
  const worked: { from: number; to: number }[] = [];
  let on: number | undefined;
  for (const { step, minutes } of fc.sample(steps, { numRuns: 6, seed: 7 }).flat()) {
    await day(rider, step);
    const now = stage.clock.now().getTime();
    const { data } = await rider.ask('{ myRider { duty } }');
    const onDuty = data!.myRider.duty === 'ON';
    if (on !== undefined && !onDuty) worked.push({ from: on, to: now });
    on = onDuty ? (on ?? now) : undefined;
    stage.clock.advance(minutes * MINUTE);
    const told = await planNow();
    const later = stage.clock.now().getTime();
    const rests = mustRest(
      [...worked, ...(on === undefined ? [] : [{ from: on, to: later }])],
      later,
    );
    expect({ asked: told.asked.length > 0 }).toEqual({ asked: onDuty && !rests });
  }
});

/** The law anew, by counting minutes: four hours without twenty of pause, eleven in a day. */
function mustRest(periods: readonly { from: number; to: number }[], now: number): boolean {
  let since = periods[0]?.from ?? now;
  for (const [index, { from }] of periods.entries())
    if (index > 0 && from - periods[index - 1]!.to >= 20 * MINUTE) since = from;
  const midnight = Math.floor((now + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
  const today = periods.reduce(
    (sum, { from, to }) => sum + Math.max(0, to - Math.max(from, midnight)),
    0,
  );
  return now - since >= 4 * HOUR || today >= 11 * HOUR;
}

test('days on end are counted back from yesterday', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 80, max: 100 })), (days) => {
      const count = daysOnEnd(days, 100);
      for (let back = 1; back <= count; back++) expect(days).toContain(100 - back);
      expect(days).not.toContain(100 - count - 1);
    }),
  );
});
