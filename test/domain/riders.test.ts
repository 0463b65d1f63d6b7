import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import {
  courier,
  day,
  ENROL,
  enrolled,
  openPeopleStage,
  type PeopleStage,
} from './people-stage.ts';

let stage: PeopleStage;
let staff: Awaited<ReturnType<PeopleStage['as']>>;

beforeEach(async () => {
  stage = await openPeopleStage();
  staff = await stage.as(stage.here, 'STREET_STAFF');
});
afterEach(() => stage.close());

const enrol = (more: object = {}, key: string = randomUUID()) =>
  staff(ENROL, { input: courier(stage, more), key });

test('staff enrol a rider with an account that a code to the phone opens', async () => {
  const { data, errors } = await enrol();
  expect(errors).toBeUndefined();
  expect(data!.enrolRider).toMatchObject({
    badge: 'HQ0001',
    duty: 'OFF',
    dutySince: null,
    load: 0,
    capacity: 4,
    skills: ['HOME_VISIT'],
    position: null,
    organization: { name: '快送' },
  });
  const [account] = await stage.sql(
    `select a.role from account a join rider r on r.account_id = a.id where phone_digest is not null`,
  );
  expect(account!.role).toBe('RIDER');
  const events = await stage.sql(`select name from outbox where name = 'rider.enrolled'`);
  expect(events).toHaveLength(1);
});

test('the same enrolment again answers the same, and enrols once', async () => {
  const key = randomUUID();
  const first = await enrol({}, key);
  expect((await enrol({}, key)).data).toEqual(first.data);
  expect(await stage.sql('select 1 from rider')).toHaveLength(1);
});

test.each([
  ['a badge that is worn', { phone: '13800005678' }, 'BADGE_TAKEN'],
  ['a phone that has a rider', { badge: 'HQ0002' }, 'PHONE_TAKEN'],
  ['a number that is no phone', { badge: 'HQ0002', phone: '12345' }, 'PHONE_INVALID'],
  ['no way to sign in', { badge: 'HQ0002', phone: null }, 'LOGIN_OR_PHONE_NEEDED'],
  ['an employer nobody knows', { organizationId: randomUUID() }, 'NOT_FOUND'],
  ['a skill in other letters', { badge: 'HQ0002', skills: ['home visit'] }, 'INVALID_INPUT'],
  ['a short password', { badge: 'HQ0002', login: 'zhaoming', password: 'short' }, 'INVALID_INPUT'],
])('%s is refused at enrolment', async (_, more, code) => {
  await enrolled(stage);
  expect(codesOf(await enrol(more))).toEqual([code]);
  expect(await stage.sql('select 1 from rider')).toHaveLength(1);
});

test('a member that left the alliance employs nobody more', async () => {
  await stage.sql('update organization set left_at = now() where id = ?', [stage.here.companyId]);
  expect(codesOf(await enrol())).toEqual(['ORGANIZATION_LEFT']);
});

test('an employer of another street is not found', async () => {
  expect(codesOf(await enrol({ organizationId: stage.there.companyId }))).toEqual(['NOT_FOUND']);
});

test('only street staff enrol', async () => {
  for (const role of ['COMMUNITY_STAFF', 'RIDER', 'RESIDENT', 'PARTNER', 'ANALYST'] as const) {
    const somebody = await stage.as(stage.here, role, { communityIds: stage.here.communityIds });
    const answer = await somebody(ENROL, { input: courier(stage), key: randomUUID() });
    expect(codesOf(answer)).toEqual(['NOT_FOUND']);
  }
});

