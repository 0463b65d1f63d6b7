import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { Consent, ConsentPurpose } from './consent.ts';
import { getResident } from './finding.ts';
import type { ConsentInput } from './inputs.ts';
import { given } from './registering.ts';
import type { Resident } from './resident.ts';

/** Notes a consent; one that lives already is left as it is. */
export async function giveConsent(
  ctx: Context,
  residentId: string,
  input: ConsentInput,
): Promise<Resident> {
  const resident = await getResident(ctx, residentId);
  if (await liveConsent(ctx, resident, input.purpose)) return resident;
  ctx.em.create(Consent, { ...input, ...given(ctx, resident) });
  await ctx.em.flush();
  return resident;
}

/** Withdraws a consent, and forgets in the same transaction what was kept by it. */
export async function withdrawConsent(
  ctx: Context,
  residentId: string,
  purpose: ConsentPurpose,
): Promise<Resident> {
  const resident = await getResident(ctx, residentId);
  const consent = await liveConsent(ctx, resident, purpose);
  if (!consent) return resident;
  consent.withdrawnAt = ctx.now;
  await ctx.em.flush();
  if (purpose === ConsentPurpose.CARE) await forgetCare(ctx, resident);
  await record(ctx, 'resident.consent_withdrawn', {
    residentId,
    communityId: resident.community.id,
    purpose,
  });
  return resident;
}

const liveConsent = ({ em }: Context, { id }: Resident, purpose: ConsentPurpose) =>
  em.findOne(Consent, { resident: id, purpose, withdrawnAt: null });

/** Done by the platform: a resident may withdraw, but not write about themselves. */
async function forgetCare({ em }: Context, resident: Resident): Promise<void> {
  resident.categories = [];
  resident.careNoteSealed = null;
  await em.flush();
}
