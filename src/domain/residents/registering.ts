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
import { CONSENT_TEXT_VERSION, Consent, ConsentPurpose } from './consent.ts';
import { getResident } from './finding.ts';
import { Home } from './home.ts';
import type { InviteInput, MandateInput, RegisterResidentInput } from './inputs.ts';
import { Resident } from './resident.ts';
import { sealText, type SealedText } from './sealing.ts';

/**
 * Registers a person by home, sealed identity and consents. Refuses OUTSIDE_STREET, a community that is not one's own
 * (NOT_FOUND), and care categories or a care note without consent to care (CONSENT_MISSING).
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
  const resident = em.create(Resident, {
    streetId: actor!.streetId,
    home: ref(home),
    community: ref(em.getReference(Community, communityId)),
    categories: input.categories,
    nameSealed: Buffer.alloc(0),
    addressSealed: Buffer.alloc(0),
    registeredAt: now,
  });
  sealIdentity(ctx, resident, input);
  for (const consent of input.consents) em.create(Consent, { ...consent, ...given(ctx, resident) });
  await em.flush();
  await record(ctx, 'resident.registered', { residentId: resident.id, communityId });
  return resident;
}

/** Lets a resident sign in. Refuses ALREADY_INVITED. */
export async function inviteResident(
  ctx: Context,
  residentId: string,
  invite: InviteInput,
): Promise<Resident> {
  const resident = await getResident(ctx, residentId);
  if (resident.accountId) refuse('ALREADY_INVITED');
  const account = await createAccount(ctx, { role: Role.RESIDENT, ...invite });
  resident.accountId = account.id;
  await ctx.em.flush();
  return resident;
}

/** 家属授权: lets a member of the family sign in and act for the resident. */
export async function giveMandate(
  ctx: Context,
  residentId: string,
  input: MandateInput,
): Promise<Resident> {
  const { relation, ...invite } = input;
  const resident = await getResident(ctx, residentId);
  const account = await createAccount(ctx, { role: Role.FAMILY, ...invite });
  await ctx.em.execute(
    'insert into mandate (street_id, resident_id, account_id, relation, given_at) values (?, ?, ?, ?, ?)',
    [resident.streetId, resident.id, account.id, relation, ctx.now.toISOString()],
  );
  return resident;
}

/** What a consent given now to today's text carries. */
export const given = ({ actor, now }: Context, resident: Resident) => ({
  streetId: actor!.streetId,
  resident: ref(resident),
  version: CONSENT_TEXT_VERSION,
  givenAt: now,
});

async function homeOf(ctx: Context, { point, place }: RegisterResidentInput) {
  const at = lngLatOf(point);
  const { grid, communityId } = await locateGrid(ctx, at);
  const { role, communityIds, streetId } = ctx.actor!;
  if (role === 'COMMUNITY_STAFF' && !communityIds.includes(communityId)) refuse('NOT_FOUND');
  const home = ctx.em.create(Home, {
    streetId,
    location: geometryOf(at),
    grid: ref(grid),
    community: grid.community,
    place,
  });
  return { home, communityId };
}

function sealIdentity(
  { keys, actor }: Context,
  resident: Resident,
  input: RegisterResidentInput,
): void {
  const { name, address, careNote, phone } = input;
  const sealed = (column: SealedText, text: string) =>
    sealText(keys, column, { id: resident.id, text });
  resident.nameSealed = sealed('name', name);
  resident.addressSealed = sealed('address', address);
  if (careNote) resident.careNoteSealed = sealed('care_note', careNote);
  if (!phone) return;
  resident.phoneSealed = sealed('phone', getE164(phone));
  resident.phoneDigest = phoneDigest(keys, actor!.streetId, getE164(phone));
}
