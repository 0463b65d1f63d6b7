import type { Context } from '../../platform/context.ts';
import type { GatewayFailure } from '../../platform/gateways/failure.ts';
import { record } from '../events.ts';
import type { Claimed } from './claiming.ts';
import { reached } from './reaching.ts';
import { policyNow } from './reading.ts';
import { retryWaitMs } from './rules.ts';

/** A gateway has taken the message; whoever else holds a later lease writes their own outcome. */
export async function settleSent(
  ctx: Context,
  message: Claimed,
  providerId: string | undefined,
): Promise<void> {
  if (message.offerId) await reached(ctx, message.offerId, message.channelId ? 'MESSAGE' : 'SMS');
  await ctx.em.execute(
    `update message set state = 'SENT', sent_at = ?, provider_id = ?, lease = null, lease_until = null, reason = null
     where id = ? and lease = ?`,
    [ctx.now.toISOString(), providerId ?? null, message.id, message.lease],
  );
}

/** It was not taken: it is tried again later, or put with the dead letters. */
export async function settleFailure(
  ctx: Context,
  message: Claimed,
  failure: GatewayFailure,
): Promise<void> {
  const policy = await policyNow(ctx);
  const { id, lease, attempts, channelId } = message;
  const waitMs = Math.max(failure.waitMs, retryWaitMs(id, attempts, policy));
  const dueAt = new Date(ctx.now.getTime() + waitMs).toISOString();
  const over = failure.retry === 'NEVER' || attempts >= policy.attempts;
  if (failure.waitMs > 0 && channelId) await block(ctx, channelId, failure.waitMs);
  const rows = await ctx.em.execute<unknown[]>(
    `update message set state = ?, reason = ?, due_at = ?, lease = null, lease_until = null
     where id = ? and lease = ? returning 1`,
    [over ? 'DEAD' : 'FAILED', failure.reason, dueAt, id, lease],
  );
  if (over && rows.length > 0)
    await record(ctx, 'message.dead', { messageId: id, template: message.template });
}

const block = ({ em, now }: Context, channelId: string, ms: number) =>
  em.execute('update channel set blocked_until = greatest(blocked_until, ?) where id = ?', [
    new Date(now.getTime() + ms).toISOString(),
    channelId,
  ]);

/** What was not handed over since the one before it failed waits again, and the try is not counted. */
export async function putBack({ em }: Context, rest: readonly Claimed[]): Promise<void> {
  if (rest.length === 0) return;
  await em.execute(
    `update message m set state = 'QUEUED', attempts = m.attempts - 1, lease = null, lease_until = null
     from unnest(?::uuid[], ?::uuid[]) as r(id, lease) where m.id = r.id and m.lease = r.lease`,
    [`{${rest.map(({ id }) => id).join(',')}}`, `{${rest.map(({ lease }) => lease).join(',')}}`],
  );
}

/** It is not to be said any more. */
export const suppress = ({ em }: Context, { id, lease }: Claimed, reason: string) =>
  em.execute(
    `update message set state = 'SUPPRESSED', reason = ?, lease = null, lease_until = null where id = ? and lease = ?`,
    [reason, id, lease],
  );

/** What nobody took in a day is of no use, and what was cut off at its last try is given up. */
export async function buryOverdue(ctx: Context): Promise<void> {
  const { attempts } = await policyNow(ctx);
  const at = ctx.now.toISOString();
  const dead = await ctx.em.execute<{ messageId: string; template: string }[]>(
    `with overdue as (
       select m.id from message m where m.street_id = ? and (
         m.state in ('QUEUED','FAILED') and m.dead_at <= ?
         or m.state = 'SENDING' and m.lease_until <= ? and (m.dead_at <= ? or m.attempts >= ?))
       order by m.id limit 200 for update skip locked
     )
     update message m set state = 'DEAD', reason = coalesce(m.reason, 'TOO_LATE'), lease = null, lease_until = null
     from overdue where m.id = overdue.id returning m.id as "messageId", m.template`,
    [ctx.actor!.streetId, at, at, at, attempts],
  );
  for (const message of dead) await record(ctx, 'message.dead', message);
}
