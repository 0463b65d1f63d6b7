import { randomUUID } from 'node:crypto';
import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { codesOf } from '../support/client.ts';
import { openDeliveries, tally, type Deliveries } from './deliveries-stage.ts';

let street: Deliveries;
let wang: Awaited<ReturnType<Deliveries['rider']>>;

beforeEach(async () => {
  street = await openDeliveries();
  wang = await street.rider();
});
afterEach(() => street.stage.close());

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(street.stage.clock.now().getTime() - minutes * MINUTE);
const later = (minutes: number) => street.stage.clock.advance(minutes * MINUTE);

test('a task goes from acceptance to the door step by step, and each step is told to those who follow', async () => {
  const { id, requestId } = await street.task(wang);
  for (const step of ['TO_PICKUP', 'AT_PICKUP', 'PICKED_UP', 'AT_DOOR']) {
    later(1);
    const { data } = await street.step(wang.client, id, step);
    expect(data!.advanceAssignment.state).toBe(step);
  }
  const { data } = await street.deliver(wang.client, id);
  expect(data!.deliver.steps.map(({ step }: { step: string }) => step)).toEqual([
    'setOut',
    'reachPickup',
    'pickUp',
    'reachDoor',
    'deliver',
  ]);
  const told = await street.stage.sql(
    `select name, payload->>'step' as step from outbox where name in ('request.advanced', 'request.picked_up', 'request.fulfilled') order by id`,
  );
  expect(told).toEqual([
    { name: 'request.advanced', step: 'TO_PICKUP' },
    { name: 'request.advanced', step: 'AT_PICKUP' },
    { name: 'request.picked_up', step: null },
    { name: 'request.advanced', step: 'AT_DOOR' },
    { name: 'request.fulfilled', step: null },
  ]);
  expect(await street.request(requestId)).toMatchObject({ state: 'FULFILLED', expectedAt: null });
  expect(await street.loadOf(wang.id)).toBe(0);
});

test('of 50 parallel taps of one step one counts and all are told the same', async () => {
  const { id } = await street.task(wang);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => street.step(wang.client, id, 'PICKED_UP')),
  );
  expect(tally(answers)).toEqual({ OK: 50 });
  const [log] = await street.stage.sql(
    'select count(*)::int as n from assignment_step where assignment_id = ?',
    [id],
  );
  expect(log).toEqual({ n: 1 });
});

test('steps may be left out but never go back, and goods are fetched before they reach the door', async () => {
  const { id } = await street.task(wang);
  expect(codesOf(await street.step(wang.client, id, 'AT_DOOR'))).toEqual(['NOT_PICKED_UP_YET']);
  expect(codesOf(await street.step(wang.client, id, 'RETURNED'))).toEqual(['ILLEGAL_STEP']);
  await street.step(wang.client, id, 'PICKED_UP');
  expect(codesOf(await street.step(wang.client, id, 'AT_PICKUP'))).toEqual(['ILLEGAL_STEP']);
  const other = await street.rider();
  expect(codesOf(await street.step(other.client, id, 'AT_DOOR'))).toEqual(['NOT_FOUND']);
  const errand = { kind: 'ERRAND', at: street.town.told(0.5, 0.5), place: '广场' };
  const { id: errandId } = await street.task(wang, errand);
  expect(codesOf(await street.step(wang.client, errandId, 'TO_PICKUP'))).toEqual([
    'NOTHING_TO_PICK_UP',
  ]);
  expect((await street.step(wang.client, errandId, 'AT_DOOR')).data!.advanceAssignment.state).toBe(
    'AT_DOOR',
  );
});

test('nothing is planned before the place where a rider stands already', async () => {
  const errand = (x: number) => ({ kind: 'ERRAND', at: street.town.told(x, 1), place: '广场' });
  const near = await street.task(wang, errand(1.1));
  const far = await street.task(wang, errand(1.9));
  await street.step(wang.client, far.id, 'AT_DOOR');
  const opened = await street.said(
    street.staff,
    'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }',
    { input: errand(1.05), key: randomUUID() },
  );
  await street.stage.inStreet(street.town.streetId, dispatchStreet);
  const [planned] = await street.stage.sql(
    `select p.snapshot->'riders'->0 as rider, d.explanation->'candidates'->0->'insertion' as insertion
     from decision d join planning p on p.id = d.planning_id where d.request_id = ?`,
    [opened.id],
  );
  expect(planned!.rider.frozenStops).toBe(1);
  expect(planned!.rider.route.map(({ taskId }: { taskId: string }) => taskId)).toEqual([
    far.requestId,
    near.requestId,
  ]);
  // Before the nearer door that comes after it.
  expect(planned!.insertion).toEqual({ dropoff: 1 });
});

