import { codesOf } from '../../support/client.ts';
import { communityOf, openStage, PASSWORD, SECOND, signIn, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.enrol(stage.streets.first, {
    role: 'STREET_STAFF',
    name: '王秀英',
    login: 'wang',
    password: PASSWORD,
  });
});
afterAll(() => stage.close());

const enter = (login: string, password = PASSWORD) => stage.stranger(signIn, { login, password });
const holdingStaff = async () => stage.holding((await enter('wang')).data!.signIn.accessToken);

test('staff sign in by password and are told who they are', async () => {
  const { data } = await enter(' Wang ');
  expect(data!.signIn.me).toMatchObject({
    name: '王秀英',
    role: 'STREET_STAFF',
    riderId: null,
    street: { code: '310101001' },
  });
  expect(data!.signIn.me.permissions).toContain('account:create');
  const client = await stage.holding(data!.signIn.accessToken);
  expect((await client('{ me { name } }')).data).toEqual({ me: { name: '王秀英' } });
});

test('nobody is told who they are before signing in', async () => {
  expect(codesOf(await stage.stranger('{ me { name } }'))).toEqual(['NOT_SIGNED_IN']);
});

const wrongAnswers = async (logins: readonly string[]) => {
  const before = process.cpuUsage();
  const errors: string[] = [];
  for (const login of logins) errors.push(JSON.stringify((await enter(login, 'wrong')).errors));
  return { errors, work: process.cpuUsage(before).user };
};

test('a wrong password and a login nobody has get the same answer after the same work', async () => {
  await wrongAnswers(['nobody']);
  const known = await wrongAnswers(Array(7).fill('wang'));
  const unknown = await wrongAnswers(Array.from({ length: 7 }, (_, i) => `nobody${i}`));
  expect(new Set([...known.errors, ...unknown.errors]).size).toBe(1);
  // Work of the processor, which does not depend on what else the machine does; no look at a hash at all would be a tenth.
  expect(unknown.work).toBeGreaterThan(known.work / 3);
});

test('the eleventh wrong password within ten minutes is not looked at, and says how long to wait', async () => {
  await stage.enrol(stage.streets.first, {
    role: 'ANALYST',
    name: '分析',
    login: 'analyst',
    password: PASSWORD,
  });
  const answers = await Promise.all(Array.from({ length: 30 }, () => enter('analyst', 'wrong')));
  const codes = answers.flatMap(codesOf);
  expect(codes.filter((code) => code === 'BAD_CREDENTIALS')).toHaveLength(10);
  expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(20);
  const [refused] = (await enter('analyst')).errors!;
  expect(refused!.extensions).toMatchObject({
    code: 'TOO_MANY_TRIES',
    facts: { retryAfterSeconds: expect.any(Number) },
  });
});

test('many tries in one document are refused as a whole', async () => {
  const many = Array.from(
    { length: 100 },
    (_, i) => `a${i}: signIn(login: "wang", password: "wrong") { accessToken }`,
  );
  const answer = await stage.stranger(`mutation { ${many.join('\n')} }`);
  expect(answer.data).toBeUndefined();
  expect(answer.errors!.length).toBeGreaterThan(0);
});

const create =
  'mutation($input: CreateAccountInput!) { createAccount(input: $input) { id role login communityIds } }';

