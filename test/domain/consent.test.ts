import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { contextFor } from '../../src/platform/context.ts';
import { codesOf } from '../support/client.ts';
import { registered, speakingFor } from './people.ts';
import { openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;
let staff: Awaited<ReturnType<PeopleStage['as']>>;

beforeEach(async () => {
  stage = await openPeopleStage();
  staff = await stage.as(stage.here, 'STREET_STAFF');
});
afterEach(() => stage.close());

const FIELDS = 'categories consents { purpose givenBy withdrawnAt }';
const GIVE = `mutation ($id: ID!, $input: ConsentInput!) { giveConsent(residentId: $id, input: $input) { ${FIELDS} } }`;
const WITHDRAW = `mutation ($id: ID!, $purpose: ConsentPurpose!) {
  withdrawConsent(residentId: $id, purpose: $purpose) { ${FIELDS} } }`;
const CARE = `mutation ($id: ID!, $input: CareInput!) { recordCare(residentId: $id, input: $input) { ${FIELDS} } }`;
const consentless = { consents: [], categories: [], careNote: null };

test('care is recorded with consent to care, not before', async () => {
  const id = await registered(stage, consentless);
  const care = { id, input: { categories: ['FRAIL'], careNote: '走路慢' } };
  expect(codesOf(await staff(CARE, care))).toEqual(['CONSENT_MISSING']);
  const consent = { id, input: { purpose: 'CARE', givenBy: 'STAFF_WITNESSED' } };
  expect((await staff(GIVE, consent)).errors).toBeUndefined();
  expect((await staff(CARE, care)).data!.recordCare.categories).toEqual(['FRAIL']);
  const [row] = await stage.sql('select care_note_sealed from resident');
  expect(row!.care_note_sealed).not.toBeNull();
});

test('a consent given twice lives once', async () => {
  const id = await registered(stage, consentless);
  for (let time = 0; time < 2; time++)
    await staff(GIVE, { id, input: { purpose: 'SERVICE', givenBy: 'RESIDENT' } });
  expect(await stage.sql('select 1 from consent')).toHaveLength(1);
});

test('who withdraws consent to care is forgotten as somebody in need of it, at once', async () => {
  const id = await registered(stage);
  const { data, errors } = await staff(WITHDRAW, { id, purpose: 'CARE' });
  expect(errors).toBeUndefined();
  expect(data!.withdrawConsent).toMatchObject({
    categories: [],
    consents: [
      { purpose: 'SERVICE', withdrawnAt: null },
      { purpose: 'CARE', withdrawnAt: stage.clock.now().toISOString() },
    ],
  });
  const [row] = await stage.sql('select categories, care_note_sealed from resident');
  expect(row).toEqual({ categories: [], care_note_sealed: null });
  const facts = await stage.sql(
    `select payload from outbox where name = 'resident.consent_withdrawn'`,
  );
  expect(facts).toMatchObject([{ payload: { residentId: id, purpose: 'CARE' } }]);
  await staff(WITHDRAW, { id, purpose: 'CARE' });
  expect(await stage.sql(`select 1 from outbox where name like '%withdrawn'`)).toHaveLength(1);
});

const INVITE = `mutation ($id: ID!, $input: InviteInput!, $key: ID!) {
  inviteResident(residentId: $id, input: $input, idempotencyKey: $key) { id } }`;
const MANDATE = `mutation ($id: ID!, $input: MandateInput!, $key: ID!) {
  giveMandate(residentId: $id, input: $input, idempotencyKey: $key) { id } }`;

test('residents and family give and withdraw by themselves, each in their own name', async () => {
  const [id, other] = [await registered(stage), await registered(stage)];
  const key = randomUUID();
  await staff(INVITE, { id, key, input: { name: '王秀英', phone: '13800001234' } });
  await staff(MANDATE, {
    id,
    key,
    input: { name: '王丽', phone: '13700007777', relation: '女儿' },
  });
  const self = await speakingFor(stage, id, 'RESIDENT');
  const family = await speakingFor(stage, id, 'FAMILY');
  const withdrawn = await self.ask(WITHDRAW, { id, purpose: 'CARE' });
  expect(withdrawn.errors).toBeUndefined();
  expect(withdrawn.data!.withdrawConsent.categories).toEqual([]);
  const input = { purpose: 'CARE', givenBy: 'STAFF_WITNESSED' };
  const given = await family.ask(GIVE, { id, input });
  expect(given.data!.giveConsent.consents.at(-1)).toEqual({
    purpose: 'CARE',
    givenBy: 'FAMILY',
    withdrawnAt: null,
  });
  for (const { ask } of [self, family])
    expect(codesOf(await ask(WITHDRAW, { id: other, purpose: 'CARE' }))).toEqual(['NOT_FOUND']);
  expect(codesOf(await self.ask(CARE_OF_SELF, { id }))).toEqual(['NOT_FOUND']);
});
const CARE_OF_SELF =
  'mutation ($id: ID!) { recordCare(residentId: $id, input: { careNote: "好" }) { id } }';

test('the database refuses care without consent when a transaction ends, by any path', async () => {
  const id = await registered(stage, consentless);
  const actor = stage.actor(stage.here, 'STREET_STAFF', { accountId: randomUUID() });
  const sneak = (sql: string) => {
    const { em } = contextFor(stage.platform, actor);
    return inTransaction(em, () => em.execute(sql));
  };
  const frail = `update resident set categories = '{FRAIL}'`;
  await expect(sneak(frail)).rejects.toThrow('no live consent');
  await staff(GIVE, { id, input: { purpose: 'CARE', givenBy: 'FAMILY' } });
  await sneak(frail);
  await expect(sneak('update consent set withdrawn_at = now()')).rejects.toThrow('no live consent');
  const [row] = await stage.sql('select categories from resident');
  expect(row!.categories).toEqual(['FRAIL']);
});
