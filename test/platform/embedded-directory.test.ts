import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/database/orm.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import {
  startEmbedded,
  type Embedded,
  type EmbeddedOptions,
} from '../../src/platform/database/embedded/start.ts';
import { clientsOf, refusalOf } from './embedded-stage.ts';
import { until } from './feed-stage.ts';

const home = mkdtempSync(join(tmpdir(), 'red-bridge-'));
const dataDir = join(home, 'database');
let database: Embedded;
const { connect, closeAll } = clientsOf(() => database.url);
const start = async (options: EmbeddedOptions = {}) =>
  startEmbedded({ dataDir, lockWaitMs: 300, ...options });

beforeAll(async () => {
  database = await start();
  const client = await connect();
  await client.query('create table kept (n int primary key)');
});
afterEach(closeAll);
afterAll(async () => {
  await database.stop();
  rmSync(home, { recursive: true });
});

const counted = async () => {
  const { rows } = await (await connect()).query('select count(*)::int as n from kept');
  return Number(rows[0].n);
};

test('kill -9 loses nothing that was acknowledged, and the same address answers again', async () => {
  const client = await connect();
  const { pid } = database;
  let acknowledged = 0;
  for (;;) {
    const insert = client.query('insert into kept values ($1)', [acknowledged]);
    if (acknowledged === 100) process.kill(pid, 'SIGKILL');
    if ((await refusalOf(insert)) !== undefined) break;
    acknowledged++;
  }
  await until(async () => (await refusalOf(connect())) === undefined);
  expect(acknowledged).toBeGreaterThanOrEqual(100);
  expect([acknowledged, acknowledged + 1]).toContain(await counted());
  expect(database.pid).not.toBe(pid);
});

test('a second start on the same directory is refused while the first lives', async () => {
  const before = await counted();
  await expect(start()).rejects.toThrow(`process ${database.pid}`);
  expect(await counted()).toBe(before);
});

test('work that waits too long for another transaction is refused as busy, and may come again', async () => {
  const [slow, waiting] = [await connect(), await connect()];
  await slow.query('begin');
  await slow.query('select 1');
  expect(await refusalOf(waiting.query('select $1::int', [1]))).toBe('55P03');
  expect(await refusalOf(waiting.query('select 1'))).toBe('55P03');
  await slow.query('commit');
  expect((await waiting.query('select $1::int as n', [1])).rows).toEqual([{ n: 1 }]);
});

test('a transaction begins at once; its first statement is what waits, and what may be refused', async () => {
  const [slow, waiting] = [await connect(), await connect()];
  await slow.query('begin');
  await slow.query('select 1');
  await waiting.query('begin');
  expect(await refusalOf(waiting.query('insert into kept values ($1)', [-1]))).toBe('55P03');
  expect(await refusalOf(waiting.query('insert into kept values (-2)'))).toBe('25P02');
  await slow.query('commit');
  expect(await refusalOf(waiting.query('insert into kept values (-3)'))).toBe('25P02');
  await waiting.query('rollback');
  await waiting.query('begin isolation level serializable');
  const { rows } = await waiting.query('show transaction_isolation');
  await waiting.query('commit');
  expect(rows).toEqual([{ transaction_isolation: 'serializable' }]);
  expect((await waiting.query('select 1 from kept where n < 0')).rows).toEqual([]);
});

test('the pool loses no connection to transactions that waited too long', async () => {
  const orm = await openDatabase(database.url, []);
  const work = async () => {
    const em = orm.em.fork();
    return inTransaction(em, async () => em.execute('select 1 as n'));
  };
  await Promise.all(Array.from({ length: 10 }, work));
  const slow = await connect();
  await slow.query('begin');
  await slow.query('select 1');
  const refusals = await Promise.all(Array.from({ length: 30 }, async () => refusalOf(work())));
  await slow.query('commit');
  expect(new Set(refusals)).toEqual(new Set(['55P03']));
  expect(await work()).toEqual([{ n: 1 }]);
  await orm.close(true);
});

test('a stopped database stays stopped until it is started, and then has everything', async () => {
  const before = await counted();
  await closeAll();
  await database.stop();
  expect(await refusalOf(connect())).toBe('ECONNREFUSED');
  await expect(database.save(join(home, 'late'))).rejects.toThrow('has ended');
  leaveLockOf(process.pid);
  database = await start({ tidyEveryMs: 50 });
  expect(await counted()).toBe(before);
});

/** As of a process long gone, whose number another process has now. */
const leaveLockOf = (pid: number) => writeFileSync(`${dataDir}.pid`, `${pid} 1`);

test('an idle database is vacuumed and analysed', async () => {
  const client = await connect();
  const analysed = `select reltuples from pg_class where relname = 'kept' and reltuples > 0`;
  await until(async () => (await client.query(analysed)).rows.length > 0);
});