test('steps said offline count at their true time, and no time that cannot be is taken', async () => {
  const { id } = await street.task(wang);
  expect(codesOf(await street.step(wang.client, id, 'PICKED_UP', ago(1)))).toEqual([
    'STEP_BEFORE_ACCEPTANCE',
  ]);
  later(30);
  expect(codesOf(await street.step(wang.client, id, 'PICKED_UP', ago(-3)))).toEqual([
    'STEP_IN_THE_FUTURE',
  ]);
  const [picked, door] = [ago(20), ago(5)];
  await street.step(wang.client, id, 'PICKED_UP', picked);
  await street.step(wang.client, id, 'AT_DOOR', door);
  const { data } = await street.deliver(wang.client, id);
  const now = street.stage.clock.now();
  expect(data!.deliver.steps).toMatchObject([
    {
      deviceAt: picked.toISOString(),
      observedAt: picked.toISOString(),
      recordedAt: now.toISOString(),
    },
    { observedAt: door.toISOString() },
    { deviceAt: null, observedAt: now.toISOString() },
  ]);
  const [row] = await street.stage.sql('select picked_up_at from assignment where id = ?', [id]);
  expect(new Date(row!.picked_up_at)).toEqual(picked);
});

test('a device whose clock goes wrong between two steps does not turn the order round', async () => {
  const { id } = await street.task(wang);
  later(30);
  await street.step(wang.client, id, 'PICKED_UP', ago(5));
  const { data } = await street.step(wang.client, id, 'AT_DOOR', ago(10));
  const [first, second] = data!.advanceAssignment.steps;
  expect(second).toMatchObject({ deviceAt: ago(10).toISOString(), observedAt: first.observedAt });
});

test('a wrong tap is taken back within its minutes, and both stay in the log', async () => {
  const { id, requestId } = await street.task(wang);
  expect(codesOf(await street.undo(wang.client, id))).toEqual(['NOTHING_TO_UNDO']);
  await street.step(wang.client, id, 'PICKED_UP');
  await street.deliver(wang.client, id);
  expect(await street.loadOf(wang.id)).toBe(0);
  later(3);
  const undone = (await street.undo(wang.client, id)).data!.undoStep;
  expect(undone.state).toBe('PICKED_UP');
  expect(undone.steps.at(-1)).toMatchObject({
    step: 'undo',
    fromState: 'DONE',
    toState: 'PICKED_UP',
  });
  expect(await street.request(requestId)).toMatchObject({
    state: 'IN_PROGRESS',
    fulfilledAt: null,
  });
  expect(await street.loadOf(wang.id)).toBe(1);
  expect((await street.undo(wang.client, id)).data!.undoStep.state).toBe('ACCEPTED');
  expect(await street.request(requestId)).toMatchObject({ state: 'ASSIGNED' });
  await street.step(wang.client, id, 'PICKED_UP');
  later(11);
  expect(codesOf(await street.undo(wang.client, id))).toEqual(['TOO_LATE_TO_UNDO']);
  await street.deliver(wang.client, id);
  await street.said(street.staff, 'mutation ($id: ID!) { confirmRequest(id: $id) { state } }', {
    id: requestId,
  });
  expect(codesOf(await street.undo(wang.client, id))).toEqual(['ILLEGAL_STEP']);
  await street.expectSound();
});

test('a door where nobody opens is tried again by the same rider, then the goods go back and the community takes over', async () => {
  const { id, requestId } = await street.task(wang);
  await street.step(wang.client, id, 'AT_PICKUP');
  await street.step(wang.client, id, 'PICKED_UP');
  const first = await street.fail(wang.client, id, 'NOBODY_HOME');
  expect(first.data!.fail).toMatchObject({ state: 'PICKED_UP', retryAt: ago(-15).toISOString() });
  expect((await street.fail(wang.client, id, 'NOBODY_HOME')).data!.fail.state).toBe('PICKED_UP');
  expect(await street.request(requestId)).toMatchObject({
    state: 'IN_PROGRESS',
    attempts: 1,
    expectedAt: ago(-15).toISOString(),
  });
  later(15);
  await street.step(wang.client, id, 'AT_DOOR');
  const second = await street.fail(wang.client, id, 'NOBODY_HOME');
  expect(second.data!.fail).toMatchObject({
    state: 'RETURNING',
    task: { place: '食堂', address: null },
  });
  expect(await street.request(requestId)).toMatchObject({
    state: 'HANDED_TO_BACKSTOP',
    attempts: 2,
    rider: null,
  });
  expect(await street.loadOf(wang.id)).toBe(1);
  expect((await street.step(wang.client, id, 'RETURNED')).data!.advanceAssignment.state).toBe(
    'RETURNED',
  );
  expect(await street.loadOf(wang.id)).toBe(0);
  const served = await street.said(
    street.staff,
    'mutation ($id: ID!) { fulfilByCommunity(requestId: $id, note: "网格员小李送到") { state fulfilledNote fulfilledBy { name } rider { id } } }',
    { id: requestId },
  );
  expect(served).toEqual({
    state: 'FULFILLED',
    fulfilledNote: '网格员小李送到',
    fulfilledBy: { name: '西社区居委会' },
    rider: null,
  });
  await street.said(street.staff, 'mutation ($id: ID!) { confirmRequest(id: $id) { state } }', {
    id: requestId,
  });
  await street.expectSound();
});

