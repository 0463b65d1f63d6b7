import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { knowPhotos, prove, type ProofDraft } from '../proofs/proving.ts';
import { refuse } from '../refusals.ts';
import type { Assignment } from './assignment.ts';
import { reopen } from './closing-offers.ts';
import { lockRequest } from './finding.ts';
import { factOf, holdOwnWork, type Work } from './holding.ts';
import type { ServiceRequest } from './request.ts';
import { save } from './saving.ts';
import { AssignmentState, DeliveryStep, RequestState } from './states.ts';
import { takeStep, type Said } from './step-log.ts';

const MINUTE_MS = 60_000;

const verbs = {
  [DeliveryStep.TO_PICKUP]: 'setOut',
  [DeliveryStep.AT_PICKUP]: 'reachPickup',
  [DeliveryStep.PICKED_UP]: 'pickUp',
  [DeliveryStep.AT_DOOR]: 'reachDoor',
  [DeliveryStep.RETURNED]: 'giveBack',
} as const;

/**
 * 推进任务: the rider says how far they are; steps may be left out. Said twice it is the same. Refuses
 * NOT_PICKED_UP_YET, NOTHING_TO_PICK_UP, ILLEGAL_STEP and times that cannot be.
 */
export async function advance(
  ctx: Context,
  id: string,
  { step, deviceAt }: Said & { readonly step: DeliveryStep },
): Promise<Assignment> {
  const work = await holdOwnWork(ctx, id);
  const { request, assignment } = work;
  if (assignment.state === AssignmentState[step]) return assignment;
  refuseOutOfPlace(work, step);
  takeStep(ctx, assignment, { step: verbs[step], deviceAt });
  if (step === DeliveryStep.PICKED_UP) request.take('pickUp', ctx.now);
  else if (step === DeliveryStep.AT_DOOR && request.state === RequestState.ASSIGNED)
    request.take('pickUp', ctx.now);
  else if (step === DeliveryStep.RETURNED) await takeBack(ctx, work);
  await save(ctx);
  if (step === DeliveryStep.PICKED_UP) await record(ctx, 'request.picked_up', factOf(work));
  else await record(ctx, 'request.advanced', { ...factOf(work), step });
  return assignment;
}

/** 取件: the rider has the goods, or is on the way to the door. Said twice it is the same. */
export const pickUp = (ctx: Context, id: string, said: Said = {}): Promise<Assignment> =>
  advance(ctx, id, { ...said, step: DeliveryStep.PICKED_UP });

/**
 * 送达: what was asked for is done, and shown to be by the proofs its kind asks for. Said twice it is the same. Refuses
 * PROOF_MISSING and PROOF_WRONG.
 */
export async function deliver(
  ctx: Context,
  id: string,
  { deviceAt, proof }: Said & { readonly proof?: ProofDraft | null | undefined } = {},
): Promise<Assignment> {
  const work = await holdOwnWork(ctx, id);
  const { request, assignment } = work;
  if (assignment.state === AssignmentState.DONE) return assignment;
  await knowPhotos(ctx, proof ?? {});
  if (isBeforePickup(work)) return refuse('NOT_PICKED_UP_YET');
  const at = takeStep(ctx, assignment, { step: 'deliver', deviceAt });
  request.take('deliver', at);
  const { placeWithinM } = await request.kind.loadOrFail();
  await prove(ctx, { request, assignment, observedAt: at, placeWithinM }, proof ?? {});
  await save(ctx);
  const minutes = Math.round((at.getTime() - request.openedAt.getTime()) / MINUTE_MS);
  await record(ctx, 'request.fulfilled', { ...factOf(work), minutes });
  return assignment;
}

/** 确认: the resident, family or staff say that it was done. Said twice it is the same. */
export async function confirmRequest(ctx: Context, id: string): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, id);
  if (request.state === RequestState.CONFIRMED) return request;
  request.take('confirm', ctx.now);
  await save(ctx);
  const riderId = request.rider?.id;
  await record(ctx, 'request.confirmed', { ...request.fact(), ...(riderId && { riderId }) });
  return request;
}

const beforePickup: ReadonlySet<AssignmentState> = new Set([
  AssignmentState.ACCEPTED,
  AssignmentState.TO_PICKUP,
  AssignmentState.AT_PICKUP,
]);

const isBeforePickup = ({ request, assignment }: Work): boolean =>
  Boolean(request.pickup) && beforePickup.has(assignment.state);

function refuseOutOfPlace(work: Work, step: DeliveryStep): void {
  const toPickup = step === DeliveryStep.TO_PICKUP || step === DeliveryStep.AT_PICKUP;
  if (toPickup && !work.request.pickup) refuse('NOTHING_TO_PICK_UP');
  if (step === DeliveryStep.AT_DOOR && isBeforePickup(work)) refuse('NOT_PICKED_UP_YET');
}

/** The goods are back where they were fetched: unless the request is in other hands by now, it waits again. */
async function takeBack(ctx: Context, { request, assignment }: Work): Promise<void> {
  if (assignment.afterReturn === 'REOPEN') await reopen(ctx, request);
}
