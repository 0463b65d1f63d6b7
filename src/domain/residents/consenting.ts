import { ref } from '@mikro-orm/core';
import type { ActorRole, Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Consent, CONSENT_TEXT_VERSION, ConsentGiver, ConsentPurpose } from './consent.ts';
import { lockResident } from './finding.ts';
import type { CareInput, ConsentInput } from './inputs.ts';
import type { Resident } from './resident.ts';
import { sealText } from './sealing.ts';

/** 同意: notes a consent; one that lives already is left as it is. */
export async function giveConsent(
  ctx: Context,
  residentId: string,
  input: ConsentInput,
): Promise<Resident> {
  const resident = await lockResident(ctx, residentId);
  if (await liveConsent(ctx, resident, input.purpose)) return resident;
  noteConsent(ctx, resident, input);
  await ctx.em.flush();
  return resident;
}

/** 撤回同意: as easy as giving it, and what was kept by it is forgotten in the same transaction. */
export async function withdrawConsent(
  ctx: Context,
  residentId: string,
  purpose: ConsentPurpose,
): Promise<Resident> {
  const resident = await lockResident(ctx, residentId);
  const consent = await liveConsent(ctx, resident, purpose);
  if (!consent) return resident;
  consent.withdrawnAt = ctx.now;
  if (purpose === ConsentPurpose.CARE) {
    resident.categories = [];
    resident.careNoteSealed = null;
  }
  await saveCare(ctx);
  const communityId = resident.community.id;
  await record(ctx, 'resident.consent_withdrawn', { residentId, communityId, purpose });
  return resident;
}

/** Keeps why and how somebody is looked after, in place of what was kept before. Refuses CONSENT_MISSING. */
export async function recordCare(
  ctx: Context,
  residentId: string,
  { categories, careNote }: CareInput,
): Promise<Resident> {
  const resident = await lockResident(ctx, residentId);
  const needed = categories.length > 0 || Boolean(careNote);
  if (needed && !(await liveConsent(ctx, resident, ConsentPurpose.CARE))) refuse('CONSENT_MISSING');
  resident.categories = categories;
  resident.careNoteSealed = careNote
    ? sealText(ctx.keys, 'care_note', { id: residentId, text: careNote })
    : null;
  await saveCare(ctx);
  return resident;
}

/** Writes down a consent given now, to today's text. */
export function noteConsent(
  { em, actor, now }: Context,
  resident: Resident,
  { purpose, givenBy }: ConsentInput,
): void {
  em.create(Consent, {
    streetId: actor!.streetId,
    resident: ref(resident),
    purpose,
    version: CONSENT_TEXT_VERSION,
    givenBy: speakingAs[actor!.role] ?? givenBy,
    givenAt: now,
  });
}

/** Residents and family speak for themselves, whatever the input says. */
const speakingAs: Partial<Record<ActorRole, ConsentGiver>> = {
  RESIDENT: ConsentGiver.RESIDENT,
  FAMILY: ConsentGiver.FAMILY,
};

/** The database would say only when the transaction ends that care is kept without consent; here it is asked at once. */
export async function saveCare({ em }: Context): Promise<void> {
  try {
    await em.flush();
    await em.execute('set constraints care_needs_consent, care_keeps_consent immediate');
  } catch (error) {
    if (constraintOf(error) === 'care_needs_consent') refuse('CONSENT_MISSING');
    throw error;
  }
  await em.execute('set constraints care_needs_consent, care_keeps_consent deferred');
}

/** Whether the person agrees to this now. */
export const hasConsent = async (
  ctx: Context,
  resident: Resident,
  purpose: ConsentPurpose,
): Promise<boolean> => Boolean(await liveConsent(ctx, resident, purpose));

const liveConsent = ({ em }: Context, resident: Resident, purpose: ConsentPurpose) =>
  em.findOne(Consent, { resident, purpose, withdrawnAt: null });
