import { randomUUID } from 'node:crypto';
import { logAccess } from '../../../src/domain/access/access-log.ts';
import { toE164 } from '../../../src/domain/access/phone.ts';
import { permissionsOf } from '../../../src/domain/access/roles.ts';
import { contextFor, systemActor, type Actor } from '../../../src/platform/context.ts';
import { inTransaction } from '../../../src/platform/database/transaction.ts';
import { codesOf } from '../../support/client.ts';
import { openStage, PASSWORD, requestCode, FIRST, signIn, type Stage } from './stage.ts';

let stage: Stage;
let staff: Actor;
let rider: Actor;
let stranger: Actor;
beforeAll(async () => {
  stage = await openStage();
  const { first, second } = stage.streets;
  staff = actorOf(
    await stage.enrol(first, {
      role: 'STREET_STAFF',
      name: '王秀英',
      login: 'wang',
      password: PASSWORD,
    }),
  );
  rider = actorOf(
    await stage.enrol(first, { role: 'RIDER', name: '张建国', phone: '13812345678' }),
  );
  stranger = actorOf(
    await stage.enrol(second, {
      role: 'STREET_STAFF',
      name: '李淑芬',
      login: 'li.er',
      password: PASSWORD,
    }),
  );
  await stage.stranger(signIn, { login: 'wang', password: PASSWORD });
  await stage.stranger(signIn, { login: 'li.er', password: PASSWORD });
  await stage.stranger(requestCode, { street: FIRST, phone: '13812345678' });
});
afterAll(() => stage.close());

const actorOf = ({
  id,
  streetId,
  role,
}: {
  id: string;
  streetId: string;
  role: Actor['role'];
}): Actor => ({
  streetId,
  accountId: id,
  role,
  may: permissionsOf(role),
  communityIds: [],
});
const sql = <T = { n: number }>(actor: Actor, text: string, params: unknown[] = []) =>
  contextFor(stage.platform, actor).em.execute<T[]>(text, params);
const idsSeenBy = async (actor: Actor) =>
  (await sql<{ id: string }>(actor, 'select id from account order by id')).map(({ id }) => id);

test('staff see the accounts of their own street office only, anybody else their own', async () => {
  expect(await idsSeenBy(staff)).toEqual(
    [staff.accountId!, rider.accountId!].toSorted((a, b) => a.localeCompare(b)),
  );
  expect(await idsSeenBy(stranger)).toEqual([stranger.accountId]);
  expect(await idsSeenBy(rider)).toEqual([rider.accountId]);
  expect(await idsSeenBy(systemActor(stage.streets.second))).toEqual([stranger.accountId]);
});

test('another street office cannot change, join or move an account', async () => {
  const change = "update account set role = 'ANALYST' where id = ? returning id";
  expect(await sql(stranger, change, [staff.accountId])).toEqual([]);
  expect(
    await sql(stranger, 'delete from account where id = ? returning id', [staff.accountId]),
  ).toEqual([]);
  await expect(
    sql(staff, 'update account set street_id = ? where id = ?', [
      stage.streets.second,
      staff.accountId,
    ]),
  ).rejects.toThrow(/row-level security/);
  const insert =
    "insert into account (street_id, role, name_sealed, phone_digest, phone_sealed) values (?, 'RIDER', '', 'x', 'x')";
  await expect(sql(stranger, insert, [stage.streets.first])).rejects.toThrow(/row-level security/);
});

test('a rider cannot make anybody, not even themselves, something else', async () => {
  await expect(
    sql(rider, "update account set role = 'STREET_STAFF' where id = ?", [rider.accountId]),
  ).rejects.toThrow(/row-level security/);
});

test('community staff open accounts of residents and family, nobody else', async () => {
  const community = { ...staff, role: 'COMMUNITY_STAFF' as const };
  const insert =
    "insert into account (street_id, role, name_sealed, phone_digest, phone_sealed) values (?, ?, '', ?, 'x')";
  await expect(sql(community, insert, [stage.streets.first, 'STREET_STAFF', 'y'])).rejects.toThrow(
    /row-level security/,
  );
  await expect(
    sql(community, insert, [stage.streets.first, 'RESIDENT', 'y']),
  ).resolves.toBeDefined();
});

