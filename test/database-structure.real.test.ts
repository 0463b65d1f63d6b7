import { Client } from 'pg';
import { testDatabase } from './support/database.ts';
import { expectReviewed } from './support/snapshot.ts';

/** Every table of ours with what it holds, forbids, hides and does by itself, as PostgreSQL itself tells it. */
const structure = `
  select c.relname as table, part, line from pg_class c
  cross join lateral (
    select 1 as part, format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    union all select 2, format('  constraint %s %s', conname, pg_get_constraintdef(oid)) from pg_constraint where conrelid = c.oid
    union all select 3, '  ' || pg_get_indexdef(indexrelid) from pg_index where indrelid = c.oid
    union all select 4, format('  policy %s to %s using %s check %s', polname,
      (select string_agg(rolname, ', ' order by rolname) from pg_roles where oid = any (polroles)),
      coalesce(pg_get_expr(polqual, polrelid), '-'), coalesce(pg_get_expr(polwithcheck, polrelid), '-')) from pg_policy where polrelid = c.oid
    union all select 5, '  ' || pg_get_triggerdef(oid) from pg_trigger where tgrelid = c.oid and not tgisinternal
    union all select 6, '  row level security ' || case when c.relrowsecurity and c.relforcerowsecurity then 'forced' else 'OFF' end
  ) parts
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    and c.relname not in ('spatial_ref_sys', 'mikro_orm_migrations')
  order by c.relname, part, line`;

interface Line {
  table: string;
  line: string;
}

let lines: Line[];
beforeAll(async () => {
  const { url } = await testDatabase();
  const client = new Client({ connectionString: url });
  await client.connect();
  ({ rows: lines } = await client.query<Line>(structure));
  await client.end();
});

test('the database is the one that was reviewed', () => {
  const tables = [...Map.groupBy(lines, ({ table }) => table)];
  const text = tables.map(([table, its]) => [table, ...its.map(({ line }) => line), ''].join('\n'));
  expectReviewed('database.sql', text.join('\n'));
});

test('every table of a street office is behind the wall', () => {
  const open = lines.filter(({ line }) => line === '  row level security OFF');
  expect(open.map(({ table }) => table)).toEqual(['feed_epoch']);
});
