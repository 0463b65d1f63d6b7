import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { openCareStage, type CareStage } from './care-stage.ts';

let care: CareStage;
beforeEach(async () => {
  care = await openCareStage();
});
afterEach(() => care.close());

const openStep = async () => {
  const [ladder] = await care.ladders();
  return ladder.steps.find(({ outcome }: { outcome: string | null }) => outcome === null);
};

test('a door that an elder does not open starts a ladder, and the rider calls first', async () => {
  const { rider, residentId } = await care.unansweredDoor();
  const [ladder] = await care.ladders();
  expect(ladder).toMatchObject({
    state: 'OPEN',
    step: 'CALL',
    resident: { id: residentId },
    owner: { kind: 'COMMUNITY' },
    deadlineAt: '2026-03-02T02:05:00.000Z',
  });
  const calls = await care.said(rider.ask, '{ myLadderSteps { id step } }');
  expect(calls).toEqual([{ id: ladder.steps[0].id, step: 'CALL' }]);
});

test('nobody who is not looked after gets a ladder, and no other failure starts one', async () => {
  const by = await care.rider();
  const stranger = await care.elder({ categories: [], careNote: null });
  await care.nobodyHome(by, (await care.task(stranger, by.id)).id);
  const broken = await care.task(await care.elder(), by.id);
  await care.said(
    by.ask,
    'mutation ($id: ID!) { fail(assignmentId: $id, reason: BREAKDOWN) { state } }',
    { id: broken.id },
  );
  await care.told();
  expect(await care.ladders()).toEqual([]);
});

test('each deadline that passes moves the ladder on, and the last one alarms the street office', async () => {
  await care.unansweredDoor();
  for (const [minutes, step, owner] of [
    [5, 'CONTACT', 'COMMUNITY'],
    [10, 'NEIGHBOUR', 'COMMUNITY'],
    [10, 'GRID_STAFF', 'COMMUNITY'],
    [15, 'EMERGENCY', 'STREET_OFFICE'],
  ] as const) {
    await care.after(minutes - 1);
    expect((await care.ladders())[0].step).not.toBe(step);
    await care.after(1);
    expect((await care.ladders())[0]).toMatchObject({ step, owner: { kind: owner } });
  }
  await care.after(15);
  const [ladder] = await care.ladders('ESCALATED');
  expect(ladder.outcome).toBe('NO_ANSWER');
  expect(ladder.steps.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
    Array(5).fill('LAPSED'),
  );
  expect(ladder.accountability).toMatchObject([
    { capacity: 'BLOCK', organization: { kind: 'COMMUNITY' }, minutes: 40 },
    { capacity: 'BACKSTOP', organization: { kind: 'STREET_OFFICE' }, minutes: 15 },
  ]);
  for (let day = 0; day < 3; day++) await care.after(24 * 60);
  expect(await care.alerts()).toMatchObject([
    { kind: 'NO_ANSWER', urgency: 'URGENT', level: 'STREET', state: 'OPEN' },
  ]);
});

test('no answer goes on at once, reached resolves, and said twice both are the same', async () => {
  const { rider } = await care.unansweredDoor();
  const call = await openStep();
  for (let time = 0; time < 2; time++)
    expect((await care.answer(rider.ask, call.id, 'NO_ANSWER')).errors).toBeUndefined();
  expect((await care.ladders())[0].step).toBe('CONTACT');
  const contact = await openStep();
  expect(codesOf(await care.answer(rider.ask, contact.id, 'REACHED'))).toEqual(['NOT_FOUND']);
  expect(codesOf(await care.answer(care.staff, call.id, 'REACHED'))).toEqual(['STEP_ANSWERED']);
  for (let time = 0; time < 2; time++)
    expect(
      (await care.answer(care.communityStaff, contact.id, 'REACHED', '女儿说在医院')).errors,
    ).toBeUndefined();
  const [ladder] = await care.ladders('RESOLVED');
  expect(ladder.outcome).toBe('REACHED');
  expect(await care.sql('select kind from care_contact')).toEqual([{ kind: 'VISIT' }]);
  await care.told();
  const facts = await care.sql(
    `select e.name from event_log e join inbox i on i.street_id = e.street_id and i.log_seq = e.seq
     where i.recipient_id = ? and e.name like 'care.%' order by e.seq`,
    [care.here.communityIds[0]],
  );
  expect(facts.map(({ name }) => name)).toEqual([
    'care.ladder_started',
    'care.ladder_step',
    'care.ladder_resolved',
  ]);
  expect(await care.alerts()).toEqual([]);
});

test('whoever reaches the person after the deadline still resolves it', async () => {
  const { rider } = await care.unansweredDoor();
  const call = await openStep();
  await care.after(6);
  expect((await care.ladders())[0].step).toBe('CONTACT');
  expect((await care.answer(rider.ask, call.id, 'REACHED')).errors).toBeUndefined();
  expect(await care.ladders()).toEqual([]);
});

test('unsafe alarms the street office at once, and the rider who said so sees no person', async () => {
  const { rider } = await care.unansweredDoor();
  const call = await openStep();
  expect((await care.answer(rider.ask, call.id, 'UNSAFE', '屋里有煤气味')).errors).toBeUndefined();
  expect(await care.alerts()).toMatchObject([{ kind: 'UNSAFE', level: 'STREET' }]);
  expect(codesOf(await rider.ask('{ careLadders { id } }'))).toEqual(['NOT_FOUND']);
  expect(codesOf(await care.answer(care.staff, call.id, 'REACHED'))).toEqual(['LADDER_CLOSED']);
});

test('a second door in vain starts no second ladder, and a delivery closes the one there is', async () => {
  const { rider, requestId } = await care.unansweredDoor();
  const again = async () => {
    await care.said(
      care.staff,
      `mutation ($id: ID!, $r: ID!, $key: ID!) {
         assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { id } }`,
      { id: requestId, r: rider.id, key: randomUUID() },
    );
    const [own] = await care.said(rider.ask, '{ myAssignments { id } }');
    return own.id as string;
  };
  await care.nobodyHome(rider, await again());
  expect(await care.sql('select 1 from care_ladder')).toHaveLength(1);
  await care.after(1);
  await care.deliver(rider, await again());
  expect(await care.ladders('RESOLVED')).toMatchObject([{ outcome: 'DELIVERED' }]);
  expect(await care.sql('select kind, request_id from care_contact')).toEqual([
    { kind: 'DELIVERY', request_id: requestId },
  ]);
});

test('two who answer the same step at once move it on once', async () => {
  const { rider } = await care.unansweredDoor();
  const call = await openStep();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      care.answer(n % 2 ? rider.ask : care.staff, call.id, 'NO_ANSWER'),
    ),
  );
  expect(answers.flatMap(codesOf)).toEqual([]);
  const [ladder] = await care.ladders();
  expect(ladder.steps.map(({ step }: { step: string }) => step)).toEqual(['CALL', 'CONTACT']);
});

test('staff of another community see and answer nothing', async () => {
  await care.unansweredDoor();
  const { id } = await openStep();
  const other = await care.as(care.here, 'COMMUNITY_STAFF', {
    communityIds: [care.here.communityIds[1]!],
  });
  expect((await other('{ careLadders { id } }')).data).toEqual({ careLadders: [] });
  expect(codesOf(await care.answer(other, id, 'REACHED'))).toEqual(['NOT_FOUND']);
});
