import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname, join, resolve } from 'node:path';
import type { Answer, Order, Request } from './messages.ts';

const LOCK_WAIT_MS = 15_000;
const TIDY_EVERY_MS = 10 * 60_000;
const LONGEST_STOP_MS = 10_000;

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
  readonly pid: number;
  /** Writes the whole database to a file, between transactions. */
  save(file: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL with PostGIS inside a child process, which ends with this one; throws when the data directory is in use.
 * One backend, no fsync, no protection against power loss: for trying out, for development and for tests.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const child = begin({
    dataDir: options.dataDir && resolve(options.dataDir),
    port: options.port ?? 0,
    template: options.template,
    lockWaitMs: options.lockWaitMs ?? LOCK_WAIT_MS,
    tidyEveryMs: options.tidyEveryMs ?? TIDY_EVERY_MS,
  });
  const ready = await answerOf(child);
  if (ready.type !== 'READY') throw new Error(`unexpected ${ready.type}`);
  return {
    url: ready.url,
    pid: child.pid!,
    async save(file) {
      child.send({ type: 'SAVE', file: resolve(file) } satisfies Request);
      await answerOf(child);
    },
    stop: async () => stop(child),
  };
}

/** The child runs as it lies here: compiled, or as TypeScript under the tests. Of the environment it needs nothing. */
function begin(order: Order): ChildProcess {
  const extension = extname(import.meta.filename);
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  return fork(join(import.meta.dirname, `child${extension}`), [JSON.stringify(order)], {
    execArgv: extension === '.ts' ? flags : [],
    env: {},
  });
}

async function answerOf(child: ChildProcess): Promise<Answer> {
  const heard = new AbortController();
  const { signal } = heard;
  try {
    const answer = await Promise.race([
      once(child, 'message', { signal }).then(([message]: Answer[]) => message!),
      once(child, 'exit', { signal }).then(([code, killer]) => {
        throw new Error(`the embedded database ended with ${code ?? killer}`);
      }),
    ]);
    if (answer.type === 'FAILED') throw new Error(answer.reason);
    return answer;
  } finally {
    heard.abort();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  const force = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
  await gone;
  clearTimeout(force);
}
