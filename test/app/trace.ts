import type { Running } from '../support/running.ts';
import type { Town } from './town.ts';

/** What moves by itself: the feed and its readers, what is counted, and what is being sent. */
const MOVING =
  /^(outbox|event_log|inbox.*|reaction.*|timer.*|feed_.*|planning.*|coverage_.*|presence_count|message)$/;

/** What a street office holds, table by table, in one word each: it changes with any row. */
export async function traceOf(
  { platform }: Running,
  { actor }: Town,
): Promise<Record<string, string>> {
  const em = platform.orm.em.fork();
  const tables = await em.execute<{ table_name: string }[]>(
    `select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'street_id' order by 1`,
  );
  const trace: Record<string, string> = {};
  for (const { table_name: table } of tables.filter((row) => !MOVING.test(row.table_name))) {
    const [row] = await em.execute<{ word: string }[]>(
      `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as word from "${table}" r where street_id = ?`,
      [actor.streetId],
    );
    trace[table] = row!.word;
  }
  return trace;
}
