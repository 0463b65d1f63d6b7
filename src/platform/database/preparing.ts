import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { outdated } from './failures.ts';

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
  const names = new Names();
  pool.on('connect', (client) => prepareOn(client, names));
}

/** The names of the statements of a pool. */
class Names {
  private readonly asked = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private generation = 0;

  of(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST) return known;
    const times = (this.asked.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (this.asked.size >= MOST_COUNTED) this.asked.clear();
      this.asked.set(text, times);
      return undefined;
    }
    const name = createHash('sha256').update(`${this.generation} ${text}`).digest('base64url');
    this.names.set(text, name.slice(0, 22));
    return this.names.get(text);
  }

  /** What was prepared answers something else now, since a table has changed: all is prepared anew. */
  forget(): void {
    this.generation++;
    this.names.clear();
  }
}

function prepareOn(client: PoolClient, names: Names): void {
  const ask: (...asked: unknown[]) => Promise<unknown> = client.query.bind(client);

  async function askPrepared(text: string, values: unknown[]): Promise<unknown> {
    const name = names.of(text);
    if (!name) return ask(text, values);
    try {
      return await ask({ name, text, values });
    } catch (error) {
      if (outdated(error)) names.forget();
      throw error;
    }
  }

  Object.assign(client, {
    query: (query: unknown, values?: unknown[]) =>
      typeof query === 'string' && values?.length ? askPrepared(query, values) : ask(query, values),
  });
}
