import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntityName } from '@mikro-orm/core';

/** Rows of a table as the database gives them, by the value of one column; `em.map` makes entities of them. */
export type Rows = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Reads the rows whose column has one of these values, with all that is read of such an entity at once. */
export async function rowsBy(
  em: EntityManager,
  entity: EntityName<object>,
  column: string,
  values: Iterable<string>,
): Promise<Rows> {
  const { tableName, props } = em.getMetadata(entity);
  const columns = props
    .filter(({ persist, lazy }) => persist !== false && !lazy)
    .flatMap(({ fieldNames }) => fieldNames);
  const wanted = [...new Set(values)];
  if (wanted.length === 0) return new Map();
  const rows = await em.execute<Record<string, unknown>[]>(
    `select ${columns.join(', ')} from ${tableName} where ${column} in (?)`,
    [wanted],
  );
  return new Map(rows.map((row) => [String(row[column]), row]));
}
