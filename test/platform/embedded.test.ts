import { globSync } from 'node:fs';
import { migrate } from '../../src/platform/database/migrate.ts';
import { startEmbedded, type Embedded } from '../../src/platform/database/embedded/start.ts';
import { clientsOf, cut, hears, refusalOf, untilHeard } from './embedded-stage.ts';

let database: Embedded;
const { connect, closeAll } = clientsOf(() => database.url);
const bowTie = 'POLYGON((0 0,1 1,1 0,0 1,0 0))';

beforeAll(async () => {
  database = await startEmbedded();
});
afterEach(closeAll);
afterAll(async () => database.stop());

test('all migrations apply, each once', async () => {
  await migrate(database.url);
  await migrate(database.url);
  const client = await connect();
  const { rows } = await client.query('select name from mikro_orm_migrations order by name');
  const files = globSync('migrations/*.sql').map((file) => /(\w+)\.sql$/.exec(file)![1]);
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(files));
  expect(rows).toHaveLength(files.length);
});

test('a client without the password is turned away', async () => {
  const { url } = database;
  const stranger = clientsOf(() => url.replace(/:[0-9a-f]{32}@/, ':guess@'));
  expect(await refusalOf(stranger.connect())).toBe('28P01');
});

test('values of twenty clients at once never mix', async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, connect));
  const wrong: unknown[] = [];
  const expectOwn = (answers: readonly unknown[], own: unknown) =>
    wrong.push(...answers.filter((answer) => answer !== own));
  const work = clients.map(async (client, n) => {
    const named = { name: 'same-name', text: `select $1::int + ${n * 1000} as n` };
    for (let round = 0; round < 15; round++) {
      const prepared = await client.query({ ...named, values: [round] });
      const plain = await client.query('select $1::int as n', [n * 1000 + round]);
      expectOwn([prepared.rows[0].n, plain.rows[0].n], n * 1000 + round);
      await client.query('begin');
      await client.query(`select set_config('app.street', $1, true)`, [`street ${n}`]);
      const { rows } = await client.query(`select current_setting('app.street') as street`);
      await client.query('commit');
      expectOwn([rows[0].street], `street ${n}`);
    }
  });
  await Promise.all(work);
  expect(wrong).toEqual([]);
});

test('refusals without end leave it at work', async () => {
  const client = await connect();
  for (let n = 0; n < 2_500; n++) expect(await refusalOf(client.query('select 1/0'))).toBe('22012');
  expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
});

test('a prepared statement is its own client’s, and goes with it', async () => {
  const [first, second] = [await connect(), await connect()];
  await first.query({ name: 'mine', text: 'select 1 as n' });
  await second.query({ name: 'mine', text: 'select 2 as n' });
  const count = async () => {
    const { rows } = await second.query('select count(*)::int as n from pg_prepared_statements');
    return rows[0].n;
  };
  expect(await count()).toBe(2);
  await first.end();
  expect(await count()).toBe(1);
});

