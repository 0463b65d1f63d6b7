import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import type { Assignment } from './assignment.ts';
import { reopen } from './closing-offers.ts';
import { exclude } from './excluding.ts';
import { courseOf } from './failure-course.ts';
import { factOf, holdOwnWork, type Work } from './holding.ts';
import type { ServiceRequest } from './request.ts';
import { save } from './saving.ts';
import { AssignmentState, Course, FailReason } from './states.ts';
import { takeStep, type Said } from './step-log.ts';

const MINUTE_MS = 60_000;

/** Why a rider gives up, in the words of the catalogue and perhaps their own. */
export interface Failure extends Said {
  readonly reason: FailReason;
  readonly note?: string | null | undefined;
}

/** What becomes of a request whose rider is gone. */
type Outlook = 'REOPEN' | 'BACKSTOP';

/** Reasons that only somebody at the door can have. */
const atTheDoor: ReadonlySet<FailReason> = new Set([
  FailReason.NOBODY_HOME,
  FailReason.REFUSED_AT_DOOR,
  FailReason.WRONG_PLACE,
]);

/**
 * 上报未完成: before the goods are fetched the request waits for somebody else; after that the course for the reason says
 * whether this rider tries again, brings the goods back for another one, or the community takes over, as it
 * does once the door was tried often enough. Said twice it is the same.
 */
export async function fail(ctx: Context, id: string, failure: Failure): Promise<Assignment> {
  const work = await holdOwnWork(ctx, id);
  const { request, assignment } = work;
  if (assignment.state === AssignmentState.FAILED || assignment.state === AssignmentState.RETURNING)
    return assignment;
  const isAgain = assignment.retryAt && assignment.retryAt > ctx.now && !isAtDoor(assignment);
  if (isAgain && assignment.reason === wordsOf(failure)) return assignment;
  if (isAttempt(assignment, failure.reason)) request.attempts++;
  await follow(ctx, work, failure);
  assignment.reason = wordsOf(failure);
  await save(ctx);
  if (assignment.state !== AssignmentState.PICKED_UP)
    await exclude(ctx, { requestId: request.id, riderId: assignment.rider.id }, 'FAILED');
  const { reason } = failure;
  await record(ctx, 'request.failed', { ...factOf(work), reason });
  if (isWithCommunity(work)) await record(ctx, 'request.handed_to_backstop', request.fact());
  return assignment;
}

/** Whether somebody stood before the door in vain. */
export const isAttempt = (assignment: Assignment, reason: FailReason): boolean =>
  assignment.hasGoods() || atTheDoor.has(reason);

const isAtDoor = ({ state }: Assignment): boolean => state === AssignmentState.AT_DOOR;
const isWithCommunity = ({ request }: Work): boolean => request.state === 'HANDED_TO_BACKSTOP';
const wordsOf = ({ reason, note }: Failure): string => (note ? `${reason}: ${note}` : reason);

async function follow(ctx: Context, work: Work, failure: Failure): Promise<void> {
  const { request, assignment } = work;
  const { maxAttempts } = await request.kind.loadOrFail();
  const isLast = request.attempts >= maxAttempts;
  const otherwise: Outlook = isLast ? 'BACKSTOP' : 'REOPEN';
  if (!assignment.hasGoods()) return giveUp(ctx, work, { ...failure, outlook: otherwise });
  const { course, afterMinutes } = await courseOf(ctx, failure.reason);
  if (!isLast && course === Course.SAME_RIDER)
    return tryLater(ctx, work, { ...failure, afterMinutes });
  const outlook = course === Course.BACKSTOP ? 'BACKSTOP' : otherwise;
  const leaveNow = request.pickup ? turnBack : giveUp;
  return leaveNow(ctx, work, { ...failure, outlook });
}

/** There is nothing to bring back. */
async function giveUp(
  ctx: Context,
  { request, assignment }: Work,
  failure: Failure & { readonly outlook: Outlook },
): Promise<void> {
  takeStep(ctx, assignment, { ...failure, step: 'fail', reason: wordsOf(failure) });
  await leave(ctx, request, failure.outlook);
}

async function tryLater(
  ctx: Context,
  { assignment }: Work,
  failure: Failure & { readonly afterMinutes: number },
): Promise<void> {
  takeStep(ctx, assignment, { ...failure, step: 'tryLater', reason: wordsOf(failure) });
  assignment.retryAt = new Date(ctx.now.getTime() + failure.afterMinutes * MINUTE_MS);
}

/** For another rider the request waits until the goods are back; the community takes over at once. */
async function turnBack(
  ctx: Context,
  { request, assignment }: Work,
  failure: Failure & { readonly outlook: Outlook },
): Promise<void> {
  takeStep(ctx, assignment, { ...failure, step: 'turnBack', reason: wordsOf(failure) });
  assignment.afterReturn = failure.outlook === 'BACKSTOP' ? 'NOTHING' : 'REOPEN';
  if (failure.outlook === 'BACKSTOP') await leave(ctx, request, failure.outlook);
}

async function leave(ctx: Context, request: ServiceRequest, outlook: Outlook): Promise<void> {
  if (outlook === 'REOPEN') return reopen(ctx, request);
  request.take('handToBackstop', ctx.now);
  request.rider = null;
}
