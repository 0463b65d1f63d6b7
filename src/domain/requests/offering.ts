import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { assign } from './assigning.ts';
import type { Assignment } from './assignment.ts';
import { reopenIfUnasked } from './closing-offers.ts';
import { exclude } from './excluding.ts';
import { lockRequest, lockRequestOfRider } from './finding.ts';
import { isId } from './ids.ts';
import { Offer } from './offer.ts';
import type { ServiceRequest } from './request.ts';
import { keepWay } from './planned-way.ts';
import { save } from './saving.ts';
import { together } from './own-work.ts';
import { OfferState, type DeclineReason } from './states.ts';
import { riderOf } from './visible.ts';

/**
 * 接单: the rider takes what was offered, with all that was asked for at once and can still be had. Of all who were asked
 * exactly one wins; the others are told who was faster.
 */
export async function acceptOffer(ctx: Context, id: string): Promise<Assignment> {
  const { asked, bundle } = await heldOf(ctx, id);
  refuseOver(ctx, asked.offer);
  const assignments = new Map<Held, Assignment>();
  for (const held of bundle) assignments.set(held, await accept(ctx, held));
  await keepWay(ctx, asked.offer.rider.id, asked.offer.way);
  return assignments.get(asked)!;
}

function accept(ctx: Context, { request, offer }: Held): Promise<Assignment> {
  offer.take('accept', ctx.now);
  return assign(ctx, request, {
    riderId: offer.rider.id,
    offerId: offer.id,
    decisionId: offer.decisionId,
  });
}

/**
 * 谢绝: costs the rider nothing, and is said of all that was asked for at once. The next riders are asked as soon as all have
 * answered. Said twice it is the same.
 */
export async function declineOffer(
  ctx: Context,
  id: string,
  answer: { readonly reason: DeclineReason; readonly note?: string | null | undefined },
): Promise<Offer> {
  const { asked, bundle } = await heldOf(ctx, id);
  if (asked.offer.state === OfferState.DECLINED) return asked.offer;
  refuseOver(ctx, asked.offer);
  for (const held of bundle) await decline(ctx, held, answer);
  return asked.offer;
}

async function decline(
  ctx: Context,
  { request, offer }: Held,
  answer: { readonly reason: DeclineReason; readonly note?: string | null | undefined },
): Promise<void> {
  const riderId = offer.rider.id;
  offer.take('decline', ctx.now);
  offer.reason = answer.note ? `${answer.reason}: ${answer.note}` : answer.reason;
  await save(ctx);
  await exclude(ctx, { requestId: request.id, riderId }, 'DECLINED');
  await reopenIfUnasked(ctx, request);
  await save(ctx);
  const { reason } = answer;
  const fact = { ...request.fact(), offerId: offer.id, riderId, reason };
  await record(ctx, 'request.declined', fact);
}

/** 撤回派单: staff take an offer back; this rider is not asked again for this request. */
export async function withdrawOffer(ctx: Context, id: string, reason: string): Promise<Offer> {
  const known = await findOffer(ctx, id);
  const request = await lockRequest(ctx, known.request.id);
  const offer = await lockOffer(ctx, id);
  const riderId = offer.rider.id;
  offer.take('withdraw', ctx.now);
  offer.reason = reason;
  await save(ctx);
  await exclude(ctx, { requestId: request.id, riderId }, 'WITHDRAWN');
  await reopenIfUnasked(ctx, request);
  await save(ctx);
  await record(ctx, 'request.offer_withdrawn', { ...request.fact(), offerId: id, riderId });
  return offer;
}

interface Held {
  readonly request: ServiceRequest;
  readonly offer: Offer;
}

/** The rider's own offer, and all of its bundle that can still be answered, with their requests; all locked, by request id. */
async function heldOf(ctx: Context, id: string): Promise<{ asked: Held; bundle: Held[] }> {
  const known = await findOffer(ctx, id);
  if (known.rider.id !== riderOf(ctx)) return refuse('NOT_FOUND');
  const asked = [known, ...(await together(ctx, known))];
  const held: Held[] = [];
  for (const one of asked.toSorted((a, b) => (a.request.id < b.request.id ? -1 : 1))) {
    const request = await lockRequestOfRider(ctx, one.request.id);
    held.push({ request, offer: await lockOffer(ctx, one.id) });
  }
  return {
    asked: held.find(({ offer }) => offer === known)!,
    bundle: held.filter(({ offer }) => offer.state === OfferState.PENDING),
  };
}

/** An offer that can no longer be answered says what became of it. */
function refuseOver(ctx: Context, offer: Offer): void {
  const lapsed = offer.state === OfferState.PENDING && offer.expiresAt <= ctx.now;
  if (lapsed || offer.state === OfferState.EXPIRED) refuse('OFFER_EXPIRED');
  if (offer.state === OfferState.LOST) refuse('OFFER_LOST');
  if (offer.state === OfferState.WITHDRAWN) refuse('OFFER_WITHDRAWN');
  if (offer.state !== OfferState.PENDING) refuse('ALREADY_ANSWERED');
}

async function findOffer({ em }: Context, id: string): Promise<Offer> {
  return (isId(id) && (await em.findOne(Offer, id))) || refuse('NOT_FOUND');
}

/** As it is now; every change of an offer holds the lock of its request first. */
const lockOffer = ({ em }: Context, id: string): Promise<Offer> =>
  em.findOneOrFail(Offer, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
