import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../../src/demo/chance.ts';
import { startService, type Ground } from '../live/stage.ts';

/** Two processes of the service on one database, of which one at a time is killed and started again. */
export interface Pair {
  /** Where one of them serves; after a cut another one is worth a try. */
  url(chance: Chance): string;
  readonly kills: () => number;
  stop(): Promise<void>;
}

export interface Killing {
  readonly chance: Chance;
  /** Between the return of one process and the next kill, at least and at most. */
  readonly pauseMs: readonly [number, number];
}

export async function startPair(ground: Ground, { chance, pauseMs }: Killing): Promise<Pair> {
  const start = () => startService(ground.environment);
  const services = [await start(), await start()];
  const stopping = new AbortController();
  let kills = 0;
  const killing = (async () => {
    while (!stopping.signal.aborted) {
      await wait(chance.between(...pauseMs), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
      if (stopping.signal.aborted) return;
      const nth = chance.whole(0, 1);
      const ended = once(services[nth]!.child, 'exit');
      services[nth]!.child.kill('SIGKILL');
      await ended;
      kills++;
      services[nth] = await start();
    }
  })();
  return {
    url: (of) => of.pick(services).url,
    kills: () => kills,
    async stop() {
      stopping.abort();
      await killing;
      await Promise.all(
        services.map(async ({ child }) => {
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          await ended;
        }),
      );
    },
  };
}
