import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../../src/demo/chance.ts';
import { startService, type Ground } from '../live/stage.ts';

/** Two processes of the service on one database, of which one at a time is killed and started again. */
export interface Pair {
  /** Where one of them serves; after a cut another one is worth a try. */
  url(chance: Chance): string;
  readonly kills: () => number;
  /** Processes that ended though nobody killed them, and how; they are started again. */
  readonly fallen: readonly string[];
  stop(): Promise<void>;
}

export interface Killing {
  readonly chance: Chance;
  /** Between the return of one process and the next kill, at least and at most. */
  readonly pauseMs: readonly [number, number];
}

export async function startPair(ground: Ground, { chance, pauseMs }: Killing): Promise<Pair> {
  const stopping = new AbortController();
  const killed = new WeakSet<ChildProcess>();
  const fallen: string[] = [];
  const services: Service[] = [];
  let kills = 0;
  const start = async (nth: number): Promise<void> => {
    const service = await startService(ground.environment);
    services[nth] = service;
    service.child.once('exit', (code, signal) => {
      if (stopping.signal.aborted || killed.has(service.child)) return;
      fallen.push(`ended by itself with ${code ?? signal}`);
      void start(nth);
    });
  };
  await start(0);
  await start(1);
  const killing = (async () => {
    while (!stopping.signal.aborted) {
      await wait(chance.between(...pauseMs), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
      if (stopping.signal.aborted) return;
      const nth = chance.whole(0, 1);
      const { child } = services[nth]!;
      if (hasEnded(child)) continue;
      killed.add(child);
      await endBy('SIGKILL', child);
      kills++;
      await start(nth);
    }
  })();
  return {
    url: (of) => of.pick(services).url,
    kills: () => kills,
    fallen,
    async stop() {
      stopping.abort();
      await killing;
      await Promise.all(services.map(({ child }) => endBy('SIGTERM', child)));
    },
  };
}

type Service = Awaited<ReturnType<typeof startService>>;

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

async function endBy(signal: 'SIGKILL' | 'SIGTERM', child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