test('street staff open accounts; a taken login or phone, a foreign community or a poor input is refused', async () => {
  const staff = await holdingStaff();
  const own = await communityOf(stage, stage.streets.first);
  const foreign = await communityOf(stage, stage.streets.second);
  const li = { role: 'COMMUNITY_STAFF', name: '李', login: 'li.community', password: PASSWORD };
  const created = await staff(create, { input: { ...li, communityIds: [own] } });
  expect(created.data!.createAccount).toMatchObject({
    role: 'COMMUNITY_STAFF',
    login: 'li.community',
    communityIds: [own],
  });
  const refused = async (input: object) =>
    codesOf(await staff(create, { input: { ...li, ...input } }));
  expect(await refused({ communityIds: [own] })).toEqual(['LOGIN_TAKEN']);
  expect(await refused({ login: 'li2', communityIds: [foreign] })).toEqual(['NOT_FOUND']);
  expect(await refused({ login: 'li2' })).toEqual(['COMMUNITY_NEEDED']);
  expect(await refused({ login: null, communityIds: [own] })).toEqual(['LOGIN_OR_PHONE_NEEDED']);
  expect(await refused({ login: 'Li 2', communityIds: [own] })).toEqual(['INVALID_INPUT']);
  expect(await refused({ login: 'li2', password: 'short', communityIds: [own] })).toEqual([
    'INVALID_INPUT',
  ]);
  expect(await refused({ login: 'li2', phone: '12345', communityIds: [own] })).toEqual([
    'PHONE_INVALID',
  ]);
  expect(await refused({ login: 'li2', organizationId: foreign, communityIds: [own] })).toEqual([
    'NOT_FOUND',
  ]);
  const rider = { role: 'RIDER', name: '张', phone: '138 0000 1234' };
  expect((await staff(create, { input: rider })).data!.createAccount.role).toBe('RIDER');
  expect(codesOf(await staff(create, { input: { ...rider, phone: '+8613800001234' } }))).toEqual([
    'PHONE_TAKEN',
  ]);
});

test('who may not open accounts learns only that there is no such thing', async () => {
  const { data } = await enter('li.community');
  const community = await stage.holding(data!.signIn.accessToken);
  const input = { role: 'STREET_STAFF', name: '我', login: 'myself', password: PASSWORD };
  expect(codesOf(await community(create, { input }))).toEqual(['NOT_FOUND']);
});

test('a closed account signs nobody in, and ends the sessions it had', async () => {
  const account = await stage.enrol(stage.streets.first, {
    role: 'PARTNER',
    name: '商户',
    login: 'partner',
    password: PASSWORD,
  });
  const { accessToken } = (await enter('partner')).data!.signIn;
  const actor = await stage.authenticator.authenticate(accessToken);
  const staff = await holdingStaff();
  const { data } = await staff('mutation($id: ID!) { disableAccount(id: $id) { disabledAt } }', {
    id: account.id,
  });
  expect(data!.disableAccount.disabledAt).not.toBeNull();
  expect(codesOf(await enter('partner'))).toEqual(['BAD_CREDENTIALS']);
  stage.clock.advance(1_000);
  await expect(stage.authenticator.authenticate(accessToken)).rejects.toMatchObject({
    code: 'SESSION_ENDED',
  });
  expect(await stage.authenticator.stillValid(actor)).toBe(false);
  const told = await stage.rows<{ payload: object }>(
    "select payload from outbox where name = 'session.revoked'",
  );
  expect(told).toContainEqual({ payload: { accountId: account.id, sessionId: actor.sessionId } });
});

test('new communities count within a second, and old sockets are told', async () => {
  const own = await communityOf(stage, stage.streets.first);
  const { accessToken, me } = (await enter('li.community')).data!.signIn;
  const before = await stage.authenticator.authenticate(accessToken);
  expect(before.communityIds).toEqual([own]);
  const staff = await holdingStaff();
  const change =
    'mutation($id: ID!, $to: [ID!]!) { changeAccountScope(id: $id, communityIds: $to) { communityIds } }';
  expect(codesOf(await staff(change, { id: me.id, to: [] }))).toEqual(['COMMUNITY_NEEDED']);
  expect((await staff(change, { id: me.id, to: [own] })).data).not.toBeNull();
  stage.clock.advance(1_000);
  expect(await stage.authenticator.stillValid(before)).toBe(false);
  expect(
    await stage.authenticator.stillValid(await stage.authenticator.authenticate(accessToken)),
  ).toBe(true);
});

test('whoever is signed in may sign in as somebody else, at another street office too', async () => {
  const { second } = stage.streets;
  await stage.enrol(second, {
    role: 'STREET_STAFF',
    name: '李淑芬',
    login: 'li.er',
    password: PASSWORD,
  });
  const staff = await holdingStaff();
  const { data } = await staff(signIn, { login: 'li.er', password: PASSWORD });
  expect(data!.signIn.me).toMatchObject({ name: '李淑芬', street: { code: SECOND } });
});