test('a day is a row of periods without gap or overlap, one open at a time', async () => {
  const rider = await enrolled(stage);
  const began = stage.clock.now().toISOString();
  expect(await day(rider, 'takeBreak')).toEqual(['NOT_ON_DUTY']);
  expect(await day(rider, 'startDuty')).toMatchObject({ duty: 'ON', dutySince: began });
  expect(await day(rider, 'startDuty')).toMatchObject({ duty: 'ON', dutySince: began });
  stage.clock.advance(60_000);
  expect(await day(rider, 'takeBreak')).toMatchObject({ duty: 'BREAK', dutySince: began });
  stage.clock.advance(60_000);
  expect(await day(rider, 'startDuty')).toMatchObject({ duty: 'ON', dutySince: began });
  stage.clock.advance(60_000);
  expect(await day(rider, 'stopDuty')).toMatchObject({ duty: 'OFF', dutySince: null });
  const periods = await stage.sql(
    `select kind, extract(epoch from ended_at - started_at)::int as s from duty_period order by started_at`,
  );
  expect(periods).toEqual([
    { kind: 'ON', s: 60 },
    { kind: 'BREAK', s: 60 },
    { kind: 'ON', s: 60 },
  ]);
  const told = await stage.sql<{ duty: string }>(
    `select payload->>'duty' as duty from outbox where name = 'rider.duty_changed' order by id`,
  );
  expect(told.map(({ duty }) => duty)).toEqual(['ON', 'BREAK', 'ON', 'OFF']);
});

/** The rider has accepted something that weighs nothing. */
async function burden(riderId: string): Promise<void> {
  const { streetId, communityIds, companyId, account, point } = stage.here;
  const [requestId, decisionId, by] = [randomUUID(), randomUUID(), await account('STREET_STAFF')];
  const { lng, lat } = point(0.5, 0.5);
  await stage.sql(
    `insert into service_request (street_id, id, code, kind_code, state, dropoff, grid_id, community_id, load,
       ready_at, due_at, backstop_at, opened_at, opened_by, channel, rider_id, owner_id)
     select ?, ?, 'ABC234', 'VISIT', 'ASSIGNED', st_setsrid(st_makepoint(?, ?), 4326), g.id, ?, 0,
       now(), now() + interval '1 hour', now(), now(), ?, 'STAFF', ?, ? from grid g where g.community_id = ? limit 1`,
    [streetId, requestId, lng, lat, communityIds[0], by, riderId, companyId, communityIds[0]],
  );
  await stage.sql(
    `insert into decision (street_id, id, request_id, at, outcome, explanation) values (?, ?, ?, now(), 'BY_HAND', '{}')`,
    [streetId, decisionId, requestId],
  );
  await stage.sql(
    `insert into assignment (street_id, request_id, rider_id, decision_id, load, accepted_at) values (?, ?, ?, ?, 0, now())`,
    [streetId, requestId, riderId, decisionId],
  );
}

test('nobody ends duty with a task under way, though it weighs nothing', async () => {
  const rider = await enrolled(stage);
  await day(rider, 'startDuty');
  await burden(rider.id);
  expect(await day(rider, 'stopDuty')).toEqual(['STILL_CARRYING']);
  expect(await day(rider, 'takeBreak')).toMatchObject({ duty: 'BREAK' });
  await stage.sql(`update assignment set state = 'DONE', ended_at = now()`);
  expect(await day(rider, 'stopDuty')).toMatchObject({ duty: 'OFF' });
});

const LEAVE = 'mutation ($id: ID!) { leaveAlliance(id: $id) { duty } }';

test('a rider leaves off duty and with nothing under way, and can sign in no more', async () => {
  const rider = await enrolled(stage);
  await day(rider, 'startDuty');
  expect(codesOf(await staff(LEAVE, { id: rider.id }))).toEqual(['STILL_ON_DUTY']);
  await burden(rider.id);
  expect(codesOf(await staff(LEAVE, { id: rider.id }))).toEqual(['STILL_CARRYING']);
  await stage.sql(`update assignment set state = 'DONE', ended_at = now()`);
  await day(rider, 'stopDuty');
  expect((await staff(LEAVE, { id: rider.id })).errors).toBeUndefined();
  const [account] = await stage.sql('select disabled_at from account where id = ?', [
    rider.actor.accountId,
  ]);
  expect(account!.disabled_at).not.toBeNull();
  expect(await day(rider, 'startDuty')).toEqual(['NOT_FOUND']);
});

