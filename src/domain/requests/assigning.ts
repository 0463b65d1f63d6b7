import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { Assignment } from './assignment.ts';
import { loseOtherOffers, reopen, withdrawOffers } from './closing-offers.ts';
import { Decision } from './decision.ts';
import { exclude } from './excluding.ts';
import { lockRequest } from './finding.ts';
import { isId } from './ids.ts';
import type { ServiceRequest } from './request.ts';
import { assignedByHand, liveAssignmentStates } from './rules.ts';
import { save } from './saving.ts';
import { AssignmentState } from './states.ts';
import { takeStep } from './step-log.ts';
import { actorOf } from './visible.ts';

/** Who does it, and what led to it. */
export interface Chosen {
  readonly riderId: string;
  readonly offerId?: string;
  readonly decisionId: string;
}

/** Binds the request to the rider, who is on duty and has room for it. The request is locked. */
export async function assign(
  ctx: Context,
  request: ServiceRequest,
  { riderId, offerId, decisionId }: Chosen,
): Promise<Assignment> {
  request.take('assign', ctx.now);
  await lockWillingRider(ctx, riderId);
  const rider = ref(ctx.em.getReference(Rider, riderId));
  request.rider = rider;
  const assignment = ctx.em.create(Assignment, {
    streetId: request.streetId,
    request: ref(request),
    rider,
    offerId: offerId ?? null,
    decisionId,
    load: request.load,
    acceptedAt: ctx.now,
  });
  await save(ctx);
  await loseOtherOffers(ctx, request);
  const assignmentId = assignment.id;
  await record(ctx, 'request.assigned', { ...request.fact(), assignmentId, riderId });
  return assignment;
}

/** 人工指派: staff choose the rider. What protects riders still holds; everyone who was asked is told it is settled. */
export async function assignRequest(
  ctx: Context,
  requestId: string,
  riderId: string,
): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, requestId);
  if (!isId(riderId)) return refuse('NOT_FOUND');
  await lockWillingRider(ctx, riderId);
  await withdrawOffers(ctx, request, assignedByHand);
  const decision = ctx.em.create(Decision, {
    streetId: request.streetId,
    request: ref(request),
    at: ctx.now,
    outcome: 'BY_HAND',
    riderIds: [riderId],
    explanation: {
      summary: { zh: '由工作人员人工指派。', en: 'Assigned by hand by a member of staff.' },
    },
    decidedBy: actorOf(ctx).accountId ?? null,
  });
  await save(ctx);
  await assign(ctx, request, { riderId, decisionId: decision.id });
  return request;
}

/** 撤回任务: staff take the task from the rider; the request waits again, and this rider is not asked for it. */
export async function withdrawAssignment(
  ctx: Context,
  requestId: string,
  reason: string,
): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, requestId);
  const assignment = await liveAssignment(ctx, request);
  if (!assignment) request.take('reopen', ctx.now);
  else await release(ctx, request, { assignment, reason });
  return request;
}

async function release(
  ctx: Context,
  request: ServiceRequest,
  { assignment, reason }: { assignment: Assignment; reason: string },
): Promise<void> {
  const riderId = assignment.rider.id;
  takeStep(ctx, assignment, { step: 'withdraw', reason });
  assignment.reason = reason;
  await reopen(ctx, request);
  await save(ctx);
  await exclude(ctx, { requestId: request.id, riderId }, 'WITHDRAWN');
  const assignmentId = assignment.id;
  await record(ctx, 'request.withdrawn', { ...request.fact(), assignmentId, riderId });
}

/** The assignment under way, as it is now. The request is locked. */
export const liveAssignment = (
  { em }: Context,
  request: ServiceRequest,
): Promise<Assignment | null> =>
  em.findOne(
    Assignment,
    {
      request: request.id,
      $or: [
        { state: { $in: underWay } },
        { state: AssignmentState.RETURNING, afterReturn: 'REOPEN' },
      ],
    },
    { refresh: true },
  );

/** Whoever brings the goods back has the request no longer when it is in other hands. */
const underWay = liveAssignmentStates
  .filter((state) => state !== 'RETURNING')
  .map((state) => AssignmentState[state]);

/** Last of the locks: request, offer, rider. */
export async function lockWillingRider({ em }: Context, riderId: string): Promise<void> {
  const [rider] = await em.execute<{ duty: string }[]>(
    'select duty from rider where id = ? and left_at is null for no key update',
    [riderId],
  );
  if (!rider) return refuse('NOT_FOUND');
  if (rider.duty !== 'ON') return refuse('RIDER_NOT_ON_DUTY');
}
