import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { askChild, beginChild, endChild } from './child-process.ts';
import { reasonOf } from './failure.ts';
import type { Order } from './messages.ts';

const LOCK_WAIT_MS = 15_000;
const TIDY_EVERY_MS = 10 * 60_000;

export interface EmbeddedOptions {
  /** Where the data lives; absent: in memory, gone at the end. */
  readonly dataDir?: string;
  /** On 127.0.0.1; absent: any free one. */
  readonly port?: number;
  /** A file of `save` to begin with, when the data directory is new. */
  readonly template?: string;
  /** How long work waits for another client's transaction before it is refused with SQLSTATE 55P03. */
  readonly lockWaitMs?: number;
  /** How often an idle database does what autovacuum would. */
  readonly tidyEveryMs?: number;
}

export interface Embedded {
  readonly url: string;
  /** Of the child process that serves it now. */
  readonly pid: number;
  /** Writes the whole database to a file, between transactions. */
  save(file: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL with PostGIS inside a child process, which ends with this one; throws when the data directory is in use.
 * A child that dies is followed by another on the same data and URL. One backend, no fsync, no protection against power
 * loss: for trying out, for development and for tests.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const order = orderOf(options);
  let child = beginChild();
  let isStopping = false;
  const port = await open(order);

  async function open(order: Order): Promise<number> {
    const answer = await askChild(child, { type: 'OPEN', order });
    if (answer.type !== 'OPENED') throw new Error(`unexpected ${answer.type}`);
    if (order.dataDir) child.once('exit', () => void reopen());
    return answer.port;
  }

  async function reopen(): Promise<void> {
    if (isStopping) return;
    child = beginChild();
    try {
      await open({ ...order, port });
    } catch (error) {
      if (!isStopping) console.error('embedded database cannot be reopened:', reasonOf(error));
    }
  }

  return {
    url: `postgres://postgres:${order.password}@127.0.0.1:${port}/postgres`,
    get pid() {
      return child.pid!;
    },
    async save(file) {
      await askChild(child, { type: 'SAVE', file: resolve(file) });
    },
    async stop() {
      isStopping = true;
      await endChild(child);
    },
  };
}

const orderOf = (options: EmbeddedOptions): Order => ({
  dataDir: options.dataDir && resolve(options.dataDir),
  port: options.port ?? 0,
  password: randomBytes(16).toString('hex'),
  template: options.template,
  lockWaitMs: options.lockWaitMs ?? LOCK_WAIT_MS,
  tidyEveryMs: options.tidyEveryMs ?? TIDY_EVERY_MS,
});
