import type { MikroORM } from '@mikro-orm/postgresql';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { startLoop } from '../jobs/loop.ts';
import type { Log } from '../log.ts';
import { CHANNEL } from './numbering.ts';

export interface Wake {
  /** Whether news come at once; otherwise they are found by the readers' own poll. */
  readonly listening: () => boolean;
  readonly stop: () => Promise<void>;
}

const CHECK_MS = 10_000;
const ANSWER_MS = 5_000;
const AGAIN_MS = 100;
const GOODBYE_MS = 1_000;

/** Keeps the process's one listening connection to the database, and calls `heard` for every batch of new events. */
export function startListening(orm: MikroORM, heard: (teller?: string) => void, log: Log): Wake {
  const stopping = Promise.withResolvers<void>();
  let listening = false;

  async function listen(client: Client): Promise<void> {
    const lost = Promise.withResolvers<void>();
    lost.promise.catch(() => {});
    client.on('error', lost.reject);
    client.on('end', () => lost.reject(new Error('the listening connection ended')));
    client.on('notification', ({ payload }) => heard(payload));
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    listening = true;
    heard();
    const check = setInterval(() => {
      client.query('select 1').catch(lost.reject);
    }, CHECK_MS);
    await Promise.race([lost.promise, stopping.promise]).finally(() => clearInterval(check));
  }

  async function step(): Promise<number> {
    const { options } = await orm.driver.getConnection().getNativeClient();
    const client = new Client({
      ...options,
      password: options.password,
      query_timeout: ANSWER_MS,
      connectionTimeoutMillis: ANSWER_MS,
    });
    try {
      await listen(client);
      return AGAIN_MS;
    } finally {
      listening = false;
      await Promise.race([
        client.end().catch(() => {}),
        wait(GOODBYE_MS, undefined, { ref: false }),
      ]);
    }
  }

  const loop = startLoop({
    step,
    failed: (err) => log.warn({ err }, 'lost the listening connection, listens again'),
  });
  return {
    listening: () => listening,
    stop() {
      stopping.resolve();
      return loop.stop();
    },
  };
}
