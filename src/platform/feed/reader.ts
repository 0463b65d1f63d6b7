import type { EntityManager } from '@mikro-orm/postgresql';
import { performance } from 'node:perf_hooks';
import { contextFor, type Platform } from '../context.ts';
import { startLoop } from '../jobs/loop.ts';
import type { Log } from '../log.ts';
import { readInboxes, type Place } from './inbox.ts';
import type { FeedEvent } from './events.ts';

/** Reads the inboxes for everyone who follows in this process: many places in one query, equal places once. */
export interface Reader {
  /** The next events after this place, as soon as there are any; none when `waitMs` have passed or the signal came. */
  readonly next: (
    place: Place,
    waitMs: number,
    signal: AbortSignal,
  ) => Promise<readonly FeedEvent[]>;
  /** There may be something new. */
  readonly nudge: () => void;
  readonly stop: () => Promise<void>;
}

/** News found by nobody's call are found by this poll. */
const SAFETY_MS = 500;
/** Small enough that a page of long events of all these places fits in memory. */
const PLACES_PER_QUERY = 128;

interface Asked {
  readonly place: Place;
  readonly takers: Set<(events: readonly FeedEvent[]) => void>;
  /** Whether the inbox has been read since it was asked; from then on only news matter. */
  read: boolean;
}

export function startReader(platform: Platform, log: Log): Reader {
  const asked = new Map<string, Asked>();
  let news = true;
  let sweptAt = performance.now();

  /** The same place may have been asked for anew meanwhile. */
  function forget(ask: Asked): void {
    if (asked.get(keyOf(ask.place)) === ask) asked.delete(keyOf(ask.place));
  }

  async function answer(em: EntityManager, some: readonly Asked[]): Promise<void> {
    const found = await readInboxes(
      em,
      some.map(({ place }) => place),
    );
    for (const [i, ask] of some.entries()) {
      const events = found[i] ?? [];
      ask.read = true;
      if (events.length === 0) continue;
      forget(ask);
      for (const take of ask.takers) take(events);
    }
  }

  async function step(): Promise<number> {
    const everyone = news || performance.now() - sweptAt >= SAFETY_MS;
    news = false;
    const due = [...asked.values()].filter(({ read }) => everyone || !read);
    try {
      const { em } = contextFor(platform, null);
      for (let from = 0; from < due.length; from += PLACES_PER_QUERY)
        await answer(em, due.slice(from, from + PLACES_PER_QUERY));
    } catch (error) {
      news ||= everyone;
      throw error;
    }
    if (everyone) sweptAt = performance.now();
    return SAFETY_MS;
  }

  const loop = startLoop({
    step,
    failed: (err) => log.error({ err }, 'the inboxes could not be read, reads again'),
  });

  function ask(place: Place, take: (events: readonly FeedEvent[]) => void): () => void {
    const key = keyOf(place);
    const ask = asked.get(key) ?? { place, takers: new Set(), read: false };
    asked.set(key, ask);
    ask.takers.add(take);
    if (!ask.read) loop.nudge();
    return () => {
      ask.takers.delete(take);
      if (ask.takers.size === 0) forget(ask);
    };
  }

  return {
    nudge() {
      news = true;
      loop.nudge();
    },
    stop: loop.stop,
    next: (place, waitMs, signal) =>
      new Promise((resolve) => {
        const settle = (events: readonly FeedEvent[]) => {
          clearTimeout(timer);
          signal.removeEventListener('abort', nothing);
          leave();
          resolve(events);
        };
        const nothing = () => settle([]);
        const timer = setTimeout(nothing, waitMs);
        signal.addEventListener('abort', nothing, { once: true });
        const leave = ask(place, settle);
        if (signal.aborted) nothing();
      }),
  };
}

const keyOf = ({ streetId, recipientId, after }: Place) => `${streetId} ${recipientId} ${after}`;
