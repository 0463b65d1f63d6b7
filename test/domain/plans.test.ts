import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { lunchFor, openPlansStage, OPEN_PLAN, type PlansStage } from './plans-stage.ts';

let stage: PlansStage;
beforeEach(async () => {
  stage = await openPlansStage();
});
afterEach(() => stage.close());

const PAUSE = `mutation ($input: PauseInput!) { pauseResident(input: $input) { id from until reason } }`;
const EXCEPT = `mutation ($input: ExceptionInput!) { sayPlanException(input: $input) { id } }`;
const ALERTS = `{ planAlerts { id on state why resident { id } plan { name } } }`;

test('each day of a plan becomes a request once, in time and not before', async () => {
  const [one, two] = await stage.elders(2);
  await stage.lunch([one!, two!], { note: '少盐' });
  for (let n = 0; n < 3; n++) await stage.issue();
  const today = await stage.requests();
  expect(new Set(today.map(({ residentId }) => residentId))).toEqual(new Set([one, two]));
  expect(today).toHaveLength(2);
  expect(today[0]).toMatchObject({
    state: 'OPEN',
    channel: 'PLAN',
    on: '2026-03-02',
    readyAt: '2026-03-02 03:00:00+00',
  });
  stage.passHours(18.9);
  await stage.issue();
  expect(await stage.requests()).toHaveLength(2);
  stage.passHours(0.2);
  await stage.issue();
  const all = await stage.requests();
  expect(all).toHaveLength(4);
  expect(await stage.facts('request.opened')).toHaveLength(4);
  const { data } = await stage.staff(
    'query ($id: ID!) { request(id: $id) { note resident { id } } }',
    {
      id: all[0]!.id,
    },
  );
  expect(data!.request.note).toBe('少盐');
});

test('after a stop of three days what is past is missed with an open alert, and what can still be served comes once', async () => {
  const [elder] = await stage.elders(1);
  await stage.lunch([elder!]);
  await stage.issue();
  stage.passHours(73);
  await stage.issue();
  await stage.issue();
  const requests = await stage.requests();
  expect(requests.map(({ on }) => on)).toEqual(['2026-03-02', '2026-03-05']);
  const { data } = await stage.staff(ALERTS);
  expect(
    data!.planAlerts.map(({ on, state }: { on: string; state: string }) => [on, state]),
  ).toEqual([
    ['2026-03-03', 'MISSED'],
    ['2026-03-04', 'MISSED'],
  ]);
  expect(await stage.facts('plan.occurrence_missed')).toHaveLength(2);
  const settled = await stage.staff(
    `mutation ($id: ID!) { settleOccurrence(id: $id, note: "社区送了面条") { settledNote } }`,
    { id: data!.planAlerts[0].id },
  );
  expect(settled.data!.settleOccurrence.settledNote).toBe('社区送了面条');
  expect((await stage.staff(ALERTS)).data!.planAlerts).toHaveLength(1);
});

test('who is away gets nothing until the pause is lifted, and what was issued is ended', async () => {
  const [away, home] = await stage.elders(2);
  await stage.lunch([away!, home!]);
  await stage.issue();
  const input = { residentId: away, reason: 'HOSPITAL', from: '2026-03-02' };
  const { data, errors } = await stage.staff(PAUSE, { input });
  expect(errors).toBeUndefined();
  expect(codesOf(await stage.staff(PAUSE, { input }))).toEqual(['ALREADY_PAUSED']);
  const states = await stage.requests();
  expect(states.find(({ residentId }) => residentId === away)!.state).toBe('CANCELLED');
  expect(states.find(({ residentId }) => residentId === home)!.state).toBe('OPEN');
  stage.passHours(24);
  await stage.issue();
  expect((await stage.requests()).filter(({ residentId }) => residentId === away)).toHaveLength(1);
  const lift = `mutation ($id: ID!) { liftPause(id: $id) { liftedAt } }`;
  await stage.staff(lift, { id: data!.pauseResident.id });
  await stage.staff(lift, { id: data!.pauseResident.id });
  await stage.issue();
  const after = (await stage.requests()).filter(({ residentId }) => residentId === away);
  expect(after.map(({ on, state }) => [on, state])).toEqual(
    [
      [null, 'CANCELLED'],
      ['2026-03-03', 'OPEN'],
    ].map(([on, state]) => [on ?? '2026-03-02', state]),
  );
  expect((await stage.staff(ALERTS)).data!.planAlerts).toEqual([]);
});