test('goods that another rider is to bring are returned first, and the request waits only then', async () => {
  const { id, requestId } = await street.task(wang);
  await street.step(wang.client, id, 'PICKED_UP');
  await street.fail(wang.client, id, 'BREAKDOWN');
  expect(await street.request(requestId)).toMatchObject({ state: 'IN_PROGRESS', attempts: 1 });
  await street.expectSound();
  await street.step(wang.client, id, 'RETURNED');
  expect(await street.request(requestId)).toMatchObject({ state: 'OPEN', rider: null });
  await street.expectSound();
});

test('the street office says what follows a failure', async () => {
  await street.said(
    street.staff,
    'mutation { setFailureCourse(reason: NOBODY_HOME, course: BACKSTOP) { course } }',
  );
  const courses = await street.said(
    street.staff,
    '{ failureCourses { reason course afterMinutes } }',
  );
  expect(courses[0]).toEqual({ reason: 'NOBODY_HOME', course: 'BACKSTOP', afterMinutes: 0 });
  const { id, requestId } = await street.task(wang);
  await street.step(wang.client, id, 'PICKED_UP');
  expect((await street.fail(wang.client, id, 'NOBODY_HOME')).data!.fail.state).toBe('RETURNING');
  expect((await street.undo(wang.client, id)).data!.undoStep.state).toBe('PICKED_UP');
  expect(await street.request(requestId)).toMatchObject({
    state: 'IN_PROGRESS',
    attempts: 0,
    rider: { id: wang.id },
  });
  await street.expectSound();
});

test('staff open a request again that was not done after all, within a day', async () => {
  const again = `mutation ($id: ID!, $key: ID!) { openRequestAgain(id: $id, reason: "老人说没收到", idempotencyKey: $key) { state rider { id } dueAt } }`;
  const { id, requestId } = await street.task(wang);
  await street.step(wang.client, id, 'PICKED_UP');
  await street.deliver(wang.client, id);
  later(120);
  const opened = await street.said(street.staff, again, { id: requestId, key: randomUUID() });
  expect(opened).toEqual({ state: 'OPEN', rider: null, dueAt: ago(-60).toISOString() });
  expect(codesOf(await street.undo(wang.client, id))).toEqual(['ILLEGAL_STEP']);
  const zhao = await street.rider();
  const assigned = await street.said(
    street.staff,
    'mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { assignment { id } } }',
    { id: requestId, r: zhao.id, key: randomUUID() },
  );
  await street.step(zhao.client, assigned.assignment.id, 'PICKED_UP');
  await street.deliver(zhao.client, assigned.assignment.id);
  later(25 * 60);
  const late = await street.staff(again, { id: requestId, key: randomUUID() });
  expect(codesOf(late)).toEqual(['TOO_LATE_TO_OPEN_AGAIN']);
  await street.expectSound();
});

const moves = [
  'TO_PICKUP',
  'AT_PICKUP',
  'PICKED_UP',
  'AT_DOOR',
  'RETURNED',
  'deliver',
  'fail NOBODY_HOME',
  'fail BREAKDOWN',
  'undo',
  'wait',
  'withdraw',
  'assign',
] as const;

test('whatever is said in whatever order, a rider carries the sum of what is live', async () => {
  await assert(
    asyncProperty(array(constantFrom(...moves), { minLength: 5, maxLength: 14 }), async (said) => {
      const rider = await street.rider();
      const { requestId } = await street.task(rider);
      for (const move of said) await make(move, rider, requestId);
      await street.expectSound();
    }),
    { numRuns: 25 },
  );
}, 120_000);

const WITHDRAW = `mutation ($id: ID!, $key: ID!) { withdrawAssignment(requestId: $id, reason: "改派", idempotencyKey: $key) { id } }`;
const ASSIGN = `mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { id } }`;

async function make(
  move: (typeof moves)[number],
  { id: riderId, client }: typeof wang,
  requestId: string,
) {
  const [row] = await street.stage.sql(
    'select id from assignment where request_id = ? order by accepted_at desc, live desc, id limit 1',
    [requestId],
  );
  const id: string = row!.id;
  const key = randomUUID();
  const special: Record<string, () => ReturnType<typeof client>> = {
    deliver: () => street.deliver(client, id),
    undo: () => street.undo(client, id),
    'fail NOBODY_HOME': () => street.fail(client, id, 'NOBODY_HOME'),
    'fail BREAKDOWN': () => street.fail(client, id, 'BREAKDOWN'),
    withdraw: () => street.staff(WITHDRAW, { id: requestId, key }),
    assign: () => street.staff(ASSIGN, { id: requestId, r: riderId, key }),
    async wait() {
      later(4);
      return {};
    },
  };
  const answer = await (special[move] ?? (() => street.step(client, id, move)))();
  expect(codesOf(answer)).not.toContain('INTERNAL');
}
