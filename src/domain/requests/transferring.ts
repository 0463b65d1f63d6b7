import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { lockWillingRider } from './assigning.ts';
import { Assignment } from './assignment.ts';
import { canTakeOver } from './colleagues.ts';
import { lockRequestOfRider } from './finding.ts';
import { holdOwnWork, type Work } from './holding.ts';
import { isId } from './ids.ts';
import type { ServiceRequest } from './request.ts';
import { save } from './saving.ts';
import { AssignmentState, RequestState, TransferState } from './states.ts';
import { takeStep } from './step-log.ts';
import { Transfer } from './transfer.ts';
import { riderOf } from './visible.ts';

const MINUTE_MS = 60_000;
/** How long colleagues may think about it. */
const ANSWER_MINUTES = 5;
/** How long two riders may take to meet. */
const MEETING_MINUTES = 30;

/** 转单: the rider asks a colleague, or anybody, to take a task over. Until somebody does it stays with the rider. */
export async function requestTransfer(
  ctx: Context,
  assignmentId: string,
  { toRiderId, reason }: { readonly toRiderId?: string | null; readonly reason: string },
): Promise<Transfer> {
  const { request, assignment } = await holdOwnWork(ctx, assignmentId);
  if (!assignment.isLive() || assignment.state === AssignmentState.RETURNING)
    return refuse('TRANSFER_OVER');
  if (toRiderId != null) await refuseUnfit(ctx, toRiderId, request);
  return askColleague(ctx, { request, assignment }, { toRiderId, reason });
}

/** Asks on behalf of whoever has the task; it is locked. */
export async function askColleague(
  ctx: Context,
  { request, assignment }: Work,
  { toRiderId, reason }: { readonly toRiderId?: string | null; readonly reason: string },
): Promise<Transfer> {
  if (!assignment.isLive() || assignment.state === AssignmentState.RETURNING)
    return refuse('TRANSFER_OVER');
  const transfer = ctx.em.create(Transfer, {
    streetId: request.streetId,
    request: ref(request),
    assignment: ref(assignment),
    fromRider: assignment.rider,
    toRider: toRiderId ? ref(ctx.em.getReference(Rider, toRiderId)) : null,
    reason,
    askedAt: ctx.now,
    expiresAt: minutesAfter(ctx.now, ANSWER_MINUTES),
  });
  await save(ctx);
  await record(ctx, 'request.transfer_requested', await transfer.fact());
  return transfer;
}

/**
 * 接受转单: of all who were asked exactly one wins. What is in the bag of the other rider is handed over first, and both say so;
 * all else is the colleague's at once. Refuses TRANSFER_OVER, NOT_TO_THIS_RIDER, RIDER_FULL.
 */
export async function acceptTransfer(ctx: Context, id: string): Promise<Transfer> {
  const riderId = riderOf(ctx);
  const { transfer, assignment } = await hold(ctx, id);
  if (transfer.takenBy?.id === riderId && transfer.state !== TransferState.DECLINED)
    return transfer;
  if (transfer.fromRider.id === riderId) return refuse('NOT_TO_THIS_RIDER');
  if (transfer.toRider && transfer.toRider.id !== riderId) return refuse('NOT_FOUND');
  if (transfer.state !== TransferState.PENDING || transfer.expiresAt <= ctx.now)
    return refuse('TRANSFER_OVER');
  const request = await transfer.request.loadOrFail();
  if (!(await canTakeOver(ctx, riderId, request))) return refuse('NOT_TO_THIS_RIDER');
  transfer.takenBy = ref(ctx.em.getReference(Rider, riderId));
  if (!assignment.hasGoods() || !request.pickup) {
    await move(ctx, transfer, assignment);
    return transfer;
  }
  transfer.take('agree', ctx.now);
  transfer.expiresAt = minutesAfter(ctx.now, MEETING_MINUTES);
  await save(ctx);
  await record(ctx, 'request.transfer_ended', { ...(await transfer.fact()), outcome: 'AGREED' });
  return transfer;
}