test('who left and comes back under the same name and phone is the same rider; another person is not', async () => {
  const rider = await enrolled(stage);
  await stage.sql('update rider set trust_level = 3');
  const first = await staff(LEAVE, { id: rider.id });
  expect(first.errors).toBeUndefined();
  const again = await enrol({ trustLevel: 3 });
  expect(again.errors).toBeUndefined();
  expect(again.data!.enrolRider).toMatchObject({ id: rider.id, badge: 'HQ0001', duty: 'OFF' });
  expect(await stage.sql('select left_at, trust_level from rider')).toEqual([
    { left_at: null, trust_level: 3 },
  ]);
  expect(await stage.sql(`select disabled_at from account where role = 'RIDER'`)).toEqual([
    { disabled_at: null },
  ]);
  expect(await day(rider, 'startDuty')).toMatchObject({ duty: 'ON' });
  await day(rider, 'stopDuty');
  await staff(LEAVE, { id: rider.id });
  const other = await enrol({ name: '钱伟' });
  expect(other.errors).toBeUndefined();
  expect(other.data!.enrolRider.id).not.toBe(rider.id);
  expect(codesOf(await enrol())).toEqual(['PHONE_TAKEN']);
});

const UPDATE = `mutation ($id: ID!, $input: UpdateRiderInput!) {
  updateRider(id: $id, input: $input) { capacity trustLevel skills vehicle } }`;

test('staff change what a rider can and may, but not below what is carried', async () => {
  const { id } = await enrolled(stage);
  const input = { capacity: 6, trustLevel: 2, skills: ['FIRST_AID'], vehicle: 'CAR' };
  expect((await staff(UPDATE, { id, input })).data!.updateRider).toEqual(input);
  await stage.sql('update rider set load = 5');
  expect(codesOf(await staff(UPDATE, { id, input: { capacity: 3 } }))).toEqual(['RIDER_FULL']);
});

const POSITION = 'query ($id: ID!) { rider(id: $id) { position { stale } } }';
const ROSTER = `query ($first: Int, $after: String, $duty: Duty) { riders(first: $first, after: $after, duty: $duty) {
  totalCount edges { node { badge position { badge } } } pageInfo { endCursor hasNextPage } } }`;

test('the roster is read page by page, by badge', async () => {
  for (const badge of ['B3', 'B1', 'B2'])
    await enrolled(stage, { badge, phone: `1380000100${badge[1]}` });
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data, errors } = await staff(ROSTER, { first: 2, after });
    expect(errors).toBeUndefined();
    expect(data!.riders.totalCount).toBe(3);
    seen.push(...data!.riders.edges.map(({ node }: { node: { badge: string } }) => node.badge));
    ({ endCursor: after, hasNextPage: more } = data!.riders.pageInfo);
  }
  expect(seen).toEqual(['B1', 'B2', 'B3']);
  expect((await staff(ROSTER, { duty: 'ON' })).data!.riders.totalCount).toBe(0);
  expect(codesOf(await staff(ROSTER, { first: 0 }))).toEqual(['INVALID_INPUT']);
});

test('a partner sees its own riders and those of its sites', async () => {
  const { companyId, streetId, account } = stage.here;
  const [site, other] = [randomUUID(), randomUUID()];
  await stage.sql(
    `insert into organization (street_id, id, kind, sector, name, parent_id, joined_at)
     values (?, ?, 'SITE', 'FOOD_DELIVERY', '一站', ?, now()), (?, ?, 'COMPANY', 'EXPRESS', '别家', null, now())`,
    [streetId, site, companyId, streetId, other],
  );
  await enrolled(stage, { badge: 'A1', phone: '13800001001' });
  await enrolled(stage, { badge: 'A2', phone: '13800001002', organizationId: site });
  const stranger = await enrolled(stage, {
    badge: 'A3',
    phone: '13800001003',
    organizationId: other,
  });
  const accountId = await account('PARTNER');
  await stage.sql('update account set organization_id = ? where id = ?', [companyId, accountId]);
  const actor = stage.actor(stage.here, 'PARTNER', { accountId, organizationId: companyId });
  const { data } = await stage.asked(actor)(ROSTER);
  expect(data!.riders.edges.map(({ node }: { node: { badge: string } }) => node.badge)).toEqual([
    'A1',
    'A2',
  ]);
  expect(codesOf(await stage.asked(actor)(POSITION, { id: stranger.id }))).toEqual(['NOT_FOUND']);
  expect(await stage.seenBy(actor, 'select badge from rider order by badge')).toEqual([
    { badge: 'A1' },
    { badge: 'A2' },
  ]);
});
