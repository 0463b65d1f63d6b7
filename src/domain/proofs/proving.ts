import { ref } from '@mikro-orm/core';
import { distance } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import type { Text } from '../../platform/errors.ts';
import { refusal, refuse } from '../refusals.ts';
import type { Assignment } from '../requests/assignment.ts';
import { isId } from '../requests/ids.ts';
import type { ServiceRequest } from '../requests/request.ts';
import { lngLatOf, pointOf } from '../territory/point.ts';
import { codeTries, openDeliveryCode } from './delivery-code.ts';
import { Photo, PhotoKind } from './photo.ts';
import type { ProofInput } from './proof-draft.ts';
import { ProofKind } from './proof-kind.ts';
import { Proof } from './proof.ts';

export type ProofDraft = Partial<ProofInput>;

/** A delivery that is to be shown. */
export interface Delivery {
  readonly request: ServiceRequest;
  readonly assignment: Assignment;
  readonly observedAt: Date;
  /** How near to the door the rider has to be, in metres. */
  readonly placeWithinM: number;
}

/**
 * 核验签收凭证: keeps what shows the delivery. Refuses PROOF_MISSING and PROOF_WRONG with the kinds concerned, and
 * TOO_MANY_TRIES once the code was guessed too often.
 */
export async function prove(ctx: Context, delivery: Delivery, draft: ProofDraft): Promise<void> {
  const { request } = delivery;
  const missing = request.proof.filter((kind) => !given(kind, draft));
  if (missing.length > 0) throw refusal('PROOF_MISSING', wordsOf(missing)).with({ missing });
  if (request.proof.includes(ProofKind.CODE)) await checkCode(ctx, request, draft.code!);
  if (request.proof.includes(ProofKind.CODE)) keep(ctx, delivery, { kind: ProofKind.CODE });
  if (request.proof.includes(ProofKind.SCAN)) checkScan(ctx, delivery, draft.scan!);
  if (request.proof.includes(ProofKind.PLACE)) checkPlace(ctx, delivery, draft);
  await attach(ctx, delivery, { kind: PhotoKind.PHOTO, ids: draft.photoIds ?? [] });
  const signature = draft.signatureId ? [draft.signatureId] : [];
  await attach(ctx, delivery, { kind: PhotoKind.SIGNATURE, ids: signature });
}

const given = (kind: ProofKind, { code, photoIds, signatureId, scan, at }: ProofDraft): boolean =>
  ({
    [ProofKind.CODE]: Boolean(code),
    [ProofKind.PHOTO]: Boolean(photoIds?.length),
    [ProofKind.SIGNATURE]: Boolean(signatureId),
    [ProofKind.SCAN]: Boolean(scan),
    [ProofKind.PLACE]: Boolean(at),
  })[kind];

/** Refuses NOT_FOUND when a photo told of is none of the rider's own. */
export async function knowPhotos(
  { em, actor }: Context,
  { photoIds, signatureId }: ProofDraft,
): Promise<void> {
  const ids = [...new Set([...(photoIds ?? []), ...(signatureId == null ? [] : [signatureId])])];
  const isKnown =
    ids.every(isId) &&
    (await em.count(Photo, { id: { $in: ids }, accountId: actor!.accountId! })) === ids.length;
  if (!isKnown) return refuse('NOT_FOUND');
}

/** A try is counted beside the transaction, so that it outlives the refusal. */
async function checkCode(ctx: Context, request: ServiceRequest, told: string): Promise<void> {
  const seconds = await ctx.attempts.take(codeTries, request.id);
  if (seconds > 0)
    throw refusal('TOO_MANY_TRIES', String(seconds)).with({ retryAfterSeconds: seconds });
  const code = openDeliveryCode(ctx, request.id, request.deliveryCodeSealed!);
  if (told !== code) throw wrong(ProofKind.CODE);
  await ctx.attempts.giveBack(codeTries, request.id);
}

function checkScan(ctx: Context, delivery: Delivery, told: string): void {
  if (told.trim().toUpperCase() !== delivery.request.code) throw wrong(ProofKind.SCAN);
  keep(ctx, delivery, { kind: ProofKind.SCAN });
}

function checkPlace(ctx: Context, delivery: Delivery, { at }: ProofDraft): void {
  const { lng, lat } = pointOf(delivery.request.dropoff);
  const distanceM = Math.round(distance([lng, lat], lngLatOf(at!)));
  if (distanceM > delivery.placeWithinM)
    throw wrong(ProofKind.PLACE, { distanceM, withinM: delivery.placeWithinM });
  keep(ctx, delivery, { kind: ProofKind.PLACE, distanceM });
}

async function attach(
  ctx: Context,
  delivery: Delivery,
  { kind, ids }: { readonly kind: PhotoKind; readonly ids: readonly string[] },
): Promise<void> {
  for (const id of new Set(ids)) {
    const accountId = ctx.actor!.accountId!;
    const photo = await ctx.em.findOneOrFail(Photo, { id, accountId });
    if (photo.kind !== kind || photo.requestId || photo.removedAt) throw wrong(ProofKind[kind]);
    photo.requestId = delivery.request.id;
    photo.attachedAt = ctx.now;
    keep(ctx, delivery, { kind: ProofKind[kind], photoId: photo.id });
  }
}

function keep(
  ctx: Context,
  { request, assignment, observedAt }: Delivery,
  shown: Pick<Proof, 'kind'> & Partial<Pick<Proof, 'photoId' | 'distanceM'>>,
): void {
  ctx.em.create(Proof, {
    streetId: request.streetId,
    request: ref(request),
    assignment: ref(assignment),
    riderId: assignment.rider.id,
    observedAt,
    recordedAt: ctx.now,
    ...shown,
  });
}

const words: Readonly<Record<ProofKind, Text>> = {
  CODE: { zh: '签收码', en: "the resident's code" },
  PHOTO: { zh: '照片', en: 'a photo' },
  SIGNATURE: { zh: '签名', en: 'a signature' },
  SCAN: { zh: '扫码', en: 'the scanned code' },
  PLACE: { zh: '到门位置', en: 'being near the door' },
};

const wordsOf = (kinds: readonly ProofKind[]): Text => ({
  zh: kinds.map((kind) => words[kind].zh).join('、'),
  en: kinds.map((kind) => words[kind].en).join(', '),
});

const wrong = (kind: ProofKind, facts: object = {}) =>
  refusal('PROOF_WRONG', wordsOf([kind])).with({ wrong: [kind], ...facts });
