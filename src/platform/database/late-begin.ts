import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryResult } from 'pg';

/** What the ORM says at the beginning of a transaction, before anything is asked. */
const OPENING = /^(?:select set_config\(|set local role )/;

/**
 * Transactions begin with their first question: `begin`, the settings and the role are kept back and go along with it, in
 * one message instead of three or four. A transaction that asks nothing costs nothing.
 */
export function beginLate(pool: Pool): void {
  pool.on('connect', (client) => keepBack(client));
}

type Ask = (query: unknown, values?: readonly unknown[]) => Promise<QueryResult | QueryResult[]>;

function keepBack(client: PoolClient): void {
  const ask: Ask = client.query.bind(client);
  let kept: string[] = [];

  async function answer(query: unknown, values: readonly unknown[] = []): Promise<QueryResult> {
    if (query === 'begin' || (kept.length > 0 && isOpening(query))) {
      kept.push(String(query));
      return nothing;
    }
    const opening = kept;
    kept = [];
    if (opening.length === 0) return lastOf(await ask(query, values));
    if (query === 'commit' || query === 'rollback') return nothing;
    if (typeof query === 'string' && values.length === 0)
      return lastOf(await ask([...opening, query].join(';')));
    const [, answered] = await together(client, [
      () => ask(opening.join(';')),
      () => ask(query, values),
    ]);
    return lastOf(answered!);
  }

  Object.assign(client, { query: answer });
}

/** Asks without waiting in between, in one message of the network. */
function together<T>(client: PoolClient, questions: readonly (() => Promise<T>)[]): Promise<T[]> {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  try {
    return Promise.all(questions.map((ask) => ask()));
  } finally {
    stream.uncork();
  }
}

/** Whether the ORM says this before it asks anything in a transaction. */
export const isOpening = (query: unknown): boolean =>
  typeof query === 'string' && OPENING.test(query);

/** Several statements of one message are answered by several results. */
const lastOf = (results: QueryResult | QueryResult[]): QueryResult =>
  Array.isArray(results) ? results.at(-1)! : results;

const nothing: QueryResult = { command: '', rowCount: 0, oid: 0, fields: [], rows: [] };
