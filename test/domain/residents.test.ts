import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { elder, REGISTER, registered, SHOWN, speakingFor } from './people.ts';
import { openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;
let staff: Awaited<ReturnType<PeopleStage['as']>>;

beforeEach(async () => {
  stage = await openPeopleStage();
  staff = await stage.as(stage.here, 'STREET_STAFF');
});
afterEach(() => stage.close());

const ONE = `query ($id: ID!) { resident(id: $id) { ${SHOWN} } }`;
const PAGE = `query ($first: Int, $after: String, $search: String, $communityId: ID) {
  residents(first: $first, after: $after, search: $search, communityId: $communityId) {
    totalCount edges { node { id maskedName place } } pageInfo { endCursor hasNextPage } } }`;
const IDENTITY = `query ($id: ID!, $purpose: String!) {
  residentIdentity(id: $id, purpose: $purpose) { id name phone address careNote } }`;

const community = (index: number) => ({ communityIds: [stage.here.communityIds[index]!] });
const register = (more: object = {}, key: string = randomUUID()) =>
  staff(REGISTER, { input: elder(stage, more), key });
const looks = () => stage.sql('select * from access_log order by id');

test('a resident is shown masked, with the home as a point and the grid it lies in', async () => {
  const id = await registered(stage);
  const { data, errors } = await staff(ONE, { id });
  expect(errors).toBeUndefined();
  expect(data!.resident).toEqual({
    id,
    maskedName: '王**',
    maskedPhone: '138****1234',
    place: '幸福里',
    categories: ['LIVING_ALONE'],
    home: stage.here.point(0.5, 0.5),
    grid: { code: '320199001001001' },
    community: { id: stage.here.communityIds[0] },
    consents: [
      { purpose: 'SERVICE', givenBy: 'RESIDENT', version: 1, withdrawnAt: null },
      { purpose: 'CARE', givenBy: 'STAFF_WITNESSED', version: 1, withdrawnAt: null },
    ],
    mandates: [],
  });
  expect(await looks()).toEqual([]);
  const facts = await stage.sql(`select payload from outbox where name = 'resident.registered'`);
  expect(facts).toEqual([{ payload: { residentId: id, communityId: stage.here.communityIds[0] } }]);
});

test('the same registration again answers the same, and registers once', async () => {
  const key = randomUUID();
  const first = await register({}, key);
  expect((await register({}, key)).data).toEqual(first.data);
  expect(await stage.sql('select 1 from resident')).toHaveLength(1);
});

test.each([
  ['a home outside the street', () => ({ point: stage.there.told(1, 1) }), 'OUTSIDE_STREET'],
  ['a home on no map', () => ({ point: { lng: 181, lat: 0, crs: 'WGS84' } }), 'POINT_OUT_OF_RANGE'],
  ['a number that is no phone', () => ({ phone: '12345' }), 'PHONE_INVALID'],
  [
    'a category without consent to care',
    () => ({ consents: [], careNote: null }),
    'CONSENT_MISSING',
  ],
  [
    'a care note without consent to care',
    () => ({ consents: [], categories: [] }),
    'CONSENT_MISSING',
  ],
  ['no name', () => ({ name: '' }), 'INVALID_INPUT'],
  [
    'two consents to one purpose',
    () => ({ consents: [...elder(stage).consents, { purpose: 'CARE', givenBy: 'FAMILY' }] }),
    'INVALID_INPUT',
  ],
])('%s is refused, and nothing is kept', async (_, more, code) => {
  expect(codesOf(await register(more()))).toEqual([code]);
  for (const table of ['resident', 'home', 'consent'])
    expect(await stage.sql(`select 1 from ${table}`)).toEqual([]);
});

test('community staff register in their own communities only', async () => {
  const east = await stage.as(stage.here, 'COMMUNITY_STAFF', community(1));
  const input = elder(stage);
  const key = randomUUID();
  expect(codesOf(await east(REGISTER, { input, key }))).toEqual(['NOT_YOUR_COMMUNITY']);
  const west = await stage.as(stage.here, 'COMMUNITY_STAFF', community(0));
  expect((await west(REGISTER, { input, key })).errors).toBeUndefined();
});

test.each(['RIDER', 'RESIDENT', 'FAMILY', 'PARTNER', 'ANALYST'] as const)(
  '%s neither registers nor lists nor identifies',
  async (role) => {
    const id = await registered(stage);
    const somebody = await stage.as(stage.here, role);
    const key = randomUUID();
    expect(codesOf(await somebody(REGISTER, { input: elder(stage), key }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await somebody(PAGE))).toEqual(['NOT_FOUND']);
    expect(codesOf(await somebody(ONE, { id }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await somebody(IDENTITY, { id, purpose: '好奇' }))).toEqual(['NOT_FOUND']);
    expect(await looks()).toEqual([]);
  },
);

test('an identity is opened for a purpose, and each look is one line of the log', async () => {
  const [one, two] = [await registered(stage), await registered(stage, { phone: null })];
  const { data, errors } = await staff(IDENTITY, { id: one, purpose: '电话回访' });
  expect(errors).toBeUndefined();
  expect(data!.residentIdentity).toEqual({
    id: one,
    name: '王秀英',
    phone: '+8613800001234',
    address: '幸福里3幢2单元501室',
    careNote: '听力不好，请多敲两下门',
  });
  await staff(IDENTITY, { id: two, purpose: '上门核实' });
  expect(codesOf(await staff(IDENTITY, { id: one, purpose: ' ' }))).toEqual(['INVALID_INPUT']);
  expect(codesOf(await staff(IDENTITY, { id: randomUUID(), purpose: '核实' }))).toEqual([
    'NOT_FOUND',
  ]);
  expect(await looks()).toMatchObject([
    { subject_id: one, purpose: '电话回访', operation: 'residentIdentity', role: 'STREET_STAFF' },
    { subject_id: two, purpose: '上门核实', operation: 'residentIdentity', role: 'STREET_STAFF' },
  ]);
});

test('community staff see the residents of their communities, by name or by number', async () => {
  const west = await registered(stage);
  const east = await registered(stage, { point: stage.here.told(1.5, 0.5) });
  const ask = await stage.as(stage.here, 'COMMUNITY_STAFF', community(0));
  const seen = async (variables = {}) => {
    const { data } = await ask(PAGE, variables);
    return data!.residents.edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  expect(await seen()).toEqual([west]);
  expect(await seen({ communityId: stage.here.communityIds[1] })).toEqual([]);
  expect(await seen({ search: '13800001234' })).toEqual([west]);
  expect(codesOf(await ask(ONE, { id: east }))).toEqual(['NOT_FOUND']);
  expect(codesOf(await ask(IDENTITY, { id: east, purpose: '电话回访' }))).toEqual(['NOT_FOUND']);
  expect(await looks()).toEqual([]);
});

const found = async (search: string) => {
  const { data } = await staff(PAGE, { search });
  return data!.residents.edges.map(({ node }: { node: { id: string } }) => node.id);
};

test('residents are found by the whole phone or a part of the place, page by page', async () => {
  const ids = [
    await registered(stage),
    await registered(stage, { phone: '13900005678' }),
    await registered(stage, { phone: null, place: '100%的桥_新村' }),
  ];
  expect(await found('139 0000 5678')).toEqual([ids[1]]);
  expect(await found('0000')).toEqual([]);
  expect(await found('%的桥_')).toEqual([ids[2]]);
  expect(new Set(await found('幸福'))).toEqual(new Set(ids.slice(0, 2)));
  const seen: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { data } = await staff(PAGE, { first: 1, after });
    seen.push(...data!.residents.edges.map(({ node }: { node: { id: string } }) => node.id));
    expect(data!.residents.totalCount).toBe(3);
    ({ endCursor: after, hasNextPage: more } = data!.residents.pageInfo);
  }
  expect(seen).toEqual(ids.toSorted());
});

const INVITE = `mutation ($id: ID!, $input: InviteInput!, $key: ID!) {
  inviteResident(residentId: $id, input: $input, idempotencyKey: $key) { id } }`;
const MINE = '{ myResidents { id maskedName place } }';

test('a resident with an account sees their own record and nobody else', async () => {
  const [id, other] = [await registered(stage), await registered(stage, { phone: null })];
  const input = { name: '王秀英', phone: '13800001234' };
  const invite = () => staff(INVITE, { id, input, key: randomUUID() });
  expect((await invite()).errors).toBeUndefined();
  expect(codesOf(await invite())).toEqual(['ALREADY_INVITED']);
  const self = await speakingFor(stage, id, 'RESIDENT');
  expect((await self.ask(MINE)).data!.myResidents).toEqual([
    { id, maskedName: '王**', place: '幸福里' },
  ]);
  expect(await stage.seenBy(self.actor, 'select id from resident')).toEqual([{ id }]);
  expect(await stage.seenBy(self.actor, 'select 1 from home')).toHaveLength(1);
  expect(await stage.seenBy(self.actor, 'select 1 from resident where id = ?', [other])).toEqual(
    [],
  );
});

const MANDATE = `mutation ($id: ID!, $input: MandateInput!, $key: ID!) {
  giveMandate(residentId: $id, input: $input, idempotencyKey: $key) { mandates { accountId relation withdrawnAt } } }`;
const LAY_DOWN = `mutation ($residentId: ID!, $accountId: ID!) {
  withdrawMandate(residentId: $residentId, accountId: $accountId) { relation withdrawnAt } }`;
const daughter = { name: '王丽', phone: '13700007777', relation: '女儿' };
const mandate = (id: string) => staff(MANDATE, { id, input: daughter, key: randomUUID() });

test('family act for those who gave them a mandate, with one account, until it is withdrawn', async () => {
  const [one, two] = [await registered(stage), await registered(stage)];
  await registered(stage);
  expect((await mandate(one)).data!.giveMandate.mandates).toMatchObject([{ relation: '女儿' }]);
  expect((await mandate(two)).errors).toBeUndefined();
  const family = await speakingFor(stage, one, 'FAMILY');
  const mine = async () =>
    (await family.ask(MINE)).data!.myResidents.map(({ id }: { id: string }) => id);
  expect(await mine()).toEqual([one, two].toSorted());
  const variables = { residentId: one, accountId: family.actor.accountId };
  const { data, errors } = await family.ask(LAY_DOWN, variables);
  expect(errors).toBeUndefined();
  expect(data!.withdrawMandate.withdrawnAt).toBe(stage.clock.now().toISOString());
  expect(await mine()).toEqual([two]);
  expect(await stage.seenBy(family.actor, 'select id from resident')).toEqual([{ id: two }]);
  await mandate(one);
  expect(await mine()).toEqual([one, two].toSorted());
  expect((await staff(LAY_DOWN, variables)).errors).toBeUndefined();
  expect(await mine()).toEqual([two]);
});

test('family cannot lay down the mandates of others, nor take one', async () => {
  const [one, two] = [await registered(stage), await registered(stage)];
  await mandate(one);
  const family = await speakingFor(stage, one, 'FAMILY');
  const accountId = randomUUID();
  expect(codesOf(await family.ask(LAY_DOWN, { residentId: one, accountId }))).toEqual([
    'NOT_FOUND',
  ]);
  const taking = stage.seenBy(
    family.actor,
    `insert into mandate (street_id, resident_id, account_id, relation, given_at) values (?, ?, ?, '女儿', now())`,
    [stage.here.streetId, two, family.actor.accountId],
  );
  await expect(taking).rejects.toThrow('row-level security');
});