test('password hashes, refresh tokens and codes are read at the door only', async () => {
  await expect(sql(staff, 'select password_hash from account')).rejects.toThrow(
    /permission denied/,
  );
  for (const table of ['refresh_token', 'one_time_code'])
    expect(await sql(staff, `select count(*)::int as n from ${table}`)).toEqual([{ n: 0 }]);
  expect(await sql(rider, 'select count(*)::int as n from session')).toEqual([{ n: 0 }]);
});

test('every table of this feature is behind the wall, for its owner too', async () => {
  const tables = await stage.rows<{ name: string; walled: boolean }>(
    `select relname as name, relrowsecurity and relforcerowsecurity as walled from pg_class
     where relname = any('{account,session,refresh_token,one_time_code,access_log}') order by 1`,
  );
  expect(tables).toHaveLength(5);
  expect(tables.every(({ walled }) => walled)).toBe(true);
});

test('nothing that tells a person apart is readable in the tables', async () => {
  const names = ['account', 'session', 'refresh_token', 'one_time_code', 'access_log', 'outbox'];
  const dumps = await Promise.all(
    names.map((name) => stage.rows<{ row: string }>(`select t::text as row from ${name} t`)),
  );
  const dump = dumps
    .flat()
    .map(({ row }) => row)
    .join('\n');
  expect(dump.length).toBeGreaterThan(500);
  const code = stage.sms.codeFor('+8613812345678');
  const hidden = ['13812345678', '王秀英', '张建国', '李淑芬', PASSWORD, `,${code},`];
  for (const text of hidden) {
    expect(dump).not.toContain(text);
    expect(dump).not.toContain(Buffer.from(text).toString('hex'));
  }
});

test('a look at sealed data is written down for ever and read by street staff', async () => {
  const subjectId = randomUUID();
  const ctx = contextFor(stage.platform, staff);
  const look = {
    purpose: '上门核实地址',
    operation: 'residentIdentity',
    subjectId,
    fields: ['name', 'address'],
  };
  await inTransaction(ctx.em, () => logAccess(ctx, look));
  const read =
    'query($id: ID!) { accessLog(subjectId: $id) { accountName role purpose operation fields at } }';
  const { accessToken } = (await stage.stranger(signIn, { login: 'wang', password: PASSWORD }))
    .data!.signIn;
  const client = await stage.holding(accessToken);
  expect((await client(read, { id: subjectId })).data!.accessLog).toEqual([
    {
      accountName: '王秀英',
      role: 'STREET_STAFF',
      purpose: look.purpose,
      operation: look.operation,
      fields: look.fields,
      at: ctx.now.toISOString(),
    },
  ]);
  const other = await stage.holding(
    (await stage.stranger(signIn, { login: 'li.er', password: PASSWORD })).data!.signIn.accessToken,
  );
  expect((await other(read, { id: subjectId })).data!.accessLog).toEqual([]);
  expect(codesOf(await client(read, { id: 'x' }))).toEqual(['INVALID_INPUT']);
  for (const actor of [staff, systemActor(stage.streets.first)])
    await expect(sql(actor, 'delete from access_log')).rejects.toThrow(/permission denied/);
  await expect(
    sql(
      { ...staff, accountId: rider.accountId! },
      'insert into access_log (street_id, at, account_id, role, purpose, operation, subject_id, fields) select ?, now(), ?, ?, ?, ?, ?, ?',
      [stage.streets.first, staff.accountId, 'RIDER', 'xx', 'x', subjectId, '{}'],
    ),
  ).rejects.toThrow(/row-level security/);
});

test('the platform itself cannot look at anybody', async () => {
  const ctx = contextFor(stage.platform, systemActor(stage.streets.first));
  const look = { purpose: 'none', operation: 'none', subjectId: randomUUID(), fields: [] };
  await expect(logAccess(ctx, look)).rejects.toThrow(/answers for it/);
});

test.each([
  ['13800001234', '+8613800001234'],
  ['138 0000-1234', '+8613800001234'],
  ['１３８００００１２３４', '+8613800001234'],
  ['8613800001234', '+8613800001234'],
  ['008613800001234', '+8613800001234'],
  ['+86 138 0000 1234', '+8613800001234'],
  ['021-65551234', '+862165551234'],
  ['+852 9123 4567', '+85291234567'],
  ['12345', undefined],
  ['12800001234', undefined],
  ['+8612800001234', undefined],
  ['call me', undefined],
  ['', undefined],
])('%s is dialled as %s', (written, dialled) => {
  expect(toE164(written)).toBe(dialled);
});
