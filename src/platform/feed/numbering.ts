import type { EntityManager } from '@mikro-orm/postgresql';

/** The channel on which readers are told that there is something new. */
export const CHANNEL = 'feed';
const LOCK = 4712;

/** That something of this name has happened in this street office. */
export interface News {
  readonly streetId: string;
  readonly name: string;
}

export interface Numbered {
  readonly moved: number;
  readonly news: readonly News[];
}

interface Oldest {
  ageMs: number;
  /** Whether this transaction is now the one that numbers. */
  mine: boolean;
}

/** The oldest fact without a number, and whether we may number it; nothing when all have theirs. */
export async function oldestFact(em: EntityManager): Promise<Oldest | undefined> {
  const [oldest] = await em.execute<Oldest[]>(
    `select (extract(epoch from clock_timestamp() - written_at) * 1000)::float8 as "ageMs",
            pg_try_advisory_xact_lock(${LOCK}) as mine
     from (select written_at from outbox order by id limit 1) oldest`,
  );
  return oldest;
}

/**
 * Moves up to `limit` committed facts to the log and the inboxes, and tells the readers once. A statement of its own
 * after the lock, so that it sees all that the last holder committed. Heads are locked in the order of their keys, here
 * and in pruning. The news says which process tells it.
 */
export async function numberFacts(
  em: EntityManager,
  limit: number,
  teller: string,
): Promise<Numbered> {
  const [numbered] = await em.execute<[Numbered]>(
    `with batch as materialized (
       delete from outbox where id in (select id from outbox order by id limit ?) returning *
     ), log_head as (
       insert into feed_head as h (street_id, last_seq)
       select street_id, count(*) from batch group by street_id order by street_id
       on conflict (street_id) do update set last_seq = h.last_seq + excluded.last_seq
       returning h.street_id, h.last_seq
     ), numbered as materialized (
       select b.*, h.last_seq - count(*) over street + row_number() over (street order by b.id) as seq
       from batch b join log_head h using (street_id)
       window street as (partition by b.street_id)
     ), logged as (
       insert into event_log (street_id, seq, event_id, name, payload, account_id, at)
       select street_id, seq, event_id, name, payload, account_id, at from numbered
     ), fan as materialized (
       select distinct n.street_id, r.recipient_id, n.seq from numbered n, unnest(n.recipients) r(recipient_id)
     ), head as (
       insert into inbox_head as h (street_id, recipient_id, last_seq)
       select street_id, recipient_id, count(*) from fan group by 1, 2 order by 1, 2
       on conflict (street_id, recipient_id) do update set last_seq = h.last_seq + excluded.last_seq
       returning h.street_id, h.recipient_id, h.last_seq
     ), delivered as (
       insert into inbox (street_id, recipient_id, seq, log_seq)
       select f.street_id, f.recipient_id,
              h.last_seq - count(*) over recipient + row_number() over (recipient order by f.seq), f.seq
       from fan f join head h using (street_id, recipient_id)
       window recipient as (partition by f.street_id, f.recipient_id)
     )
     select count(*)::int as moved,
       coalesce(json_agg(distinct jsonb_build_object('streetId', street_id, 'name', name)), '[]') as news, case when count(*) > 0 then pg_notify('${CHANNEL}', ?) end
     from numbered`,
    [limit, teller],
  );
  return numbered;
}
