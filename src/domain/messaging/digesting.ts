import type { Context } from '../../platform/context.ts';
import type { Policy } from './policy.ts';

const LOW = 2;
const HOUR_MS = 3_600_000;

/**
 * 合并: more waits for a bot than it may say, so what can wait is told in one message with counts. A digest that has not left
 * yet takes in what comes later.
 */
export async function mergeWaiting(
  ctx: Context,
  channelId: string,
  { deadHours }: Policy,
): Promise<void> {
  const low = await ctx.em.execute<{ id: string; template: string }[]>(
    `select m.id, m.template from message m
     where m.channel_id = ? and m.lane = ${LOW} and m.state = 'QUEUED' and m.template <> 'digest' and m.due_at <= ?
     order by m.id for update skip locked`,
    [channelId, ctx.now.toISOString()],
  );
  const digest = await waitingDigest(ctx, channelId);
  if (low.length < (digest ? 1 : 2)) return;
  const counts = { ...digest?.counts };
  for (const { template } of low) counts[template] = (counts[template] ?? 0) + 1;
  const id = digest?.id ?? (await beginDigest(ctx, channelId, { firstId: low[0]!.id, deadHours }));
  await ctx.em.execute(`update message set variables = ?::jsonb where id = ?`, [
    JSON.stringify({ counts }),
    id,
  ]);
  await ctx.em.execute(
    `update message set state = 'SUPPRESSED', reason = 'MERGED', digest_id = ? where id = any (?::uuid[])`,
    [id, `{${low.map((message) => message.id).join(',')}}`],
  );
}

async function waitingDigest({ em }: Context, channelId: string) {
  const [row] = await em.execute<{ id: string; counts: Record<string, number> }[]>(
    `select id, variables->'counts' as counts from message
     where channel_id = ? and template = 'digest' and state = 'QUEUED' limit 1 for update skip locked`,
    [channelId],
  );
  return row;
}

async function beginDigest(
  { em, now, actor }: Context,
  channelId: string,
  { firstId, deadHours }: { readonly firstId: string; readonly deadHours: number },
): Promise<string> {
  const id = crypto.randomUUID();
  const at = now.toISOString();
  await em.execute(
    `insert into message (street_id, id, dedup_key, channel_id, template, variables, lane, created_at, due_at, dead_at)
     values (?, ?, ?, ?, 'digest', '{}', ${LOW}, ?, ?, ?)`,
    [
      actor!.streetId,
      id,
      `digest:${firstId}`,
      channelId,
      at,
      at,
      new Date(now.getTime() + deadHours * HOUR_MS).toISOString(),
    ],
  );
  return id;
}
