import { randomUUID } from 'node:crypto';
import { withdrawOffersOfAbsent } from '../../src/domain/requests/absence.ts';
import { handToBackstop } from '../../src/domain/requests/backstop.ts';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { expireOffers } from '../../src/domain/requests/expiring.ts';
import { codesOf } from '../support/client.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;
let staff: ReturnType<RequestsStage['as']>;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
  const accountId = await town.account('STREET_STAFF');
  staff = stage.as(stage.actor(town.streetId, 'STREET_STAFF', { accountId }));
});
afterEach(() => stage.close());

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) {
  openRequest(input: $input, idempotencyKey: $key) { id code state }
}`;

async function open(kind: string, more: object = {}): Promise<string> {
  const input = {
    kind,
    at: town.told(1, 1),
    place: '幸福里小区',
    pickup: town.told(1.1, 1),
    pickupName: '社区食堂',
    ...more,
  };
  const { data, errors } = await staff(OPEN, { input, key: randomUUID() });
  expect(errors).toBeUndefined();
  return data!.openRequest.id;
}

const plan = () => stage.inStreet(town.streetId, dispatchStreet);

const asRider = ({ id, accountId }: { id: string; accountId: string }) =>
  stage.as(stage.actor(town.streetId, 'RIDER', { accountId, riderId: id }));

const ACCEPT = `mutation ($id: ID!, $key: ID!) {
  acceptOffer(id: $id, idempotencyKey: $key) { id state task { requestId place dropoff { lng } } }
}`;

async function offersOf(rider: {
  id: string;
  accountId: string;
}): Promise<{ id: string; wave: number; task: Record<string, any> }[]> {
  const { data, errors } = await asRider(rider)(
    '{ myOffers { id wave task { distanceBand distanceM kind { code } grid { code } } } }',
  );
  expect(errors).toBeUndefined();
  return data!.myOffers;
}

const request = async (id: string) => {
  const { data, errors } = await staff(
    `query ($id: ID!) { request(id: $id) {
      state waves rider { id } offers { state reason rider { id } } assignment { state } owner { name }
      decisions { outcome policyVersion summary { zh en } riders { id }
        candidates { rank costMs terms { name ms } rider { id } } exclusions { constraint reason { zh } rider { id } } } } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  return data!.request;
};

test('the nearest suitable rider is asked, accepts, picks up and delivers', async () => {
  const near = await town.rider({ at: [1.05, 1] });
  const far = await town.rider({ at: [0.1, 0.1] });
  const id = await open('MEAL');
  await plan();
  expect(await offersOf(far)).toEqual([]);
  const [offer] = await offersOf(near);
  expect(offer!.task).toMatchObject({ distanceBand: '<500 m', kind: { code: 'MEAL' } });

  const rider = asRider(near);
  const accepted = await rider(ACCEPT, { id: offer!.id, key: randomUUID() });
  expect(accepted.data!.acceptOffer).toMatchObject({
    state: 'ACCEPTED',
    task: { requestId: id, place: '幸福里小区' },
  });
  const assignmentId = accepted.data!.acceptOffer.id;
  const step = (name: string) =>
    rider(`mutation ($id: ID!) { ${name}(assignmentId: $id) { state } }`, { id: assignmentId });
  expect(codesOf(await step('deliver'))).toEqual(['NOT_PICKED_UP_YET']);
  expect((await step('pickUp')).data!.pickUp.state).toBe('PICKED_UP');
  expect((await step('pickUp')).data!.pickUp.state).toBe('PICKED_UP');
  expect((await step('deliver')).data!.deliver.state).toBe('DONE');
  expect((await step('deliver')).data!.deliver.state).toBe('DONE');
  expect(codesOf(await step('pickUp'))).toEqual(['ILLEGAL_STEP']);
  const confirmed = await staff('mutation ($id: ID!) { confirmRequest(id: $id) { state } }', {
    id,
  });
  expect(confirmed.data!.confirmRequest.state).toBe('CONFIRMED');
  const told = await stage.sql('select name from outbox order by id');
  expect(told.map(({ name }) => name)).toEqual([
    'request.opened',
    'request.offered',
    'request.assigned',
    'request.picked_up',
    'request.fulfilled',
    'request.confirmed',
  ]);
  expect(await stage.sql('select load from rider')).toEqual([{ load: 0 }, { load: 0 }]);
});

