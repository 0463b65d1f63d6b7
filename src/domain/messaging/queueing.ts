import type { Context } from '../../platform/context.ts';
import { policyNow, templatesNow } from './reading.ts';
import type { Lane } from './states.ts';

/** To whom a message goes: exactly one. */
export type Addressee =
  | { readonly channelId: string }
  | { readonly accountId: string }
  | { readonly residentId: string };

/** A message to be said once; its variables are ids and facts. */
export type Draft = Addressee & {
  readonly template: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What makes it this message: another of the same key is not queued. */
  readonly dedupKey: string;
  readonly offerId?: string;
};

const HOUR_MS = 3_600_000;
export const laneNumber: Record<`${Lane}`, number> = { URGENT: 0, NORMAL: 1, LOW: 2 };

/** Puts messages into the outbox, in the transaction of what they tell; answers with the ids of those that are new. */
export async function queueMessages(ctx: Context, drafts: readonly Draft[]): Promise<string[]> {
  if (drafts.length === 0) return [];
  const templates = await templatesNow(ctx);
  const { deadHours } = await policyNow(ctx);
  const rows = drafts.map((draft) => ({
    ...draft,
    lane: laneNumber[templates.get(draft.template)?.lane ?? 'NORMAL'],
  }));
  const now = ctx.now.toISOString();
  const queued = await ctx.em.execute<{ id: string }[]>(
    `insert into message (street_id, dedup_key, channel_id, account_id, resident_id, offer_id, template, variables, lane,
       created_at, due_at, dead_at)
     select ?, d."dedupKey", d."channelId", d."accountId", d."residentId", d."offerId", d.template, d.variables, d.lane, ?, ?, ?
     from jsonb_to_recordset(?::jsonb) as d("dedupKey" text, "channelId" uuid, "accountId" uuid, "residentId" uuid,
       "offerId" uuid, template text, variables jsonb, lane int)
     on conflict on constraint message_once do nothing returning id`,
    [
      ctx.actor!.streetId,
      now,
      now,
      new Date(ctx.now.getTime() + deadHours * HOUR_MS).toISOString(),
      JSON.stringify(rows),
    ],
  );
  return queued.map(({ id }) => id);
}
