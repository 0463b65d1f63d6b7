import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { Role } from '../access/account.ts';
import { getE164, phoneDigest } from '../access/phone.ts';
import { createAccount } from '../access/service.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Community } from '../territory/community.ts';
import { geometryOf, lngLatOf } from '../territory/point.ts';
import { locateGrid } from '../territory/service.ts';
import { ConsentPurpose } from './consent.ts';
import { noteConsent, saveCare } from './consenting.ts';
import { getResident } from './finding.ts';
import { Home } from './home.ts';
import type { InviteInput, RegisterResidentInput } from './inputs.ts';
import { Resident } from './resident.ts';
import { sealText } from './sealing.ts';

/**
 * 登记居民: a person by home, sealed identity and consents. Refuses OUTSIDE_STREET, NOT_YOUR_COMMUNITY, PHONE_INVALID, and
 * care categories or a care note without consent to care (CONSENT_MISSING).
 */
export async function registerResident(
  ctx: Context,
  input: RegisterResidentInput,
): Promise<Resident> {
  const { em, actor, now } = ctx;
  const cares = input.categories.length > 0 || Boolean(input.careNote);
  if (cares && !input.consents.some(({ purpose }) => purpose === ConsentPurpose.CARE))
    refuse('CONSENT_MISSING');
  const { home, communityId } = await homeOf(ctx, input);
  const id = crypto.randomUUID();
  const resident = em.create(Resident, {
    id,
    streetId: actor!.streetId,
    home: ref(home),
    community: ref(em.getReference(Community, communityId)),
    categories: input.categories,
    ...sealedIdentity(ctx, id, input),
    registeredAt: now,
  });
  for (const consent of input.consents) noteConsent(ctx, resident, consent);
  await saveCare(ctx);
  await record(ctx, 'resident.registered', { residentId: id, communityId });
  return resident;
}

/** Lets a resident sign in. Refuses ALREADY_INVITED, and as `createAccount` does. */
export async function inviteResident(
  ctx: Context,
  residentId: string,
  { name, phone, login, password }: InviteInput,
): Promise<Resident> {
  const resident = await getResident(ctx, residentId);
  if (resident.accountId) refuse('ALREADY_INVITED');
  const signIn = { name, phone, login, password };
  const account = await createAccount(ctx, { role: Role.RESIDENT, ...signIn });
  resident.accountId = account.id;
  await ctx.em.flush();
  return resident;
}

/** A home at that place, in the grid it lies in. Refuses OUTSIDE_STREET, NOT_YOUR_COMMUNITY. */
export async function homeOf(
  ctx: Context,
  { point, place }: Pick<RegisterResidentInput, 'point' | 'place'>,
) {
  const at = lngLatOf(point);
  const { grid, communityId } = await locateGrid(ctx, at);
  const { role, communityIds, streetId } = ctx.actor!;
  if (role === 'COMMUNITY_STAFF' && !communityIds.includes(communityId))
    refuse('NOT_YOUR_COMMUNITY');
  const home = ctx.em.create(Home, {
    streetId,
    location: geometryOf(at),
    grid: ref(grid),
    community: grid.community,
    place,
  });
  return { home, communityId };
}

function sealedIdentity({ keys, actor }: Context, id: string, input: RegisterResidentInput) {
  const { name, address, careNote } = input;
  const phone = input.phone ? getE164(input.phone) : undefined;
  return {
    nameSealed: sealText(keys, 'name', { id, text: name }),
    addressSealed: sealText(keys, 'address', { id, text: address }),
    ...(careNote && { careNoteSealed: sealText(keys, 'care_note', { id, text: careNote }) }),
    ...(phone && {
      phoneSealed: sealText(keys, 'phone', { id, text: phone }),
      phoneDigest: phoneDigest(keys, actor!.streetId, phone),
    }),
  };
}