test('a decision says who was weighed, at what cost, and why the others were not asked', async () => {
  const near = await town.rider({ at: [1.05, 1] });
  const novice = await town.rider({ at: [1, 1], trust: 0 });
  const id = await open('MEAL');
  await plan();
  const { decisions } = await request(id);
  expect(decisions).toHaveLength(1);
  const [decision] = decisions;
  expect(decision).toMatchObject({
    outcome: 'OFFERED',
    policyVersion: 1,
    riders: [{ id: near.id }],
  });
  expect(decision.candidates).toEqual([
    expect.objectContaining({ rank: 1, rider: { id: near.id } }),
  ]);
  expect(decision.exclusions).toEqual([
    expect.objectContaining({ constraint: 'trust', rider: { id: novice.id } }),
  ]);
  const [{ costMs, terms }] = decision.candidates;
  expect(terms.reduce((sum: number, { ms }: { ms: number }) => sum + ms, 0)).toBeCloseTo(costMs, 3);
});

test('a request goes on waiting without the same reason being written again', async () => {
  const id = await open('MEAL');
  await plan();
  await plan();
  const { state, decisions } = await request(id);
  expect(state).toBe('OPEN');
  expect(decisions.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['WAITING']);
  expect(await stage.sql('select 1 as one from planning')).toHaveLength(1);
});

test('after a decline the next rider is asked, and the one who declined is not asked again', async () => {
  const first = await town.rider({ at: [1.05, 1] });
  const second = await town.rider({ at: [1.4, 1.4] });
  const id = await open('MEAL');
  await plan();
  const [offer] = await offersOf(first);
  const decline = () =>
    asRider(first)('mutation ($id: ID!) { declineOffer(id: $id, reason: BUSY) { state } }', {
      id: offer!.id,
    });
  expect((await decline()).data!.declineOffer.state).toBe('DECLINED');
  // The answer was lost on the way, and the telephone says it again.
  expect((await decline()).data!.declineOffer.state).toBe('DECLINED');
  expect((await request(id)).state).toBe('OPEN');
  await plan();
  expect(await offersOf(first)).toEqual([]);
  expect(await offersOf(second)).toMatchObject([{ wave: 2 }]);
});

test('an offer not answered in time expires and is answered too late', async () => {
  const rider = await town.rider();
  const id = await open('MEAL');
  await plan();
  const [offer] = await offersOf(rider);
  stage.clock.advance(46_000);
  const late = await asRider(rider)(ACCEPT, { id: offer!.id, key: randomUUID() });
  expect(codesOf(late)).toEqual(['OFFER_EXPIRED']);
  await stage.inStreet(town.streetId, expireOffers);
  expect(await request(id)).toMatchObject({ state: 'OPEN', offers: [{ state: 'EXPIRED' }] });
  await plan();
  expect(await offersOf(rider)).toEqual([]);
  stage.clock.advance(5 * 60_000);
  await town.seeRiders();
  await plan();
  expect(await offersOf(rider)).toHaveLength(1);
});

test('of an urgent wave the first to accept wins and the others hear that they lost', async () => {
  const riders = [];
  for (const x of [1, 1.1, 1.2]) riders.push(await town.rider({ at: [x, 1] }));
  await open('WARM_BOX');
  await plan();
  const offers = await Promise.all(riders.map(async (rider) => (await offersOf(rider))[0]!));
  const answers = [];
  for (const [index, rider] of riders.entries())
    answers.push(await asRider(rider)(ACCEPT, { id: offers[index]!.id, key: randomUUID() }));
  expect(answers.map(codesOf)).toEqual([[], ['OFFER_LOST'], ['OFFER_LOST']]);
  const names = await stage.sql(`select name from outbox where name = 'request.lost'`);
  expect(names).toHaveLength(2);
});

