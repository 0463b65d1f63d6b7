import { contextFor, type Platform } from '../../platform/context.ts';
import { startLoop, type Loop } from '../../platform/jobs/loop.ts';
import type { Log } from '../../platform/log.ts';
import { handOverRun, prepareDue } from './sending.ts';

/** How often it is looked whether anything is due, in ms. */
const LOOK_MS = 300;
/** Runs on their way at a time in this process: one slow gateway holds up nobody else. */
const MOST_RUNS = 32;

/** Sends messages as they become due, in every street office, beside everything else. */
export function startSending(platform: Platform, log: Log): Loop {
  const under = new Set<Promise<void>>();

  function send(streetId: string, runs: Awaited<ReturnType<typeof prepareDue>>): void {
    for (const run of runs) {
      const going = handOverRun(platform, streetId, run)
        .catch((err) =>
          log.error(
            { err, streetId },
            'the outcome of a message was not written, it is sent again',
          ),
        )
        .finally(() => under.delete(going));
      under.add(going);
    }
  }

  const loop = startLoop({
    async step() {
      if (under.size >= MOST_RUNS) return LOOK_MS;
      const streets = await listDue(platform);
      for (const { id } of streets) send(id, await prepareDue(platform, id));
      return LOOK_MS;
    },
    failed: (err) => log.error({ err }, 'messages could not be looked up, looks again'),
  });
  return {
    nudge: loop.nudge,
    async stop() {
      await loop.stop();
      await Promise.all(under);
    },
  };
}

/** The street offices in which anything may be due. */
const listDue = (platform: Platform): Promise<{ id: string }[]> =>
  contextFor(platform, null).em.execute<{ id: string }[]>(
    `select s.id from street s where exists (select 1 from message m where m.street_id = s.id
       and m.state in ('QUEUED','FAILED') and m.due_at <= ?)
     or exists (select 1 from message m where m.street_id = s.id and m.state = 'SENDING' and m.lease_until <= ?)`,
    [platform.clock.now().toISOString(), platform.clock.now().toISOString()],
  );