describe('a transaction', () => {
  beforeAll(async () => {
    const client = await connect();
    await client.query('create role stage_role; create table stage (n int primary key)');
    await client.query('grant all on stage to stage_role');
  });

  const who = `select current_user::text as name, current_setting('app.street', true) as street`;

  test('keeps its settings and its role to itself', async () => {
    const [inside, outside] = [await connect(), await connect()];
    await inside.query('begin');
    await inside.query(`select set_config('app.street', 'Hongqiao', true)`);
    await inside.query('set local role "stage_role"');
    const meanwhile = outside.query(who);
    const { rows: seenInside } = await inside.query(who);
    await inside.query('commit');
    expect(seenInside).toEqual([{ name: 'stage_role', street: 'Hongqiao' }]);
    for (const { rows } of [await meanwhile, await inside.query(who)])
      expect(rows).toEqual([{ name: 'postgres', street: '' }]);
  });

  test('is nobody else’s business until it ends', async () => {
    const [inside, outside] = [await connect(), await connect()];
    await inside.query('begin');
    await inside.query('insert into stage values (1)');
    const order: string[] = [];
    const meanwhile = outside
      .query('select count(*)::int as n from stage where n = 1')
      .then(({ rows }) => order.push(`outside sees ${rows[0].n}`));
    await inside.query('select pg_sleep(0.05)');
    await inside.query('rollback').then(() => order.push('rolled back'));
    await meanwhile;
    expect(order).toEqual(['rolled back', 'outside sees 0']);
  });

  test('is rolled back when its client dies', async () => {
    const [dying, heir] = [await connect(), await connect()];
    await dying.query('begin');
    await dying.query('set local role "stage_role"');
    await dying.query('insert into stage values (2)');
    await cut(dying);
    const { rows } = await heir.query('select count(*)::int as n from stage where n = 2');
    expect(rows).toEqual([{ n: 0 }]);
    expect((await heir.query(who)).rows).toEqual([{ name: 'postgres', street: '' }]);
  });

  test('is rolled back when its client dies in the middle of a statement', async () => {
    const [dying, heir] = [await connect(), await connect()];
    await dying.query('begin');
    const unfinished = dying.query('insert into stage select 3 from pg_sleep(0.1)');
    const refused = refusalOf(unfinished);
    await cut(dying);
    expect(await refused).toBeDefined();
    const { rows } = await heir.query('select count(*)::int as n from stage where n = 3');
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('that failed says so until it is rolled back', async () => {
    const client = await connect();
    await client.query('begin');
    expect(await refusalOf(client.query('select 1/0'))).toBe('22012');
    expect(await refusalOf(client.query('select 1'))).toBe('25P02');
    await client.query('rollback');
    expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });
});

describe('a geometry that PostGIS cannot work with', () => {
  test.each([
    ['as text', `select st_union('${bowTie}'::geometry, '${bowTie}'::geometry)`, []],
    ['as a value', 'select st_union($1::geometry, $1::geometry)', [bowTie]],
  ])('%s is answered with an error, and the connection lives', async (_, sql, values) => {
    const client = await connect();
    expect(await refusalOf(client.query(sql, values))).toBe('XX000');
    expect((await client.query('select $1::int as n', [1])).rows).toEqual([{ n: 1 }]);
  });

  test('fails the transaction it is in', async () => {
    const client = await connect();
    await client.query('begin');
    const union = client.query('select st_union($1::geometry, $1::geometry)', [bowTie]);
    expect(await refusalOf(union)).toBe('XX000');
    expect(await refusalOf(client.query('select 1'))).toBe('25P02');
    await client.query('rollback');
  });
});

describe('a notification', () => {
  test('arrives at those who listen to its channel, when its transaction commits', async () => {
    const [a1, a2, b, teller] = await Promise.all(Array.from({ length: 4 }, connect));
    const heard = await Promise.all([hears(a1!, 'a'), hears(a2!, 'a'), hears(b!, 'b')]);
    await teller!.query(`begin; select pg_notify('a', 'never'); rollback`);
    const all = Promise.all([untilHeard(a1!, '1'), untilHeard(a2!, '1'), untilHeard(b!, '2')]);
    await teller!.query('begin');
    await teller!.query(`select pg_notify('a', '1')`);
    expect(heard).toEqual([[], [], []]);
    await teller!.query('commit');
    await teller!.query(`select pg_notify('b', '2')`);
    await all;
    expect(heard).toEqual([['1'], ['1'], ['2']]);
  });

  test('no longer arrives at who stopped listening', async () => {
    const [deaf, hearing] = [await connect(), await connect()];
    const heard = await Promise.all([hears(deaf, 'a'), hears(hearing, 'a')]);
    await deaf.query('unlisten a');
    const told = untilHeard(hearing, '3');
    await deaf.query(`select pg_notify('a', '3')`);
    await told;
    expect(heard).toEqual([[], ['3']]);
  });
});
