import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

/** Asked so often, a statement is prepared. */
const OFTEN = 5;
/** So many statements are kept by a connection. */
const MOST = 300;
const MOST_COUNTED = 5_000;

/**
 * Statements asked often are prepared by name: after a few answers PostgreSQL keeps how it answers them, walls between
 * streets included, instead of working it out at every call.
 */
export function prepareOften(pool: Pool): void {
  const asked = new Map<string, number>();
  const names = new Map<string, string>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST) return known;
    const times = (asked.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (asked.size >= MOST_COUNTED) asked.clear();
      asked.set(text, times);
      return undefined;
    }
    asked.delete(text);
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
    return name;
  }

  pool.on('connect', (client) => prepareOn(client, nameOf));
}

function prepareOn(client: PoolClient, nameOf: (text: string) => string | undefined): void {
  const ask: (...asked: unknown[]) => unknown = client.query.bind(client);
  const askPrepared = (query: unknown, values?: unknown[]) => {
    if (typeof query !== 'string' || !values?.length) return ask(query, values);
    const name = nameOf(query);
    return name ? ask({ name, text: query, values }) : ask(query, values);
  };
  Object.assign(client, { query: askPrepared });
}