test('a pause lifted on the same day serves that day again, with a new request', async () => {
  const [elder] = await stage.elders(1);
  await stage.lunch([elder!]);
  await stage.issue();
  const input = { residentId: elder, reason: 'TRAVEL', from: '2026-03-02', until: '2026-03-09' };
  const { data } = await stage.staff(PAUSE, { input });
  await stage.staff(`mutation ($id: ID!) { liftPause(id: $id) { id } }`, {
    id: data!.pauseResident.id,
  });
  await stage.issue();
  await stage.issue();
  const requests = await stage.requests();
  expect(requests).toHaveLength(2);
  expect(new Set(requests.map(({ state }) => state))).toEqual(new Set(['CANCELLED', 'OPEN']));
});

test('a resident pauses and comes back by themselves, and nobody else does it for them', async () => {
  const [elder, neighbour] = await stage.elders(2);
  const planId = await stage.lunch([elder!, neighbour!]);
  await stage.issue();
  const accountId = await stage.here.account('RESIDENT');
  await stage.sql('update resident set account_id = ? where id = ?', [accountId, elder]);
  const self = stage.asked(stage.actor(stage.here, 'RESIDENT', { accountId }));
  expect((await self('{ plans { id } }')).data!.plans).toEqual([{ id: planId }]);
  const pause = (residentId?: string) =>
    self(PAUSE, { input: { residentId, reason: 'FAMILY', from: '2026-03-02' } });
  expect(codesOf(await pause(neighbour))).toEqual(['NOT_FOUND']);
  const { data, errors } = await pause(elder);
  expect(errors).toBeUndefined();
  const states = (await stage.requests()).map(({ residentId, state }) => [residentId, state]);
  expect(new Map(states as [string, string][])).toEqual(
    new Map([
      [elder, 'CANCELLED'],
      [neighbour, 'OPEN'],
    ]),
  );
  const lifted = await self(`mutation ($id: ID!) { liftPause(id: $id) { liftedAt } }`, {
    id: data!.pauseResident.id,
  });
  expect(lifted.errors).toBeUndefined();
  await stage.issue();
  expect((await stage.requests()).filter(({ state }) => state === 'OPEN')).toHaveLength(2);
});

test('a station that closes stands against its plans until they are given another', async () => {
  const [elder] = await stage.elders(1);
  const stationId = randomUUID();
  const { lng, lat } = stage.here.point(1, 1);
  await stage.sql(
    `insert into station (street_id, id, code, name, name_en, location, amenities, opened_at)
     values (?, ?, 'S1', '一号驿站', 'Station 1', st_setsrid(st_makepoint(?, ?), 4326), '{}', '2026-01-01')`,
    [stage.here.streetId, stationId, lng, lat],
  );
  const at = { pickup: null, pickupName: null, pickupStationId: stationId };
  const planId = await stage.lunch([elder!], at);
  await stage.sql(`update station set closed_at = '2026-03-02' where id = ?`, [stationId]);
  await stage.issue();
  expect((await stage.staff(ALERTS)).data!.planAlerts).toMatchObject([{ why: 'STATION_CLOSED' }]);
  const move = `mutation ($id: ID!, $input: PlanPickupInput!) { movePlanPickup(id: $id, input: $input) { pickupName } }`;
  const input = { pickup: stage.here.told(1, 1), pickupName: '食堂' };
  expect((await stage.staff(move, { id: planId, input })).errors).toBeUndefined();
  await stage.issue();
  expect((await stage.requests()).map(({ state }) => state)).toEqual(['OPEN']);
});