/** 交接: each of the two says that the goods have changed hands; with the second word the task has. */
export async function confirmHandover(ctx: Context, id: string): Promise<Transfer> {
  const riderId = riderOf(ctx);
  const { transfer, assignment } = await hold(ctx, id);
  const isGiver = transfer.fromRider.id === riderId;
  if (!isGiver && transfer.takenBy?.id !== riderId) return refuse('NOT_FOUND');
  if (transfer.state === TransferState.DONE) return transfer;
  if (transfer.state !== TransferState.AGREED || transfer.expiresAt <= ctx.now)
    return refuse('TRANSFER_OVER');
  if (isGiver) transfer.givenAt ??= ctx.now;
  else transfer.receivedAt ??= ctx.now;
  if (transfer.givenAt && transfer.receivedAt) await move(ctx, transfer, assignment);
  else await save(ctx);
  return transfer;
}

/** 谢绝转单: by the colleague who was asked by name, or who agreed; the rider who asked may take it back. */
export async function endTransfer(ctx: Context, id: string): Promise<Transfer> {
  const riderId = riderOf(ctx);
  const { transfer } = await hold(ctx, id);
  const isGiver = transfer.fromRider.id === riderId;
  const isAsked = transfer.toRider?.id === riderId || transfer.takenBy?.id === riderId;
  if (!isGiver && !isAsked) return refuse('NOT_FOUND');
  if (transfer.state === (isGiver ? TransferState.WITHDRAWN : TransferState.DECLINED))
    return transfer;
  if (!transfer.isOpen()) return refuse('TRANSFER_OVER');
  transfer.take(isGiver ? 'withdraw' : 'decline', ctx.now);
  await save(ctx);
  const outcome = transfer.state;
  await record(ctx, 'request.transfer_ended', { ...(await transfer.fact()), outcome });
  return transfer;
}

async function refuseUnfit(ctx: Context, riderId: string, request: ServiceRequest): Promise<void> {
  const rider = isId(riderId) && (await ctx.em.findOne(Rider, { id: riderId }));
  if (!rider) return refuse('NOT_FOUND');
  if (!(await canTakeOver(ctx, riderId, request))) return refuse('NOT_TO_THIS_RIDER');
}

/** The task leaves one rider and reaches the other in the same instant. */
async function move(ctx: Context, transfer: Transfer, old: Assignment): Promise<void> {
  const request = await transfer.request.loadOrFail();
  const taker = transfer.takenBy!;
  const { pickedUpAt } = old;
  await lockBoth(ctx, [old.rider.id, taker.id]);
  await lockWillingRider(ctx, taker.id);
  transfer.take('handOver', ctx.now);
  await save(ctx);
  takeStep(ctx, old, { step: 'transfer', reason: transfer.reason });
  await save(ctx);
  const isFetched = Boolean(request.pickup) && pickedUpAt;
  const assignment = ctx.em.create(Assignment, {
    streetId: request.streetId,
    request: ref(request),
    rider: taker,
    offerId: null,
    decisionId: old.decisionId,
    load: old.load,
    acceptedAt: ctx.now,
    continuesId: old.id,
    state: isFetched ? AssignmentState.PICKED_UP : AssignmentState.ACCEPTED,
    pickedUpAt: isFetched ? pickedUpAt : null,
  });
  request.rider = taker;
  request.version++;
  if (!isFetched && request.state === RequestState.IN_PROGRESS)
    request.take('resumeUnfetched', ctx.now);
  await save(ctx);
  const fact = { ...(await transfer.fact()), toRiderId: taker.id };
  await record(ctx, 'request.transferred', { ...fact, newAssignmentId: assignment.id });
}

const lockBoth = ({ em }: Context, riderIds: readonly string[]) =>
  em.execute(`select 1 from rider where id = any (?::uuid[]) order by id for no key update`, [
    `{${riderIds.join(',')}}`,
  ]);

/** The transfer with its task, both locked through their request. */
async function hold(ctx: Context, id: string) {
  const { em } = ctx;
  const known = isId(id) && (await em.findOne(Transfer, id));
  if (!known) return refuse('NOT_FOUND');
  await lockRequestOfRider(ctx, known.request.id);
  const transfer = await em.findOneOrFail(Transfer, id, { refresh: true });
  const assignment = await em.findOneOrFail(Assignment, transfer.assignment.id, { refresh: true });
  return { transfer, assignment };
}

const minutesAfter = (instant: Date, minutes: number): Date =>
  new Date(instant.getTime() + minutes * MINUTE_MS);
