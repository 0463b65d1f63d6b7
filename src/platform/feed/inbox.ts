import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.ts';
import { cursorText } from './cursor.ts';
import type { FeedEvent } from './events.ts';

/** Whose inbox in which street office. */
export interface Inbox {
  readonly streetId: string;
  readonly recipientId: string;
}

/** After the event numbered `after` in an inbox. */
export interface Place extends Inbox {
  readonly after: number;
}

/** What an inbox holds: numbers `firstSeq` to `lastSeq`, of this life of the database. */
export interface Head {
  readonly epoch: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Most events one follower takes at a time; what a stalled follower holds in memory. */
const PAGE = 50;

const list = (values: readonly (string | number)[]) => `{${values.join(',')}}`;

/** The next events after each of these places, read by one query. */
export async function readInboxes(
  em: EntityManager,
  places: readonly Place[],
): Promise<FeedEvent[][]> {
  const rows = await em.execute<(FeedEvent & { place: number; at: string })[]>(
    `select p.place::int - 1 as place, i.seq::float8 as seq, e.event_id as id, e.name, e.payload, e.at
     from unnest(?::uuid[], ?::uuid[], ?::bigint[]) with ordinality p(street_id, recipient_id, after, place)
     cross join lateral (
       select seq, log_seq from inbox
       where street_id = p.street_id and recipient_id = p.recipient_id and seq > p.after
       order by seq limit ${PAGE}
     ) i
     join event_log e on e.street_id = p.street_id and e.seq = i.log_seq
     order by p.place, i.seq`,
    [
      list(places.map(({ streetId }) => streetId)),
      list(places.map(({ recipientId }) => recipientId)),
      list(places.map(({ after }) => after)),
    ],
  );
  const found = places.map((): FeedEvent[] => []);
  for (const { place, at, ...event } of rows) found[place]!.push({ ...event, at: new Date(at) });
  return found;
}

/** What each of these inboxes holds now, read by one query. */
export async function readHeads(em: EntityManager, inboxes: readonly Inbox[]): Promise<Head[]> {
  return em.execute<Head[]>(
    `select epoch, coalesce(h.min_seq, 1)::float8 as "firstSeq", coalesce(h.last_seq, 0)::float8 as "lastSeq"
     from unnest(?::uuid[], ?::uuid[]) with ordinality p(street_id, recipient_id, place)
     cross join feed_epoch
     left join inbox_head h on h.street_id = p.street_id and h.recipient_id = p.recipient_id
     order by p.place`,
    [
      list(inboxes.map(({ streetId }) => streetId)),
      list(inboxes.map(({ recipientId }) => recipientId)),
    ],
  );
}

/** Where an inbox ends now. Read it before the state it goes with: what is told twice does no harm, what is missed does. */
export async function cursorOf({ em, actor }: Context, recipientId: string): Promise<string> {
  const [head] = await readHeads(em, [{ streetId: actor!.streetId, recipientId }]);
  return cursorText({ epoch: head!.epoch, seq: head!.lastSeq });
}
