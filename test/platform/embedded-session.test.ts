import type { Client } from 'pg';
import { startEmbedded, type Embedded } from '../../src/platform/database/embedded/start.ts';
import { clientsOf, refusalOf } from './embedded-stage.ts';

let database: Embedded;
let first: Client;
let second: Client;
const { connect, closeAll } = clientsOf(() => database.url);

beforeAll(async () => {
  database = await startEmbedded();
  const client = await connect();
  await client.query('create role session_role; create table kept (n int)');
});
beforeEach(async () => {
  [first, second] = [await connect(), await connect()];
});
afterEach(closeAll);
afterAll(async () => database.stop());

const session = `select current_user::text as name, coalesce(current_setting('app.street', true), '') as street,
  current_setting('search_path') as path, current_setting('statement_timeout') as patience`;
const UNTOUCHED = { name: 'postgres', street: '', path: 'public', patience: '0' };

test.each([
  ['a role', 'set role session_role'],
  ['an authorization', 'set session authorization session_role'],
  ['a setting', `set app.street = 'Hongqiao'`],
  ['a setting by function', `select set_config('app.street', 'Hongqiao', false)`],
  ['a search path', 'set search_path to pg_catalog'],
  ['a timeout', `set statement_timeout = '1 ms'`],
  ['a role of a transaction’s own', 'begin; set role session_role; commit'],
])('%s that one client leaves behind is not the next one’s', async (_, leaving) => {
  await first.query(leaving);
  expect((await second.query(session)).rows).toEqual([UNTOUCHED]);
});

test('what a client sets holds for itself while nobody else works', async () => {
  await first.query('set role session_role');
  expect((await first.query(session)).rows).toEqual([{ ...UNTOUCHED, name: 'session_role' }]);
});

test('a client that dies leaves nothing behind', async () => {
  await first.query(`set role session_role; set app.street = 'Hongqiao'`);
  await first.end();
  expect((await second.query(session)).rows).toEqual([UNTOUCHED]);
});

test('a temporary table is seen by nobody else', async () => {
  await first.query('create temporary table mine as select 1 as n');
  expect(await refusalOf(second.query('select * from mine'))).toBe('42P01');
});

test('what is written keeps, though the session is forgotten', async () => {
  await first.query('insert into kept values (1)');
  await second.query('insert into kept values (2)');
  const { rows } = await first.query('select array_agg(n order by n) as kept from kept');
  expect(rows).toEqual([{ kept: [1, 2] }]);
});

test('prepared statements and channels outlive another client’s turn', async () => {
  const heard = new Promise((resolve) => first.once('notification', resolve));
  await first.query('listen session_news');
  const named = { name: 'kept', text: 'select $1::int as n' };
  await first.query({ ...named, values: [1] });
  await second.query('select 1');
  expect((await first.query({ ...named, values: [2] })).rows).toEqual([{ n: 2 }]);
  await second.query(`select pg_notify('session_news', 'here')`);
  expect(await heard).toMatchObject({ channel: 'session_news', payload: 'here' });
});
