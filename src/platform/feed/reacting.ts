import type { EntityManager } from '@mikro-orm/postgresql';
import { contextFor, systemActor, type Platform } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { Refusal } from '../errors.ts';
import { hasRecorded, type FeedEvent, type Reaction } from './events.ts';

export interface Retrying {
  /** The first wait after a failure, in ms; it doubles with each further one. */
  readonly retryMs: number;
  /** After so many failures the events are put aside and the reaction goes on with the next. */
  readonly attempts: number;
}

export interface Work {
  readonly streetId: string;
  readonly reaction: Reaction;
}

/** Whether more events wait that this step had no room for, or why it failed. */
export type Outcome = 'more' | 'done' | { readonly error: unknown; readonly attempts: number };

/** Lets a reaction take its next events, in one transaction with the move of its cursor. */
export async function reactOnce(
  platform: Platform,
  work: Work,
  retrying: Retrying,
): Promise<Outcome> {
  const ctx = contextFor(platform, systemActor(work.streetId));
  const taken: { events: readonly FeedEvent[]; more: boolean } = { events: [], more: false };
  try {
    await inTransaction(ctx.em, async () => {
      const after = await lockCursor(ctx.em, work);
      if (after === undefined) return;
      const waiting = await nextEvents(ctx.em, work, after);
      taken.events = waiting.slice(0, work.reaction.batch);
      taken.more = waiting.length > taken.events.length;
      if (taken.events.length === 0) return;
      await work.reaction.react(ctx, taken.events);
      await ctx.em.flush();
      await moveCursor(ctx.em, work, taken.events.at(-1)!.seq);
    });
  } catch (error) {
    // Before any event was taken it is the database that failed, not the reaction.
    if (taken.events.length === 0) throw error;
    return {
      error,
      attempts: await noteFailure(platform, work, { ...retrying, error, events: taken.events }),
    };
  }
  if (taken.events.length === 0) return 'done';
  if (hasRecorded(ctx.em)) platform.committed();
  return taken.more ? 'more' : 'done';
}

/** Where the reaction is, locked; undefined when another process is at it or its time has not come. */
async function lockCursor(
  em: EntityManager,
  { streetId, reaction }: Work,
): Promise<number | undefined> {
  const key = [streetId, reaction.name];
  const [cursor] = await em.execute<{ seq: number }[]>(
    `select seq::float8 as seq from reaction_cursor
     where street_id = ? and reaction = ? and coalesce(retry_at <= clock_timestamp(), true)
     for update skip locked`,
    key,
  );
  return cursor ? cursor.seq : begin(em, key);
}

/** The cursor of a reaction that has none yet, at the beginning. */
async function begin(em: EntityManager, key: readonly string[]): Promise<number | undefined> {
  const [begun] = await em.execute<{ seq: number }[]>(
    `insert into reaction_cursor (street_id, reaction) values (?, ?) on conflict do nothing
     returning seq::float8 as seq`,
    key,
  );
  return begun?.seq;
}

/** As many as it takes at once, and one more if there is one. */
async function nextEvents(
  em: EntityManager,
  { streetId, reaction }: Work,
  after: number,
): Promise<FeedEvent[]> {
  const rows = await em.execute<(FeedEvent & { at: string })[]>(
    `select seq::float8 as seq, event_id as id, name, payload, at from event_log
     where street_id = ? and name = any (?::text[]) and seq > ? order by seq limit ?`,
    [streetId, `{${reaction.events.join(',')}}`, after, reaction.batch + 1],
  );
  return rows.map((event) => ({ ...event, at: new Date(event.at) }));
}

const moveCursor = (em: EntityManager, { streetId, reaction }: Work, seq: number) =>
  em.execute(
    `update reaction_cursor set seq = ?, attempts = 0, retry_at = null where street_id = ? and reaction = ?`,
    [seq, streetId, reaction.name],
  );

interface Failure extends Retrying {
  readonly error: unknown;
  readonly events: readonly FeedEvent[];
}

/** Counts the failure; the last one puts the events aside, so that those behind them are not held up for ever. */
async function noteFailure(platform: Platform, work: Work, failure: Failure): Promise<number> {
  const { em } = contextFor(platform, systemActor(work.streetId));
  const [first] = failure.events;
  return inTransaction(em, async () => {
    const [noted] = await em.execute<{ attempts: number }[]>(
      `update reaction_cursor
       set attempts = attempts + 1, retry_at = clock_timestamp() + ? * 2 ^ attempts * interval '1 ms'
       where street_id = ? and reaction = ? and seq < ? returning attempts`,
      [failure.retryMs, work.streetId, work.reaction.name, first!.seq],
    );
    if ((noted?.attempts ?? 0) >= failure.attempts) await putAside(em, work, failure);
    return noted?.attempts ?? 0;
  });
}

async function putAside(em: EntityManager, work: Work, { events, error }: Failure): Promise<void> {
  await em.execute(
    `insert into reaction_failure (street_id, reaction, seq, reason)
     select ?, ?, seq, ? from unnest(?::bigint[]) seq on conflict do nothing`,
    [
      work.streetId,
      work.reaction.name,
      traceOf(error),
      `{${events.map(({ seq }) => seq).join(',')}}`,
    ],
  );
  await moveCursor(em, work, events.at(-1)!.seq);
}

/** What is kept of an error: its kind, its code and where it was thrown; its message may quote personal data. */
export function traceOf(error: unknown): string {
  if (error instanceof Refusal) return `Refusal ${error.code}`;
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frame = /^ +at .*?([\w.-]+:\d+):\d+\)?$/m.exec(error.stack ?? '')?.[1];
  return `${error.constructor.name}${code}${frame ? ` at ${frame}` : ''}`;
}
