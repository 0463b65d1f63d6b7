import { Client } from 'pg';
import { urlVariable } from './names.ts';

/** Most tables are empty, and the rows of the others are few: to delete those takes less than to truncate, until they have left much behind. */
const EMPTY = `do $$
declare
  name regclass;
begin
  set local session_replication_role = replica;
  for name in select format('%I', tablename)::regclass from pg_tables where schemaname = 'public'
    and tablename not in ('mikro_orm_migrations', 'spatial_ref_sys', 'feed_epoch')
  loop
    if pg_relation_size(name) > 262144 then
      execute 'truncate ' || name || ' cascade';
    elsif pg_relation_size(name) > 0 then
      execute 'delete from ' || name;
    end if;
  end loop;
end $$`;

/** This worker's database, emptied. */
export async function testDatabase(): Promise<{ url: string }> {
  const url = process.env[urlVariable(process.env.JEST_WORKER_ID!)]!;
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(EMPTY);
  await client.end();
  return { url };
}