test('an offer of somebody else cannot be found', async () => {
  const asked = await town.rider();
  await open('MEAL');
  await plan();
  const other = await town.rider();
  const [offer] = await offersOf(asked);
  const answer = await asRider(other)(ACCEPT, { id: offer!.id, key: randomUUID() });
  expect(codesOf(answer)).toEqual(['NOT_FOUND']);
});

test('what nobody takes in time is handed to the community, which can still assign by hand', async () => {
  const id = await open('MEAL');
  stage.clock.advance(20 * 60_000);
  await stage.inStreet(town.streetId, handToBackstop);
  expect(await request(id)).toMatchObject({
    state: 'HANDED_TO_BACKSTOP',
    owner: { name: '西社区居委会' },
  });
  const rider = await town.rider();
  const { data } = await staff(
    `mutation ($id: ID!, $riderId: ID!, $key: ID!) {
      assignRequest(requestId: $id, riderId: $riderId, idempotencyKey: $key) { state rider { id load } } }`,
    { id, riderId: rider.id, key: randomUUID() },
  );
  expect(data!.assignRequest).toEqual({ state: 'ASSIGNED', rider: { id: rider.id, load: 1 } });
  expect((await request(id)).decisions.at(-1)).toMatchObject({
    outcome: 'BY_HAND',
    policyVersion: null,
  });
});

test('an offer to a rider who goes off duty is taken back', async () => {
  const rider = await town.rider();
  const id = await open('MEAL');
  await plan();
  await stage.sql(`update rider set duty = 'BREAK' where id = ?`, [rider.id]);
  await stage.inStreet(town.streetId, withdrawOffersOfAbsent);
  expect(await request(id)).toMatchObject({
    state: 'OPEN',
    offers: [{ state: 'WITHDRAWN', reason: 'OFF_DUTY' }],
  });
});

test('a rider whose task is withdrawn is not asked for it again', async () => {
  const rider = await town.rider();
  const id = await open('MEAL');
  await plan();
  const [offer] = await offersOf(rider);
  await asRider(rider)(ACCEPT, { id: offer!.id, key: randomUUID() });
  const { data } = await staff(
    `mutation ($id: ID!, $key: ID!) {
      withdrawAssignment(requestId: $id, reason: "改派", idempotencyKey: $key) { state rider { id } } }`,
    { id, key: randomUUID() },
  );
  expect(data!.withdrawAssignment).toEqual({ state: 'OPEN', rider: null });
  stage.clock.advance(1_000);
  await plan();
  expect(await offersOf(rider)).toEqual([]);
  const { decisions } = await request(id);
  expect(decisions.at(-1)).toMatchObject({
    outcome: 'WAITING',
    exclusions: [{ constraint: 'banned' }],
  });
  expect(await stage.sql('select load from rider')).toEqual([{ load: 0 }]);
});

test('a task that fails waits again for somebody else', async () => {
  const rider = await town.rider();
  const id = await open('MEAL');
  await plan();
  const [offer] = await offersOf(rider);
  const client = asRider(rider);
  const { data } = await client(ACCEPT, { id: offer!.id, key: randomUUID() });
  const failed = await client(
    `mutation ($id: ID!) { fail(assignmentId: $id, reason: NOBODY_HOME) { state task { code } } }`,
    { id: data!.acceptOffer.id },
  );
  expect(failed.data!.fail).toEqual({ state: 'FAILED', task: null });
  expect(await request(id)).toMatchObject({ state: 'OPEN', rider: null });
});

test('work without a pickup is done in one step', async () => {
  const rider = await town.rider();
  await open('ERRAND', { pickup: null, pickupName: null });
  await plan();
  const [offer] = await offersOf(rider);
  const client = asRider(rider);
  const { data } = await client(ACCEPT, { id: offer!.id, key: randomUUID() });
  const done = await client('mutation ($id: ID!) { deliver(assignmentId: $id) { state } }', {
    id: data!.acceptOffer.id,
  });
  expect(done.data!.deliver.state).toBe('DONE');
});
