import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import type { Assignment } from './assignment.ts';
import { withdrawOffers } from './closing-offers.ts';
import { forgive } from './excluding.ts';
import { isAttempt } from './failing.ts';
import { factOf, holdOwnWork, type Work } from './holding.ts';
import { stepTakenBack, undoableIn } from './rules.ts';
import { save } from './saving.ts';
import { FailReason, RequestState } from './states.ts';
import { correct, lastStanding } from './step-log.ts';
import { words } from './words.ts';

const MINUTE_MS = 60_000;

/**
 * 撤销上一步: the rider takes a wrong tap back, within the minutes of the kind; both stay in the log. Refuses
 * NOTHING_TO_UNDO, TOO_LATE_TO_UNDO, and ILLEGAL_STEP when somebody has gone on from there.
 */
export async function undoStep(ctx: Context, id: string): Promise<Assignment> {
  const work = await holdOwnWork(ctx, id);
  const { request, assignment } = work;
  const wrong = await lastStanding(ctx, id);
  if (!wrong) return refuse('NOTHING_TO_UNDO');
  const { undoMinutes } = await request.kind.loadOrFail();
  if (ctx.now.getTime() > wrong.recordedAt.getTime() + undoMinutes * MINUTE_MS)
    return refuse('TOO_LATE_TO_UNDO', undoMinutes);
  if (!undoableIn[wrong.step]?.includes(request.state))
    return refuse('ILLEGAL_STEP', words.undo!, words[request.state]!);
  correct(ctx, assignment, wrong);
  if (wrong.step === 'pickUp') assignment.pickedUpAt = null;
  if (failed.has(wrong.step)) takeBackFailure(work, wrong.reason ?? '');
  assignment.endedAt = null;
  request.rider = assignment.rider;
  resume(ctx, work);
  await save(ctx);
  await withdrawOffers(ctx, request, stepTakenBack);
  if (failed.has(wrong.step))
    await forgive(ctx, { requestId: request.id, riderId: assignment.rider.id });
  await record(ctx, 'request.step_corrected', { ...factOf(work), step: wrong.step });
  return assignment;
}

const failed: ReadonlySet<string> = new Set(['tryLater', 'turnBack', 'fail']);

function takeBackFailure({ request, assignment }: Work, told: string): void {
  const reason = Object.values(FailReason).find((one) => told.startsWith(one));
  if (reason && isAttempt(assignment, reason)) request.attempts--;
  assignment.reason = null;
  assignment.retryAt = null;
  assignment.afterReturn = null;
}

function resume(ctx: Context, { request, assignment }: Work): void {
  const [step, state] = assignment.hasGoods()
    ? (['resumeFetched', RequestState.IN_PROGRESS] as const)
    : (['resumeUnfetched', RequestState.ASSIGNED] as const);
  if (request.state !== state) request.take(step, ctx.now);
}
