import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Assignment } from './assignment.ts';
import { reopen } from './closing-offers.ts';
import { exclude } from './excluding.ts';
import { lockRequest, lockRequestOfRider } from './finding.ts';
import { isId } from './ids.ts';
import type { ServiceRequest } from './request.ts';
import { save } from './saving.ts';
import { AssignmentState, RequestState, type FailReason } from './states.ts';
import { riderOf } from './visible.ts';

const MINUTE_MS = 60_000;

/** 取件: the rider has the goods, or is on the way to the door. Said twice it is the same. */
export async function pickUp(ctx: Context, id: string): Promise<Assignment> {
  const { request, assignment } = await ownWork(ctx, id);
  if (assignment.state === AssignmentState.PICKED_UP) return assignment;
  assignment.take('pickUp', ctx.now);
  request.take('pickUp', ctx.now);
  await save(ctx);
  await record(ctx, 'request.picked_up', { ...request.fact(), ...workFact(assignment) });
  return assignment;
}

/** 送达: what was asked for is done. Said twice it is the same. */
export async function deliver(ctx: Context, id: string): Promise<Assignment> {
  const { request, assignment } = await ownWork(ctx, id);
  if (assignment.state === AssignmentState.DONE) return assignment;
  if (assignment.state === AssignmentState.ACCEPTED && request.pickup)
    return refuse('NOT_PICKED_UP_YET');
  assignment.take('deliver', ctx.now);
  request.take('deliver', ctx.now);
  await save(ctx);
  const minutes = Math.round((ctx.now.getTime() - request.openedAt.getTime()) / MINUTE_MS);
  await record(ctx, 'request.fulfilled', { ...request.fact(), ...workFact(assignment), minutes });
  return assignment;
}

/** 上报未完成: the request waits again, for somebody else. Said twice it is the same. */
export async function fail(
  ctx: Context,
  id: string,
  { reason, note }: { readonly reason: FailReason; readonly note?: string | null | undefined },
): Promise<Assignment> {
  const { request, assignment } = await ownWork(ctx, id);
  if (assignment.state === AssignmentState.FAILED) return assignment;
  assignment.take('fail', ctx.now);
  assignment.reason = note ? `${reason}: ${note}` : reason;
  await reopen(ctx, request);
  await save(ctx);
  const work = workFact(assignment);
  await exclude(ctx, { requestId: request.id, riderId: work.riderId }, 'FAILED');
  await record(ctx, 'request.failed', { ...request.fact(), ...work, reason });
  return assignment;
}

/** 确认: the resident, family or staff say that it was done. Said twice it is the same. */
export async function confirmRequest(ctx: Context, id: string): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, id);
  if (request.state === RequestState.CONFIRMED) return request;
  request.take('confirm', ctx.now);
  await save(ctx);
  await record(ctx, 'request.confirmed', { ...request.fact(), riderId: request.rider!.id });
  return request;
}

const workFact = ({ id, rider }: Assignment) => ({ assignmentId: id, riderId: rider.id });

/** The rider's own assignment with its request, both locked and as they are now. */
async function ownWork(ctx: Context, id: string) {
  const { em } = ctx;
  const riderId = riderOf(ctx);
  const known = isId(id) && (await em.findOne(Assignment, { id, rider: riderId }));
  if (!known) return refuse('NOT_FOUND');
  const request = await lockRequestOfRider(ctx, known.request.id);
  const assignment = await em.findOneOrFail(Assignment, id, { refresh: true });
  return { request, assignment };
}
