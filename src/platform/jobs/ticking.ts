import { contextFor, systemActor, type Platform } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Log } from '../log.ts';
import type { Lanes } from './lanes.ts';
import { startLoop } from './loop.ts';
import type { Timer } from './timers.ts';

export interface Ticking {
  readonly stop: () => Promise<void>;
  /** Runs that failed in this process since it started. */
  readonly failures: () => number;
}

/** Two processes never tick in step: a run this much of an interval early still counts as due. */
const EARLY = 0.1;

/** Runs every timer in every street office, each once per interval over all processes and never beside itself. */
export function startTimers(
  platform: Platform,
  timers: readonly Timer[],
  { lanes, log }: { readonly lanes: Lanes; readonly log: Log },
): Ticking {
  let failures = 0;

  async function runIn(streetId: string, timer: Timer): Promise<void> {
    try {
      await lanes(() => runOnce(platform, streetId, timer));
    } catch (err) {
      failures++;
      log.error({ err, timer: timer.name, streetId }, 'a timer failed');
    }
  }

  const loops = timers.map((timer) =>
    startLoop({
      async step() {
        for (const streetId of await listStreets(platform)) await runIn(streetId, timer);
        return timer.everyMs;
      },
      failed: (err) =>
        log.error({ err, timer: timer.name }, 'a timer could not start, tries again'),
    }),
  );
  return {
    failures: () => failures,
    stop: async () => void (await Promise.all(loops.map(({ stop }) => stop()))),
  };
}

async function listStreets(platform: Platform): Promise<string[]> {
  const { em } = contextFor(platform, null);
  const streets = await em.execute<{ id: string }[]>('select id from street order by code');
  return streets.map(({ id }) => id);
}

async function runOnce(platform: Platform, streetId: string, timer: Timer): Promise<void> {
  const ctx = contextFor(platform, systemActor(streetId));
  const ran = await inTransaction(ctx.em, async () => {
    const [lock] = await ctx.em.execute<{ mine: boolean }[]>(
      'select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as mine',
      [`timer ${timer.name} ${streetId}`],
    );
    if (!lock?.mine) return false;
    const due = await ctx.em.execute<object[]>(
      `insert into timer_run as t (street_id, timer, ran_at) values (?, ?, clock_timestamp())
       on conflict (street_id, timer) do update set ran_at = excluded.ran_at
       where t.ran_at <= excluded.ran_at - ? * interval '1 ms'
       returning 1`,
      [streetId, timer.name, timer.everyMs * (1 - EARLY)],
    );
    if (due.length === 0) return false;
    await timer.run(ctx);
    await ctx.em.flush();
    return true;
  });
  if (ran) platform.committed();
}
