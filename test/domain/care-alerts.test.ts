import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { contextFor } from '../../src/platform/context.ts';
import { codesOf } from '../support/client.ts';
import { openCareStage, type CareStage } from './care-stage.ts';

let care: CareStage;
beforeEach(async () => {
  care = await openCareStage();
});
afterEach(() => care.close());

type Client = CareStage['staff'];
const OBSERVE = `mutation ($input: ObservationInput!, $key: ID!) {
  observeCondition(input: $input, idempotencyKey: $key) { id detailsKept } }`;
const observe = (client: Client, input: object, key: string = randomUUID()) =>
  client(OBSERVE, { input, key });
const ACK = 'mutation ($id: ID!) { acknowledgeAlert(id: $id) { state level } }';
const RESOLVE = `mutation ($id: ID!, $result: AlertResult!, $note: String) {
  resolveAlert(id: $id, result: $result, note: $note) { state result } }`;
const weak = { signs: ['WEAK', 'CONFUSED'], note: '说话不清楚' };

async function delivered(more: object = {}) {
  const rider = await care.rider();
  const residentId = await care.elder(more);
  const { id: assignmentId } = await care.task(residentId, rider.id);
  await care.deliver(rider, assignmentId);
  return { rider, residentId, assignmentId };
}

test('a rider says after the drop-off what has changed: the community is alarmed, once', async () => {
  const { rider, residentId, assignmentId } = await delivered();
  const key = randomUUID();
  const first = await observe(rider.ask, { assignmentId, ...weak }, key);
  expect(first.errors).toBeUndefined();
  expect(first.data!.observeCondition.detailsKept).toBe(true);
  expect((await observe(rider.ask, { assignmentId, ...weak }, key)).data).toEqual(first.data);
  const alerts = await care.alerts();
  expect(alerts).toMatchObject([
    {
      kind: 'CHANGE_OBSERVED',
      urgency: 'URGENT',
      level: 'COMMUNITY',
      resident: { id: residentId },
      owner: { kind: 'COMMUNITY' },
      observation: { signs: ['WEAK', 'CONFUSED'] },
    },
  ]);
  const notes = await care.said(
    care.communityStaff,
    'query ($id: ID!) { alertNotes(id: $id, purpose: "上门查看") { observed result steps } }',
    { id: alerts[0].id },
  );
  expect(notes).toEqual({ observed: '说话不清楚', result: null, steps: [] });
  expect(
    await care.sql(`select subject_id from access_log where operation = 'alertNotes'`),
  ).toEqual([{ subject_id: residentId }]);
});

test('without consent to care or health only that something changed is kept, by any path', async () => {
  const { rider, assignmentId } = await delivered({
    categories: [],
    careNote: null,
    consents: [{ purpose: 'SERVICE', givenBy: 'RESIDENT' }],
  });
  const { data } = await observe(rider.ask, { assignmentId, ...weak });
  expect(data!.observeCondition.detailsKept).toBe(false);
  expect(await care.sql('select signs, note_sealed from observation')).toEqual([
    { signs: [], note_sealed: null },
  ]);
  const { em } = contextFor(care.platform, rider.actor);
  await expect(
    inTransaction(em, () => em.execute(`update observation set signs = '{WEAK}'`)),
  ).rejects.toThrow('no live consent');
});

test('who withdraws the last consent is forgotten as having been seen weak, in the same transaction', async () => {
  const { rider, residentId, assignmentId } = await delivered();
  await observe(rider.ask, { assignmentId, ...weak });
  await care.said(
    care.staff,
    'mutation ($id: ID!) { withdrawConsent(residentId: $id, purpose: CARE) { id } }',
    { id: residentId },
  );
  expect(await care.sql('select signs, note_sealed from observation')).toEqual([
    { signs: [], note_sealed: null },
  ]);
  expect(await care.alerts()).toHaveLength(1);
});

test('what is a day past, another rider’s, or nothing at all is refused', async () => {
  const { rider, assignmentId } = await delivered();
  const other = await care.rider('HQ0002', '13800005678');
  expect(codesOf(await observe(other.ask, { assignmentId, ...weak }))).toEqual(['NOT_FOUND']);
  expect(codesOf(await observe(rider.ask, { assignmentId, signs: [] }))).toEqual(['SIGNS_NEEDED']);
  expect(codesOf(await observe(care.staff, weak))).toEqual(['RESIDENT_NEEDED']);
  await care.after(24 * 60 + 1);
  expect(codesOf(await observe(rider.ask, { assignmentId, ...weak }))).toEqual(['NOT_FOUND']);
});

test('an alert nobody acknowledges goes to the street office; one that is acknowledged stays', async () => {
  const residentId = await care.elder();
  await observe(care.staff, { residentId, signs: ['INJURED'] });
  await observe(care.staff, { residentId, signs: ['OTHER'] });
  const [first, second] = await care.alerts();
  const urgent = [first, second].find(({ urgency }) => urgency === 'URGENT');
  const routine = [first, second].find(({ urgency }) => urgency === 'ROUTINE');
  await care.said(care.communityStaff, ACK, { id: routine.id });
  await care.after(29);
  expect(await care.alerts('(state: OPEN)')).toMatchObject([{ level: 'COMMUNITY' }]);
  await care.after(1);
  expect(await care.alerts('(state: OPEN)')).toMatchObject([
    { id: urgent.id, level: 'STREET', owner: { kind: 'STREET_OFFICE' } },
  ]);
  await care.after(24 * 60);
  expect(await care.alerts('(state: ACKNOWLEDGED)')).toMatchObject([
    { id: routine.id, level: 'COMMUNITY' },
  ]);
  expect(codesOf(await care.communityStaff(ACK, { id: urgent.id }))).toEqual(['ALERT_WITH_STREET']);
});

test('an alert is closed with a result, which counts as having seen the person, and once', async () => {
  const residentId = await care.elder();
  await observe(care.staff, { residentId, signs: ['MOOD'] });
  const [{ id }] = await care.alerts();
  const result = { id, result: 'SAFE', note: '已陪同就医' };
  for (let time = 0; time < 2; time++)
    expect((await care.communityStaff(RESOLVE, result)).data!.resolveAlert).toEqual({
      state: 'RESOLVED',
      result: 'SAFE',
    });
  expect(codesOf(await care.communityStaff(RESOLVE, { id, result: 'OTHER' }))).toEqual([
    'ALERT_RESOLVED',
  ]);
  expect(await care.sql('select resident_id, kind from care_contact')).toEqual([
    { resident_id: residentId, kind: 'VISIT' },
  ]);
});

test('what is over is forgotten when its time has come, the latest contact excepted', async () => {
  const residentId = await care.elder();
  for (let time = 0; time < 2; time++) {
    await observe(care.staff, { residentId, signs: ['MOOD'] });
    const [{ id }] = await care.alerts('(state: OPEN)');
    await care.said(care.staff, RESOLVE, { id, result: 'SAFE' });
    await care.after(60);
  }
  const count = async (table: string) => (await care.sql(`select 1 from ${table}`)).length;
  await care.after(729 * 24 * 60);
  expect([await count('care_alert'), await count('care_contact')]).toEqual([2, 2]);
  await care.after(2 * 24 * 60);
  expect([
    await count('care_alert'),
    await count('observation'),
    await count('care_contact'),
    await count('accountability'),
  ]).toEqual([0, 0, 1, 0]);
});
