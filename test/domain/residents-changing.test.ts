import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { openCareStage, type CareStage } from './care-stage.ts';
import { SHOWN } from './people.ts';

let care: CareStage;
let id: string;
beforeEach(async () => {
  care = await openCareStage();
  id = await care.elder();
});
afterEach(() => care.close());

type Client = CareStage['staff'];
const SET = `mutation ($id: ID!, $input: ContactInput!) { setContact(residentId: $id, input: $input) { id callOrder maskedName maskedPhone relation } }`;
const REMOVE = 'mutation ($id: ID!, $n: Int!) { removeContact(residentId: $id, callOrder: $n) }';
const LIST =
  'query ($id: ID!) { residentContacts(residentId: $id) { callOrder maskedName maskedPhone relation } }';
const IDENTIFY = `query ($id: ID!) { contactIdentities(residentId: $id, purpose: "老人未应门") { callOrder name phone relation } }`;
const PHONE = `mutation ($id: ID!, $phone: String) { changeResidentPhone(residentId: $id, phone: $phone) { ${SHOWN} } }`;
const NAME = `mutation ($id: ID!, $name: String!) { changeResidentName(residentId: $id, name: $name) { ${SHOWN} } }`;
const MOVE = `mutation ($id: ID!, $input: MoveInput!) { moveResident(residentId: $id, input: $input) { ${SHOWN} } }`;
const IDENTITY =
  'query ($id: ID!) { residentIdentity(id: $id, purpose: "核对") { name phone address } }';

const daughter = { callOrder: 1, relation: 'FAMILY', name: '王丽', phone: '137 0000 7777' };
const neighbour = { callOrder: 2, relation: 'NEIGHBOUR', name: '李国强', phone: '13600006666' };
const set = (client: Client, input: object) => client(SET, { id, input });

async function speaking(role: 'RESIDENT' | 'FAMILY'): Promise<Client> {
  const accountId = await care.here.account(role);
  if (role === 'RESIDENT')
    await care.sql('update resident set account_id = ? where id = ?', [accountId, id]);
  else
    await care.sql(
      `insert into mandate (street_id, resident_id, account_id, relation, given_at) values (?, ?, ?, '女儿', now())`,
      [care.here.streetId, id, accountId],
    );
  return care.asked(care.actor(care.here, role, { accountId }));
}

test('contacts stand in the order of calling, masked; opened they are on record', async () => {
  await set(care.staff, neighbour);
  expect((await set(care.staff, daughter)).errors).toBeUndefined();
  expect(await care.said(care.communityStaff, LIST, { id })).toEqual([
    { callOrder: 1, relation: 'FAMILY', maskedName: '王**', maskedPhone: '137****7777' },
    { callOrder: 2, relation: 'NEIGHBOUR', maskedName: '李**', maskedPhone: '136****6666' },
  ]);
  expect(await care.sql('select 1 from access_log')).toEqual([]);
  expect(await care.said(care.staff, IDENTIFY, { id })).toMatchObject([
    { name: '王丽', phone: '+8613700007777' },
    { name: '李国强', phone: '+8613600006666' },
  ]);
  expect(await care.sql('select subject_id, operation, purpose from access_log')).toEqual([
    { subject_id: id, operation: 'contactIdentities', purpose: '老人未应门' },
  ]);
  const [row] = await care.sql('select t::text as text from resident_contact t');
  for (const secret of ['王丽', '13700007777'])
    expect(row!.text).not.toContain(Buffer.from(secret).toString('hex'));
});

test('a place in the order is set again, or emptied; said twice it is the same', async () => {
  await set(care.staff, daughter);
  await set(care.staff, { ...neighbour, callOrder: 1 });
  await set(care.staff, { ...neighbour, callOrder: 1 });
  expect(await care.said(care.staff, LIST, { id })).toMatchObject([{ relation: 'NEIGHBOUR' }]);
  for (let time = 0; time < 2; time++) await care.said(care.staff, REMOVE, { id, n: 1 });
  expect(await care.said(care.staff, LIST, { id })).toEqual([]);
});

