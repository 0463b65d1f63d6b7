import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Assignment } from './assignment.ts';
import { exclude } from './excluding.ts';
import { lockRequest } from './finding.ts';
import type { ServiceRequest } from './request.ts';
import { save } from './saving.ts';
import { AssignmentState } from './states.ts';
import { takeStep } from './step-log.ts';
import { backstopOf, windowOf } from './window.ts';

/** So long after it was done staff may still say that it was not. */
const HOURS = 24;
const HOUR_MS = 3_600_000;

/**
 * 重新打开: staff found that it was not done after all; it waits again, for another rider, with a new window when its own is
 * over. Refuses TOO_LATE_TO_OPEN_AGAIN.
 */
export async function openAgain(ctx: Context, id: string, reason: string): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, id);
  const { fulfilledAt } = request;
  if (fulfilledAt && ctx.now.getTime() > fulfilledAt.getTime() + HOURS * HOUR_MS)
    return refuse('TOO_LATE_TO_OPEN_AGAIN', HOURS);
  request.take('openAgain', ctx.now);
  const done = await ctx.em.findOne(
    Assignment,
    { request: id, state: AssignmentState.DONE },
    { orderBy: { endedAt: 'desc' }, refresh: true },
  );
  if (done) takeStep(ctx, done, { step: 'revoke', reason });
  if (done) done.reason = reason;
  request.rider = null;
  request.fulfilledBy = null;
  request.fulfilledNoteSealed = null;
  request.closeReason = null;
  await renewWindow(ctx, request);
  await save(ctx);
  const riderId = done?.rider.id;
  if (riderId) await exclude(ctx, { requestId: id, riderId }, 'FAILED');
  await record(ctx, 'request.opened_again', { ...request.fact(), ...(riderId && { riderId }) });
  return request;
}

async function renewWindow(ctx: Context, request: ServiceRequest): Promise<void> {
  const kind = await request.kind.loadOrFail();
  if (request.dueAt > ctx.now) request.backstopAt = backstopOf(kind, request, ctx.now);
  else Object.assign(request, windowOf(kind, {}, ctx.now));
}
