import { JsonProperty } from '@mikro-orm/core';
import { isRaw, NativeQueryBuilder, raw, Utils } from '@mikro-orm/postgresql';
import type { AbstractSqlPlatform, Dictionary, RawQueryFragment } from '@mikro-orm/postgresql';

/** A statement, and the values that travel beside it. */
export interface Bound {
  readonly text: string;
  readonly values: readonly unknown[];
}

export type Asked = string | NativeQueryBuilder | RawQueryFragment;

/**
 * The statement with `$1`, `$2`, … where the ORM would write values: equal questions have equal texts, so that the database
 * may keep how it answers them. Each value keeps the type it would have as written.
 */
export function bind(
  platform: AbstractSqlPlatform,
  asked: Asked,
  params: readonly unknown[] | Dictionary,
): Bound {
  const values: unknown[] = [];
  const place = (value: unknown, type = '') => `$${values.push(value)}${type}`;
  const placed = (value: unknown): string => {
    if (isRaw(value)) return writer.formatQuery(value.sql, value.params);
    if (isJson(value)) return place(JSON.stringify(value));
    if (Array.isArray(value)) return value.map(placed).join(', ');
    if (typeof value === 'string') return place(value);
    if (typeof value === 'number') return place(String(value), typeOf(value));
    if (value instanceof Date) return place(value.toISOString());
    if (Buffer.isBuffer(value)) return place(value, '::bytea');
    return platform.quoteValue(value);
  };
  // The ORM's own writer of statements, which asks itself how a value is to be written.
  const writer = Object.create(platform, { quoteValue: { value: placed } }) as AbstractSqlPlatform;
  const { sql, params: listed } = fragmentOf(asked, params);
  return { text: writer.formatQuery(sql, listed), values };
}

function fragmentOf(asked: Asked, params: readonly unknown[] | Dictionary): RawQueryFragment {
  if (asked instanceof NativeQueryBuilder) return asked.toRaw();
  if (isRaw(asked)) return asked;
  return raw(asked, params as never);
}

/** Objects are written as JSON, and lists that the ORM has tagged so. */
const isJson = (value: unknown): boolean =>
  Utils.isPlainObject(value) || (Array.isArray(value) && JsonProperty in value);

/** As PostgreSQL reads a number in a statement. */
function typeOf(value: number): string {
  if (!Number.isInteger(value)) return '::numeric';
  return Math.abs(value) < 2 ** 31 ? '::int' : '::bigint';
}
