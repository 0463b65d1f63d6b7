import type { EntityManager } from '@mikro-orm/postgresql';
import type { FeedEvent } from './events.ts';

/** An event as it reached one inbox. */
export interface Arrival {
  readonly streetId: string;
  readonly recipientId: string;
  readonly event: FeedEvent;
}

/** How far the log of each street office has been read. */
export type Read = ReadonlyMap<string, number>;

/** Events taken from one street office's log by one query; a burst takes several. */
const BURST = 200;

/** Where the logs of these street offices end now. */
export async function readEnds(
  em: EntityManager,
  streetIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await em.execute<{ streetId: string; seq: number }[]>(
    `select t.street_id as "streetId", coalesce(h.last_seq, 0)::float8 as seq
     from unnest(?::uuid[]) t(street_id) left join feed_head h using (street_id)`,
    [`{${streetIds.join(',')}}`],
  );
  return new Map(rows.map(({ streetId, seq }) => [streetId, seq]));
}

/**
 * What has come since, to every inbox of these street offices, by one query: its cost follows what happened, not how many
 * follow. Answers how far each log has been read now, and whether there is more.
 */
export async function readTail(
  em: EntityManager,
  read: Read,
): Promise<{ arrivals: Arrival[]; read: Map<string, number>; more: boolean }> {
  const rows = await em.execute<Row[]>(
    `select e.street_id as "streetId", e.seq::float8 as "logSeq", e.event_id as id, e.name, e.payload, e.at,
            i.recipient_id as "recipientId", i.seq::float8 as seq
     from unnest(?::uuid[], ?::bigint[]) t(street_id, after)
     cross join lateral (
       select * from event_log where street_id = t.street_id and seq > t.after order by seq limit ${BURST}
     ) e
     join inbox i on i.street_id = e.street_id and i.log_seq = e.seq
     order by e.street_id, e.seq`,
    [`{${[...read.keys()].join(',')}}`, `{${[...read.values()].join(',')}}`],
  );
  const reached = new Map(read);
  const taken = new Map<string, Set<number>>();
  for (const { streetId, logSeq } of rows) {
    reached.set(streetId, logSeq);
    taken.set(streetId, (taken.get(streetId) ?? new Set()).add(logSeq));
  }
  const more = [...taken.values()].some(({ size }) => size >= BURST);
  return { arrivals: rows.map(arrivalOf), read: reached, more };
}

interface Row {
  readonly streetId: string;
  readonly recipientId: string;
  readonly logSeq: number;
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly at: string;
}

const arrivalOf = ({ streetId, recipientId, seq, id, name, payload, at }: Row): Arrival => ({
  streetId,
  recipientId,
  event: { seq, id, name, payload, at: new Date(at) },
});
