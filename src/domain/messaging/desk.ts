import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { open } from '../../platform/crypto/seal.ts';
import { logAccess } from '../access/access-log.ts';
import { accountCell } from '../access/account.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import { CallTask, type CallToMake } from './call-task.ts';
import { reached } from './reaching.ts';
import { CallOutcome } from './states.ts';

interface Unreached {
  readonly offerId: string;
  readonly requestId: string;
  readonly riderId: string;
  readonly communityId: string;
}

/** Nothing has reached the rider: somebody has to ring up. */
export async function openCall(ctx: Context, unreached: Unreached): Promise<void> {
  const { offerId, requestId, riderId, communityId } = unreached;
  const [opened] = await ctx.em.execute<{ id: string }[]>(
    `insert into call_desk (street_id, offer_id, request_id, rider_id, community_id, opened_at)
     values (?, ?, ?, ?, ?, ?) on conflict do nothing returning id`,
    [ctx.actor!.streetId, offerId, requestId, riderId, communityId, ctx.now.toISOString()],
  );
  if (opened) await record(ctx, 'call.needed', { callId: opened.id, requestId, communityId });
}

/** 电话台: whom to ring up, the longest waiting first. */
export const listCalls = ({ em }: Context): Promise<CallTask[]> =>
  em.find(CallTask, { endedAt: null }, { orderBy: { openedAt: 'asc', id: 'asc' }, limit: 200 });

/** Takes a call on: tells the rider's phone, and who was told is on record. Refuses NOT_FOUND, CALL_TAKEN, CALL_ENDED. */
export async function takeCall(ctx: Context, id: string): Promise<CallToMake> {
  const { em, keys, actor, now } = ctx;
  const task = await lockCall(ctx, id);
  if (task.takenBy && task.takenBy !== actor!.accountId) return refuse('CALL_TAKEN');
  task.takenBy = actor!.accountId!;
  task.takenAt ??= now;
  await em.flush();
  const [account] = await em.execute<{ id: string; phone: Buffer | null }[]>(
    `select a.id, a.phone_sealed as phone from account a join rider d on d.street_id = a.street_id and d.account_id = a.id
     where d.id = ?`,
    [task.rider.id],
  );
  if (!account?.phone) return refuse('RIDER_WITHOUT_PHONE');
  const purpose = '电话催办派单 / calling about an offer';
  await logAccess(ctx, {
    purpose,
    operation: 'takeCall',
    subjectId: task.rider.id,
    fields: ['phone'],
  });
  return { task, phone: open(keys, accountCell('phone', account.id), account.phone) };
}

/** Ticks a call off; a rider who was reached has the time to answer from now, if nothing else had reached them. */
export async function recordCall(
  ctx: Context,
  id: string,
  outcome: CallOutcome,
): Promise<CallTask> {
  const known = await getCall(ctx, id);
  // The request is locked before anything of its offers.
  if (outcome === CallOutcome.REACHED && !known.endedAt)
    await reached(ctx, known.offer.id, 'PHONE');
  const task = await lockCall(ctx, id);
  task.outcome = outcome;
  task.endedAt = ctx.now;
  await ctx.em.flush();
  const { communityId } = task;
  await record(ctx, 'call.ended', { callId: id, requestId: task.request.id, communityId, outcome });
  return task;
}

async function getCall({ em }: Context, id: string): Promise<CallTask> {
  return (isId(id) && (await em.findOne(CallTask, id))) || refuse('NOT_FOUND');
}

async function lockCall(ctx: Context, id: string): Promise<CallTask> {
  await getCall(ctx, id);
  const task = await ctx.em.findOneOrFail(CallTask, id, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  return task.endedAt ? refuse('CALL_ENDED') : task;
}