test('the resident and their family set contacts and the phone themselves; others and riders see none', async () => {
  for (const role of ['RESIDENT', 'FAMILY'] as const) {
    const self = await speaking(role);
    expect((await set(self, daughter)).errors).toBeUndefined();
    expect(await care.said(self, IDENTIFY, { id })).toMatchObject([{ name: '王丽' }]);
    const { data } = await self(PHONE, { id, phone: '13900009999' });
    expect(data!.changeResidentPhone.maskedPhone).toBe('139****9999');
    expect(codesOf(await self(NAME, { id, name: '王秀兰' }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await self(MOVE, { id, input: moveTo(0.2, 1.5) }))).toEqual(['NOT_FOUND']);
  }
  const other = await care.as(care.here, 'COMMUNITY_STAFF', {
    communityIds: [care.here.communityIds[1]!],
  });
  for (const text of [LIST, IDENTIFY])
    expect(codesOf(await other(text, { id }))).toEqual(['NOT_FOUND']);
  expect(codesOf(await set(other, daughter))).toEqual(['NOT_FOUND']);
  const rider = await care.rider();
  await care.task(id, rider.id);
  expect(codesOf(await rider.ask(LIST, { id }))).toEqual(['NOT_FOUND']);
  expect(await care.seenBy(rider.actor, 'select 1 from resident_contact')).toEqual([]);
});

const moveTo = (x: number, y: number) => ({
  address: '新村 8 幢 101 室',
  place: '新村',
  point: care.here.told(x, y),
});

test('name and phone change sealed, and the phone is found by its new number only', async () => {
  await care.said(care.staff, NAME, { id, name: '王秀兰' });
  await care.said(care.staff, PHONE, { id, phone: '13900009999' });
  expect(await care.said(care.staff, IDENTITY, { id })).toMatchObject({
    name: '王秀兰',
    phone: '+8613900009999',
  });
  const found = async (search: string) =>
    (await care.said(care.staff, `{ residents(search: "${search}") { totalCount } }`)).totalCount;
  expect([await found('13800001234'), await found('13900009999')]).toEqual([0, 1]);
  expect(codesOf(await care.staff(PHONE, { id, phone: '123' }))).toEqual(['PHONE_INVALID']);
  await care.said(care.staff, PHONE, { id, phone: null });
  expect(await found('13900009999')).toBe(0);
  const facts = await care.sql(
    `select payload->'fields' as fields from outbox where name = 'resident.changed' order by id`,
  );
  expect(facts.map(({ fields }) => fields)).toEqual([['name'], ['phone'], ['phone']]);
});

test('who moves lives in the right grid, and what is open about them goes along to their new community', async () => {
  await care.said(
    care.staff,
    'mutation ($id: ID!) { setVisitPlan(residentId: $id, riskClass: HIGH) { since } }',
    { id },
  );
  await care.said(
    care.staff,
    'mutation ($i: ObservationInput!, $key: ID!) { observeCondition(input: $i, idempotencyKey: $key) { id } }',
    { i: { residentId: id, signs: ['MOOD'] }, key: randomUUID() },
  );
  const moved = await care.said(care.staff, MOVE, { id, input: moveTo(1.5, 1.5) });
  expect(moved).toMatchObject({
    place: '新村',
    grid: { code: '320199001002002' },
    community: { id: care.here.communityIds[1] },
    home: care.here.point(1.5, 1.5),
  });
  await care.told();
  const east = await care.as(care.here, 'COMMUNITY_STAFF', {
    communityIds: [care.here.communityIds[1]!],
  });
  const { totalCount } = await care.said(east, '{ careAlerts { totalCount } }');
  expect(totalCount).toBe(1);
  expect(codesOf(await care.communityStaff(LIST, { id }))).toEqual(['NOT_FOUND']);
  expect(await care.sql('select community_id from visit_plan')).toEqual([
    { community_id: care.here.communityIds[1] },
  ]);
});

test('staff of a community move somebody within it, and nobody out of the street', async () => {
  expect((await care.communityStaff(MOVE, { id, input: moveTo(0.5, 1.5) })).errors).toBeUndefined();
  expect(codesOf(await care.communityStaff(MOVE, { id, input: moveTo(1.5, 0.5) }))).toEqual([
    'NOT_YOUR_COMMUNITY',
  ]);
  expect(codesOf(await care.staff(MOVE, { id, input: moveTo(5, 5) }))).toEqual(['OUTSIDE_STREET']);
});
