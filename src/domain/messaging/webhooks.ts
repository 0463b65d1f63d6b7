import type { Context } from '../../platform/context.ts';
import type { FeedEvent } from '../../platform/feed/events.ts';
import { policyNow } from './reading.ts';

const HOUR_MS = 3_600_000;

/**
 * 事件回调: queues each event for every partner who subscribed to its name and is concerned: the street always, a community
 * by its own, a company by its riders. The event's id is the delivery's, so that a repetition shows.
 */
export async function tellPartners(
  ctx: Context,
  events: readonly FeedEvent<string, object>[],
): Promise<void> {
  const { deadHours } = await policyNow(ctx);
  const told = events.map(({ id, name, payload, at }) => ({
    id,
    name,
    payload,
    at: at.toISOString(),
  }));
  const now = ctx.now.toISOString();
  await ctx.em.execute(
    `insert into message (street_id, dedup_key, channel_id, template, variables, lane, created_at, due_at, dead_at)
     select c.street_id, e.id || ':' || c.id, c.id, 'event',
       jsonb_build_object('id', e.id, 'type', e.name, 'timestamp', e.at, 'data', e.payload), 1, ?, ?, ?
     from jsonb_to_recordset(?::jsonb) as e(id uuid, name text, payload jsonb, at text)
     join channel c on c.street_id = ? and c.kind = 'WEBHOOK' and c.retired_at is null and e.name = any (c.topics)
       and c.registered_at <= e.at::timestamptz
       and (c.community_id is null or c.community_id::text = e.payload->>'communityId')
       and (c.organization_id is null or exists (select 1 from rider d join organization o
         on o.street_id = d.street_id and o.id = d.organization_id
         where d.street_id = c.street_id and d.id::text = e.payload->>'riderId' and c.organization_id in (o.id, o.parent_id)))
     on conflict on constraint message_once do nothing`,
    [
      now,
      now,
      new Date(ctx.now.getTime() + deadHours * HOUR_MS).toISOString(),
      JSON.stringify(told),
      ctx.actor!.streetId,
    ],
  );
}
