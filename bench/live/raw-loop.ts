import { randomUUID } from 'node:crypto';
import { Pool, type PoolClient } from 'pg';
import { asFastAsPossible, type Rate } from './paced.ts';

/** What one loop leaves behind, as plain tables without walls, triggers or foreign keys. */
const TABLES = `
  create schema if not exists raw;
  create table if not exists raw.request (id uuid primary key, state text, rider_id uuid, place geometry(Point, 4326), body jsonb);
  create index if not exists raw_request_place on raw.request using gist (place);
  create table if not exists raw.decision (id uuid primary key, request_id uuid, explanation jsonb);
  create table if not exists raw.offer (id uuid primary key, request_id uuid, rider_id uuid, state text);
  create table if not exists raw.assignment (id uuid primary key, request_id uuid, rider_id uuid, state text);
  create table if not exists raw.fact (id bigint generated always as identity primary key, name text, payload jsonb);
  create table if not exists raw.inbox (recipient uuid, seq bigint, fact bigint);
  create table if not exists raw.once (key uuid primary key, answer jsonb)`;

/** Four transactions by hand: open, offer, accept, deliver; as pgbench would do them. */
export async function rawLoop(
  databaseUrl: string,
  { hands, seconds }: { hands: number; seconds: number },
): Promise<Rate> {
  const pool = new Pool({ connectionString: databaseUrl, max: hands });
  await pool.query(TABLES);
  const body = JSON.stringify({ note: 'x'.repeat(400) });
  const why = JSON.stringify({ candidates: 'x'.repeat(8_000) });
  const rate = await asFastAsPossible({ pid: process.pid, hands, seconds }, async () => {
    const [request, rider, offer, task] = Array.from({ length: 4 }, () => randomUUID());
    const fact = async (client: PoolClient, name: string) => {
      const { rows } = await client.query(
        'insert into raw.fact (name, payload) values ($1, $2) returning id',
        [name, JSON.stringify({ request, rider, offer })],
      );
      for (const recipient of [request, rider, offer])
        await client.query('insert into raw.inbox values ($1, 1, $2)', [recipient, rows[0].id]);
    };
    await within(pool, async (client) => {
      await client.query('insert into raw.once values ($1, $2)', [randomUUID(), body]);
      await client.query(
        `insert into raw.request values ($1, 'OPEN', null, st_setsrid(st_makepoint(118.75, 31.98), 4326), $2)`,
        [request, body],
      );
      await fact(client, 'opened');
    });
    await within(pool, async (client) => {
      await client.query(`update raw.request set state = 'MATCHING' where id = $1`, [request]);
      await client.query('insert into raw.decision values ($1, $2, $3)', [
        randomUUID(),
        request,
        why,
      ]);
      await client.query(`insert into raw.offer values ($1, $2, $3, 'PENDING')`, [
        offer,
        request,
        rider,
      ]);
      await fact(client, 'offered');
    });
    await within(pool, async (client) => {
      await client.query('insert into raw.once values ($1, $2)', [randomUUID(), body]);
      await client.query('select 1 from raw.request where id = $1 for update', [request]);
      await client.query(`update raw.offer set state = 'ACCEPTED' where id = $1`, [offer]);
      await client.query(`insert into raw.assignment values ($1, $2, $3, 'ACCEPTED')`, [
        task,
        request,
        rider,
      ]);
      await client.query(`update raw.request set state = 'ASSIGNED', rider_id = $2 where id = $1`, [
        request,
        rider,
      ]);
      await fact(client, 'assigned');
    });
    await within(pool, async (client) => {
      await client.query(`update raw.assignment set state = 'DONE' where id = $1`, [task]);
      await client.query(`update raw.request set state = 'FULFILLED' where id = $1`, [request]);
      await fact(client, 'fulfilled');
    });
  });
  await pool.end();
  return rate;
}

async function within(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  await client.query('begin');
  await work(client);
  await client.query('commit');
  client.release();
}
