import DataLoader from 'dataloader';
import { setTimeout as wait } from 'node:timers/promises';
import { contextFor, type FeedDoor, type Platform } from '../context.ts';
import { openLanes } from '../jobs/lanes.ts';
import { startTimers } from '../jobs/ticking.ts';
import type { Timer } from '../jobs/timers.ts';
import type { Log } from '../log.ts';
import type { Reaction } from './events.ts';
import { follow } from './follow.ts';
import { readHeads, type Head, type Inbox } from './inbox.ts';
import type { News } from './numbering.ts';
import { prune } from './pruning.ts';
import { checkNames, startReactions } from './reactions.ts';
import { startReader } from './reader.ts';
import { startSequencer } from './sequencer.ts';
import { startListening } from './wake.ts';

/** The running feed of this process. */
export interface Feed extends FeedDoor {
  readonly health: () => FeedHealth;
  /** Ends every follower, then waits for what is at work. */
  readonly stop: () => Promise<void>;
}

export interface FeedHealth {
  /** How long the oldest fact has waited for its number, or the database for an answer, in ms. */
  readonly outboxAgeMs: number;
  /** Whether news come at once, not by poll. */
  readonly listening: boolean;
  readonly followers: number;
  readonly timerFailures: number;
}

export interface FeedParts {
  readonly reactions: readonly Reaction[];
  readonly timers: readonly Timer[];
  readonly log: Log;
  readonly retentionDays?: number;
  readonly heartbeatMs?: number;
  readonly retryMs?: number;
}

/** Connections that reactions and timers may hold together; the rest of the pool is for people. */
const LANES = 4;
const ATTEMPTS = 8;

/** Starts the numbering, the readers, the reactions and the timers of this process. */
export function startFeed(base: Omit<Platform, keyof FeedDoor>, parts: FeedParts): Feed {
  const { reactions, timers, log, retentionDays = 7, heartbeatMs = 15_000, retryMs = 500 } = parts;
  checkNames(reactions);
  const door: FeedDoor = {
    committed: () => sequencer.nudge(),
    follow: (following) => follow(source, following, stopping.signal),
  };
  const platform: Platform = { ...base, ...door };
  const lanes = openLanes(LANES);
  const stopping = new AbortController();

  const reader = startReader(platform, log);
  const reacting = startReactions(platform, reactions, { lanes, log, retryMs, attempts: ATTEMPTS });
  const ticking = startTimers(platform, [...timers, prune(retentionDays)], { lanes, log });
  const heard = (news?: readonly News[]) => {
    reader.nudge();
    reacting.nudge(news);
  };
  const teller = crypto.randomUUID();
  const sequencer = startSequencer(platform, { log, teller, numbered: heard });
  const wake = startListening(
    platform.orm,
    (by) => {
      if (by !== teller) heard();
    },
    log,
  );
  const headOf = headsFrom(platform, log);
  const followers = new Set<AbortSignal>();
  const source = { reader, headOf, followers, heartbeatMs };

  return {
    ...door,
    health: () => ({
      outboxAgeMs: sequencer.outboxAgeMs(),
      listening: wake.listening(),
      followers: followers.size,
      timerFailures: ticking.failures(),
    }),
    async stop() {
      stopping.abort();
      await Promise.all([wake, ticking, reacting, reader, sequencer].map(({ stop }) => stop()));
    },
  };
}

/** Followers who come back all at once wait this long for each other, and are answered by few queries. */
const GATHER_MS = 5;
const MOST_TOGETHER = 500;
const RETRY_MS = 500;

function headsFrom(platform: Platform, log: Log) {
  const heads = new DataLoader<Inbox, Head>(
    (inboxes) => readHeads(contextFor(platform, null).em, inboxes),
    {
      cache: false,
      maxBatchSize: MOST_TOGETHER,
      batchScheduleFn: (read) => setTimeout(read, GATHER_MS),
    },
  );
  return async (inbox: Inbox, signal: AbortSignal): Promise<Head | undefined> => {
    while (!signal.aborted) {
      try {
        return await heads.load(inbox);
      } catch (err) {
        log.warn({ err }, 'a follower could not be answered yet');
        await wait(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
    return undefined;
  };
}
