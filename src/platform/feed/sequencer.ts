import { performance } from 'node:perf_hooks';
import { contextFor, type Platform } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { startLoop, type Loop } from '../jobs/loop.ts';
import type { Log } from '../log.ts';
import { numberFacts, oldestFact, type News, type Numbered } from './numbering.ts';

export interface Sequencer extends Loop {
  /** How long the oldest fact has waited for its number, or the database for an answer, in ms. */
  readonly outboxAgeMs: () => number;
}

/** Who is told, and under what name other processes hear of it. */
export interface Telling {
  readonly log: Log;
  readonly teller: string;
  /** New events can be read: these. Other processes hear of it through the database. */
  readonly numbered: (news: readonly News[]) => void;
}

const BATCH = 500;
/** Whoever commits nudges; what a process that died left behind is found by this poll. */
const SAFETY_MS = 250;
const OTHER_AT_WORK_MS = 20;

/**
 * Gives every committed fact its dense numbers, in the log of its street office and in each recipient's inbox. Any number
 * of processes may run one; a lock lets one work at a time, so a higher number is never visible before a lower one.
 */
export function startSequencer(
  platform: Platform,
  { log, teller, numbered: tell }: Telling,
): Sequencer {
  let ageMs = 0;
  let answeredAt = performance.now();

  async function step(): Promise<number> {
    let numbered: Numbered = { moved: 0, news: [] };
    const { em } = contextFor(platform, null);
    const restMs = await inTransaction(em, async () => {
      const oldest = await oldestFact(em);
      answeredAt = performance.now();
      ageMs = oldest?.ageMs ?? 0;
      if (oldest && !oldest.mine) return OTHER_AT_WORK_MS;
      if (oldest) numbered = await numberFacts(em, BATCH, teller);
      return numbered.moved === BATCH ? 0 : SAFETY_MS;
    });
    if (numbered.moved > 0) tell(numbered.news);
    return restMs;
  }

  const loop = startLoop({
    step,
    failed: (err) => log.error({ err }, 'the sequencer failed and tries again'),
  });
  return {
    ...loop,
    outboxAgeMs: () => Math.max(ageMs, performance.now() - answeredAt - 2 * SAFETY_MS),
  };
}
