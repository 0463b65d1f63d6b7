import { Client } from 'pg';
import { urlVariable } from './names.ts';

/** This worker's database, emptied. */
export async function testDatabase(): Promise<{ url: string }> {
  const url = process.env[urlVariable(process.env.JEST_WORKER_ID!)]!;
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ tables: string }>(
    `select string_agg(format('%I', tablename), ', ') as tables from pg_tables where schemaname = 'public'
     and tablename not in ('mikro_orm_migrations', 'spatial_ref_sys', 'feed_epoch')`,
  );
  await client.query(`truncate ${rows[0]!.tables} cascade`);
  await client.end();
  return { url };
}
