import { ref } from '@mikro-orm/core';
import type { Candidate } from '../../dispatch/model.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { assign } from './assigning.ts';
import type { Assignment } from './assignment.ts';
import { Decision } from './decision.ts';
import { weigh, type Weighed } from './dispatching.ts';
import { lockRequestOfRider } from './finding.ts';
import { isId } from './ids.ts';
import { Offer } from './offer.ts';
import type { ServiceRequest } from './request.ts';
import { keepWay, wayIn } from './planned-way.ts';
import { save } from './saving.ts';
import { RequestState } from './states.ts';
import { riderOf } from './visible.ts';

const UNANSWERED_MS = 1_000;

/**
 * 抢单: a rider takes a task that nobody has yet, when the engine has nothing against it. A task once declined may be taken
 * after all. What was decided is kept as if it had been offered.
 */
export async function takeTask(ctx: Context, requestId: string): Promise<Assignment> {
  const riderId = riderOf(ctx);
  if (!isId(requestId)) return refuse('NOT_FOUND');
  const request = await lockRequestOfRider(ctx, requestId);
  if (request.state !== RequestState.OPEN && request.state !== RequestState.HANDED_TO_BACKSTOP)
    return refuse('ALREADY_TAKEN');
  const weighed = await weigh(ctx, {
    where: 'r.id = ?',
    values: [requestId],
    volunteerId: riderId,
  });
  if (!weighed) return refuse('NOT_FOUND');
  return accept(ctx, request, { weighed, candidate: willing(weighed, riderId) });
}

function willing({ explanation, waiting }: Weighed, riderId: string): Candidate {
  const excluded = explanation.exclusions.find((one) => one.riderId === riderId);
  if (excluded) return refuse('NOT_FOR_THIS_RIDER', excluded.sentence);
  const candidate = explanation.candidates.find((one) => one.riderId === riderId);
  if (candidate) return candidate;
  const [reason] = waiting?.reasons ?? [];
  return reason ? refuse('NOT_FOR_THIS_RIDER', reason) : refuse('RIDER_NOT_ON_DUTY');
}

async function accept(
  ctx: Context,
  request: ServiceRequest,
  { weighed, candidate }: { weighed: Weighed; candidate: Candidate },
): Promise<Assignment> {
  const { em, now } = ctx;
  const { riderId } = candidate;
  const common = { streetId: request.streetId, request: ref(request) };
  const decision = em.create(Decision, {
    ...common,
    at: now,
    outcome: 'OFFERED',
    riderIds: [riderId],
    explanation: weighed.explanation,
  });
  await save(ctx);
  request.waves++;
  const offer = em.create(Offer, {
    ...common,
    rider: ref(em.getReference(Rider, riderId)),
    decisionId: decision.id,
    wave: request.waves,
    distanceM: Math.round(candidate.distanceM),
    arriveAt: new Date(candidate.arriveAt),
    way: wayIn(weighed.snapshot, candidate, request.id),
    offeredAt: now,
    expiresAt: new Date(now.getTime() + UNANSWERED_MS),
  });
  offer.take('accept', now);
  await save(ctx);
  const assignment = await assign(ctx, request, {
    ...{ riderId, offerId: offer.id, decisionId: decision.id },
  });
  await keepWay(ctx, riderId, offer.way);
  return assignment;
}
