import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.ts';

/** One fact as a reader of the feed sees it; `seq` is dense in the log or inbox it was read from. */
export interface FeedEvent<Name extends string = string, Payload = unknown> {
  readonly seq: number;
  /** The same for every reader and every delivery. */
  readonly id: string;
  readonly name: Name;
  readonly payload: Payload;
  readonly at: Date;
}

/** What a feature does by itself when something has happened elsewhere. */
export interface Reaction {
  /** Names the stored cursor, so it stays the same from release to release. */
  readonly name: string;
  readonly events: readonly string[];
  /** How many waiting events one transaction takes. */
  readonly batch: number;
  /** Somebody waits for what it does: it runs at once, before those that follow in their own time. */
  readonly urgent?: boolean;
  react(ctx: Context, events: readonly FeedEvent[]): Promise<unknown>;
}

/** The same reaction, run at once; all others wait a moment, so that a burst is answered once and nobody is held up by them. */
export const urgent = (reaction: Reaction): Reaction => ({ ...reaction, urgent: true });

/** Those through which a fact was written. */
const tellers = new WeakSet<EntityManager>();

/** Whether a fact was written through this entity manager, which waits for its number once the transaction has committed. */
export const hasRecorded = (em: EntityManager): boolean => tellers.has(em);

/** Enough to let a burst of changes be answered once, small enough for one transaction. */
const BURST = 200;

/**
 * The tools of a product whose events are listed in `Events`, name to payload. `followers` are the payload fields that
 * name an inbox beside that of the street office.
 */
export function eventsOf<Events extends { [Name in keyof Events]: object }>({
  followers,
}: {
  followers: readonly string[];
}) {
  type Name = keyof Events & string;
  type EventOf<N extends Name> = { [K in N]: FeedEvent<K, Events[K]> }[N];

  return {
    /** Writes the fact in the transaction of the change it tells of; outside a transaction it throws. */
    record: async <N extends Name>(ctx: Context, name: N, payload: Events[N]): Promise<void> => {
      const { em, actor, now } = ctx;
      if (!actor) throw new Error(`'${name}' needs an actor: a fact belongs to a street office`);
      if (!em.isInTransaction()) throw new Error(`'${name}' must be recorded in a transaction`);
      tellers.add(em);
      await em.execute(
        `insert into outbox (street_id, name, payload, recipients, account_id, at)
         values (?, ?, ?::jsonb, ?::uuid[], ?, ?)`,
        [
          actor.streetId,
          name,
          JSON.stringify(payload),
          `{${recipientsOf(actor.streetId, payload, followers).join(',')}}`,
          actor.accountId ?? null,
          now.toISOString(),
        ],
      );
    },

    /**
     * Reacts to each such event once, in order, in one transaction with the reaction's own cursor. The function's name is
     * part of the cursor's: give it one, and pass another as `as` when it is renamed.
     */
    on: <N extends Name>(
      event: N,
      react: (ctx: Context, payload: Events[N], event: FeedEvent<N, Events[N]>) => Promise<unknown>,
      as: string = react.name,
    ): Reaction => ({
      name: nameOf([event], as),
      events: [event],
      batch: 1,
      react: (ctx, [happened]: readonly [FeedEvent<N, Events[N]>]) =>
        react(ctx, happened.payload, happened),
    }),

    /** Reacts once to a whole run of such events: for work that looks at the present, not at each fact. */
    onAny: <N extends Name>(
      events: readonly N[],
      react: (ctx: Context, events: readonly EventOf<N>[]) => Promise<unknown>,
      as: string = react.name,
    ): Reaction => ({
      name: nameOf(events, as),
      events,
      batch: BURST,
      react,
    }),
  };
}

const nameOf = (events: readonly string[], as: string) => `${events.join('+')} ${as}`.trim();

function recipientsOf(streetId: string, payload: object, followers: readonly string[]): string[] {
  const named = Object.entries(payload)
    .filter(([field]) => followers.includes(field))
    .map(([, id]): unknown => id);
  return [...new Set([streetId, ...named.filter((id) => typeof id === 'string')])];
}
