import type { MikroORM } from '@mikro-orm/postgresql';
import { sqlState, unavailable } from '../../src/platform/database/failures.ts';
import { openDatabase } from '../../src/platform/database/orm.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { testDatabase } from '../support/database.ts';

let orm: MikroORM;

beforeAll(async () => {
  const { url } = await testDatabase();
  orm = await openDatabase(url, []);
});
afterAll(() => orm.close());

const role = 'red_bridge_system';
const ask = <T>(sql: string, values: unknown[] = []) =>
  orm.em.fork({ session: { role } }).execute<T[]>(sql, values);

test('a value has the type it would have written in the text, and comes back as it is', async () => {
  const [types] = await ask<Record<string, string>>(
    `select pg_typeof(?)::text as small, pg_typeof(?)::text as large, pg_typeof(?)::text as part,
       pg_typeof(?)::text as yes, pg_typeof(?)::text as bytes`,
    [5, 5e9, 0.5, true, Buffer.from([1])],
  );
  expect(types).toEqual({
    small: 'integer',
    large: 'bigint',
    part: 'numeric',
    yes: 'boolean',
    bytes: 'bytea',
  });
  const now = new Date();
  const tagged: unknown = orm.em.getPlatform().cloneEmbeddable(['a', { b: 1 }] as never);
  const text = `it's a \\ and a ? and 汉字 "quoted" $1`;
  const [back] = await ask<Record<string, unknown>>(
    `select ? as text, ?::jsonb as json, ?::timestamptz = ? as same, ?::text is null as nothing,
       'b' in (?) as listed, ?::jsonb as tagged, ?::bytea as bytes, '?' as asked`.replace(
      `'?' as`,
      `'\\?' as`,
    ),
    [text, { a: [1, text] }, now, now, null, ['a', 'b'], tagged, Buffer.from([0, 255])],
  );
  expect(back).toEqual({
    text,
    json: { a: [1, text] },
    same: true,
    nothing: true,
    listed: true,
    tagged: ['a', { b: 1 }],
    bytes: Buffer.from([0, 255]),
    asked: '?',
  });
});

test('more values than a statement is prepared for are taken as well', async () => {
  const numbers = Array.from({ length: 5_000 }, (_, n) => n);
  expect(
    await ask('select count(*)::int as n from generate_series(0, 9) g where g in (?)', [numbers]),
  ).toEqual([{ n: 10 }]);
});

test('what is asked often is prepared once a connection, and answered the same', async () => {
  const em = orm.em.fork({ session: { role } });
  await inTransaction(em, async () => {
    for (let n = 0; n < 20; n++)
      expect(await em.execute('select ?::int * 2 as twice', [n])).toEqual([{ twice: n * 2 }]);
    const [prepared] = await em.execute<{ kept: number }[]>(
      `select count(*)::int as kept from pg_prepared_statements where statement like '%as twice'`,
    );
    expect(prepared).toEqual({ kept: 1 });
  });
});

test('a statement that fails leaves the connection and what it has prepared as they were', async () => {
  const halves = async (n: number) =>
    (await ask<{ half: number }>('select 100 / ? as half', [n]))[0]!.half;
  for (let n = 1; n < 10; n++) expect(await halves(n)).toBe(Math.trunc(100 / n));
  for (let n = 0; n < 12; n++)
    expect(sqlState(await halves(0).catch((error) => error))).toBe('22012');
  expect(await Promise.all(Array.from({ length: 30 }, () => halves(4)))).toEqual(
    Array(30).fill(25),
  );
});

test('a transaction whose beginning is refused answers nothing, and those after it are answered their own', async () => {
  const refused = () =>
    orm.em
      .fork({ session: { role: 'nobody_of_this_name' } })
      .execute('select ?::int as n', [1])
      .then(String, sqlState);
  const both = async (n: number) => [await refused(), await ask('select ?::int as n', [n])];
  const numbers = Array.from({ length: 200 }, (_, n) => n);
  expect(await Promise.all(numbers.map(both))).toEqual(numbers.map((n) => ['22023', [{ n }]]));
});

test('a table that changes under a prepared statement refuses once, and asks to try again', async () => {
  const owner = (sql: string, values: unknown[] = []) => orm.em.fork().execute(sql, values);
  await owner('create table parcel (id int)');
  const all = () => owner('select p.* from parcel p where id = ?', [1]);
  for (let n = 0; n < 40; n++) expect(await all()).toEqual([]);
  await owner('alter table parcel add column place text');
  const refused = await Promise.all(Array.from({ length: 30 }, () => all().catch(unavailable)));
  expect(refused.filter((answer) => answer !== true)).toContainEqual([]);
  await owner(`insert into parcel values (?, ?)`, [1, '门口']);
  for (let n = 0; n < 40; n++) expect(await all()).toEqual([{ id: 1, place: '门口' }]);
  await owner('drop table parcel');
});
