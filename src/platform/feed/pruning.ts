import { every, type Timer } from '../jobs/timers.ts';

const DAY_MS = 86_400_000;
/** Facts forgotten per run, so that a run holds its locks for a moment only. */
const MOST_AT_ONCE = 5_000;

/**
 * Forgets what is older than the retention, in the log and in the inboxes. Heads stay, so numbers go on; a cursor from
 * before is answered with RESET.
 */
export const prune = (retentionDays: number): Timer =>
  every('1 minute', 'prune the feed', async ({ em, actor, now }) => {
    await em.execute(
      `with old as materialized (
         select seq from (
           select seq, sequenced_at from event_log where street_id = ? order by seq limit ${MOST_AT_ONCE}
         ) first where sequenced_at < ?
       ), gone as materialized (
         select i.street_id, i.recipient_id, max(i.seq) as seq from inbox i
         where i.street_id = ? and i.log_seq <= (select max(seq) from old) group by 1, 2
       ), locked as materialized (
         select h.street_id, h.recipient_id, g.seq from inbox_head h join gone g using (street_id, recipient_id)
         order by 1, 2 for update of h
       ), heads as (
         update inbox_head h set min_seq = l.seq + 1 from locked l
         where h.street_id = l.street_id and h.recipient_id = l.recipient_id
       ), emptied as (
         delete from inbox i using gone g
         where i.street_id = g.street_id and i.recipient_id = g.recipient_id and i.seq <= g.seq
       )
       delete from event_log where street_id = ? and seq <= (select max(seq) from old)`,
      [
        actor!.streetId,
        new Date(now.getTime() - retentionDays * DAY_MS).toISOString(),
        actor!.streetId,
        actor!.streetId,
      ],
    );
  });
