import type { EntityManager } from '@mikro-orm/postgresql';
import { performance } from 'node:perf_hooks';
import { contextFor, type Platform } from '../context.ts';
import { startLoop } from '../jobs/loop.ts';
import type { Log } from '../log.ts';
import { readInboxes, type Inbox, type Place } from './inbox.ts';
import type { FeedEvent } from './events.ts';
import { readEnds, readTail, type Arrival } from './tail.ts';
import { openWaiting, type Ask } from './waiting.ts';

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

/**
 * Who asks is first answered from their own inbox; from then on the end of each street office's log is read once for all
 * of them, and what came is handed to those it is for.
 */
export function startReader(platform: Platform, log: Log): Reader {
  const waiting = openWaiting();
  /** How far the log of each street office with a follower has been read. Everything after it is still to be handed out. */
  let read = new Map<string, number>();
  let news = true;
  let sweptAt = performance.now();

  async function step(): Promise<number> {
    const everyone = news || performance.now() - sweptAt >= SAFETY_MS;
    news = false;
    const { em } = contextFor(platform, null);
    try {
      await beginNewStreets(em);
      await answerUnread(em);
      // News that came while the tail was read stay news.
      if (everyone && read.size > 0 && (await answerFromTail(em))) news = true;
    } catch (error) {
      news ||= everyone;
      throw error;
    }
    if (everyone) sweptAt = performance.now();
    return news ? 0 : SAFETY_MS;
  }

  /** Read before the inboxes are: what comes in between is told by both, and taken once. */
  async function beginNewStreets(em: EntityManager): Promise<void> {
    read = new Map([...read].filter(([street]) => waiting.isFollowed(street)));
    const coming = waiting.streets().filter((street) => !read.has(street));
    if (coming.length === 0) return;
    for (const [street, end] of await readEnds(em, coming)) read.set(street, end);
  }

  async function answerUnread(em: EntityManager): Promise<void> {
    const due = [...waiting.unread];
    for (let from = 0; from < due.length; from += PLACES_PER_QUERY) {
      const some = due.slice(from, from + PLACES_PER_QUERY);
      const found = await readInboxes(
        em,
        some.map(({ place }) => place),
      );
      for (const [i, ask] of some.entries()) answer(ask, found[i] ?? []);
    }
  }

  function answer(ask: Ask, events: readonly FeedEvent[]): void {
    waiting.hasRead(ask);
    if (events.length > 0) waiting.answer(ask, events);
  }

  async function answerFromTail(em: EntityManager): Promise<boolean> {
    const tail = await readTail(em, read);
    for (const [street, seq] of tail.read) read.set(street, seq);
    for (const [inbox, events] of byInbox(tail.arrivals))
      for (const ask of waiting.at(inbox)) {
        const after = events.filter(({ seq }) => seq > ask.place.after);
        if (after[0]?.seq === ask.place.after + 1) waiting.answer(ask, after);
        else if (after.length > 0) waiting.mustRead(ask);
      }
    return tail.more || waiting.unread.size > 0;
  }

  const loop = startLoop({
    step,
    failed: (err) => log.error({ err }, 'the inboxes could not be read, reads again'),
  });

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
        const leave = waiting.ask(place, settle);
        if (waiting.unread.size > 0) loop.nudge();
        if (signal.aborted) nothing();
      }),
  };
}

function byInbox(arrivals: readonly Arrival[]): Map<Inbox, FeedEvent[]> {
  const found = new Map<string, { inbox: Inbox; events: FeedEvent[] }>();
  for (const { event, ...inbox } of arrivals) {
    const key = `${inbox.streetId} ${inbox.recipientId}`;
    const box = found.get(key) ?? { inbox, events: [] };
    found.set(key, box);
    box.events.push(event);
  }
  return new Map([...found.values()].map(({ inbox, events }) => [inbox, events]));
}