test('single days are left out, moved and added; holidays are served as the plan says', async () => {
  const [elder] = await stage.elders(1);
  const planId = await stage.lunch([elder!], { onHoliday: 'AFTER', rule: 'FREQ=WEEKLY;BYDAY=TH' });
  const say = (more: object) =>
    stage.staff(EXCEPT, { input: { planId, residentId: elder, ...more } });
  await say({ kind: 'MOVE', on: '2026-03-12', to: '2026-03-10' });
  await say({ kind: 'SKIP', on: '2026-03-19' });
  await say({ kind: 'EXTRA', on: '2026-03-21' });
  const holidays = [{ on: '2026-03-26', name: '试验节', nameEn: 'Trial day' }];
  const set = await stage.staff(
    `mutation ($holidays: [HolidayInput!]!) { setHolidays(holidays: $holidays) { on name } }`,
    { holidays },
  );
  expect(set.data!.setHolidays).toEqual([{ on: '2026-03-26', name: '试验节' }]);
  const { data } = await stage.staff(
    `query ($planId: ID!, $residentId: ID!) { planDays(planId: $planId, residentId: $residentId, from: "2026-03-01", to: "2026-03-31") }`,
    { planId, residentId: elder },
  );
  expect(data!.planDays).toEqual(['2026-03-05', '2026-03-10', '2026-03-21', '2026-03-27']);
  expect(codesOf(await say({ kind: 'SKIP', on: '2026-03-06' }))).toEqual(['DAY_NOT_IN_PLAN']);
  expect(codesOf(await say({ kind: 'EXTRA', on: '2026-03-21' }))).toEqual(['DAY_ALREADY_SAID']);
  expect(codesOf(await say({ kind: 'EXTRA', on: '2026-03-01' }))).toEqual(['DAY_IS_PAST']);
});

test('what stands against a day is an open alert told once, and the day is served when it is mended', async () => {
  const [elder] = await stage.elders(1);
  await stage.lunch([elder!]);
  await stage.sql('update consent set withdrawn_at = now() where resident_id = ?', [elder]);
  await stage.issue();
  await stage.issue();
  expect((await stage.staff(ALERTS)).data!.planAlerts).toMatchObject([
    { state: 'BLOCKED', why: 'SERVICE_CONSENT_NEEDED', resident: { id: elder } },
  ]);
  expect(await stage.facts('plan.occurrence_blocked')).toHaveLength(1);
  await stage.sql('update consent set withdrawn_at = null where resident_id = ?', [elder]);
  await stage.issue();
  expect((await stage.staff(ALERTS)).data!.planAlerts).toEqual([]);
  expect(await stage.requests()).toHaveLength(1);
});

test('a plan that ends takes back what is not on its way', async () => {
  const elders = await stage.elders(2);
  const id = await stage.lunch(elders);
  await stage.issue();
  const close = () =>
    stage.staff(`mutation ($id: ID!) { closePlan(id: $id) { closedAt } }`, { id });
  const first = await close();
  expect(first.errors).toBeUndefined();
  expect((await close()).data).toEqual(first.data);
  await stage.issue();
  expect((await stage.requests()).map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED']);
});

test.each([
  ['RULE_NOT_FOLLOWED', { rule: 'FREQ=HOURLY;INTERVAL=2' }],
  ['DAY_IS_PAST', { from: '2026-03-01' }],
  ['INVALID_INPUT', { from: '2026-02-30' }],
  ['INVALID_INPUT', { due: '25:00' }],
  ['WINDOW_ENDS_BEFORE_IT_BEGINS', { due: '10:00' }],
  ['PICKUP_NEEDED', { pickup: null }],
  ['UNKNOWN_KIND', { kind: 'HAIRCUT' }],
  ['NOT_FOUND', { members: [{ residentId: randomUUID() }] }],
])('a plan that cannot be followed is refused: %s', async (code, more) => {
  const [elder] = await stage.elders(1);
  const input = lunchFor(stage, [elder!], more);
  expect(codesOf(await stage.staff(OPEN_PLAN, { input, key: randomUUID() }))).toEqual([code]);
});

test('staff of a community plan for their own residents and change no other plan for everybody', async () => {
  const elders = await stage.elders(12);
  const own = await stage.sql('select id from resident where community_id = ? order by id', [
    stage.here.communityIds[0],
  ]);
  const community = await stage.as(stage.here, 'COMMUNITY_STAFF', {
    communityIds: [stage.here.communityIds[0]!],
  });
  const ids = own.map(({ id }) => id);
  const mine = await stage.lunch(ids, {}, community);
  const everybody = await stage.lunch(elders);
  const close = (id: string) =>
    community(`mutation ($id: ID!) { closePlan(id: $id) { id } }`, { id });
  expect(codesOf(await close(everybody))).toEqual(['NOT_YOUR_PLAN']);
  expect((await close(mine)).errors).toBeUndefined();
  const input = lunchFor(stage, elders);
  expect(codesOf(await community(OPEN_PLAN, { input, key: randomUUID() }))).toEqual(['NOT_FOUND']);
  const stranger = await stage.as(stage.there, 'STREET_STAFF');
  expect((await stranger('{ plans { id } }')).data!.plans).toEqual([]);
});
