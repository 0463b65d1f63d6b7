import { setImmediate as turn } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import { forgetTheDead } from '../../src/platform/database/pool.ts';
import { testDatabase } from '../support/database.ts';
import { openLink, type Link } from '../support/link.ts';

let link: Link;
beforeEach(async () => (link = await openLink((await testDatabase()).url)));
afterEach(() => link.close());

/** A pool of one place, whose connections live so long. */
function open(maxLifetimeSeconds: number): Pool {
  const pool = new Pool({ connectionString: link.url, max: 1, maxLifetimeSeconds });
  forgetTheDead(pool);
  return pool;
}

const endOf = (client: PoolClient) => new Promise<void>((ended) => client.once('end', ended));
const answerOf = async (pool: Pool) => (await pool.query<{ n: number }>('select 1 as n')).rows;

test('a connection whose life is over while it rests is let go once', async () => {
  const pool = open(0.05);
  const client = await pool.connect();
  const ended = endOf(client);
  client.release();
  await ended;
  // Whoever lets it go a second time throws in the turn in which it ended, where nobody catches it.
  await turn();
  expect(pool.totalCount).toBe(0);
  expect(await answerOf(pool)).toEqual([{ n: 1 }]);
  await pool.end();
});

test('a connection that dies in use leaves its place to another, and may be given back as if nothing had been', async () => {
  const pool = open(0);
  const client = await pool.connect();
  client.on('error', () => undefined);
  const ended = endOf(client);
  link.cut();
  await ended;
  link.mend();
  expect(await answerOf(pool)).toEqual([{ n: 1 }]);
  client.release();
  expect(await answerOf(pool)).toEqual([{ n: 1 }]);
  await pool.end();
});
