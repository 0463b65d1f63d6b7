import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { liveAssignment } from './assigning.ts';
import { withdrawOffers } from './closing-offers.ts';
import { lockRequest } from './finding.ts';
import type { ServiceRequest } from './request.ts';
import { requestClosed } from './rules.ts';
import { save } from './saving.ts';
import { RequestState } from './states.ts';
import { takeStep } from './step-log.ts';

/** 取消: by the resident, family or staff, until the goods are on the way. Said twice it is the same. */
export async function cancelRequest(
  ctx: Context,
  id: string,
  reason: string,
): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, id);
  if (request.state === RequestState.CANCELLED) return request;
  request.take('cancel', ctx.now);
  request.closeReason = reason;
  request.rider = null;
  const assignment = await liveAssignment(ctx, request);
  if (assignment) takeStep(ctx, assignment, { step: 'withdraw', reason });
  await save(ctx);
  await withdrawOffers(ctx, request, requestClosed);
  const riderId = assignment?.rider.id;
  await record(ctx, 'request.cancelled', { ...request.fact(), ...(riderId && { riderId }) });
  return request;
}

/** 结为未能服务: staff say, with the reason, that it could not be done. Nothing ends this way by itself. */
export async function closeUnserved(
  ctx: Context,
  id: string,
  reason: string,
): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, id);
  if (request.state === RequestState.UNSERVED) return request;
  request.take('closeUnserved', ctx.now);
  request.closeReason = reason;
  await save(ctx);
  await withdrawOffers(ctx, request, requestClosed);
  await record(ctx, 'request.unserved', request.fact());
  return request;
}
