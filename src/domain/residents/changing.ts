import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { getE164, phoneDigest } from '../access/phone.ts';
import { record } from '../events.ts';
import { Community } from '../territory/community.ts';
import type { MoveInput } from './contact-inputs.ts';
import { lockResident } from './finding.ts';
import { homeOf } from './registering.ts';
import type { Resident } from './resident.ts';
import { sealText } from './sealing.ts';

/** 更名: by staff. Refuses NOT_FOUND. */
export async function changeName(
  ctx: Context,
  residentId: string,
  name: string,
): Promise<Resident> {
  const resident = await lockResident(ctx, residentId);
  resident.nameSealed = sealText(ctx.keys, 'name', { id: residentId, text: name });
  return changed(ctx, resident, 'name');
}

/** 更换电话: by staff, the resident or their family. Refuses NOT_FOUND, PHONE_INVALID. */
export async function changePhone(
  ctx: Context,
  residentId: string,
  text: string | null | undefined,
): Promise<Resident> {
  const { keys } = ctx;
  const resident = await lockResident(ctx, residentId);
  const phone = text ? getE164(text) : null;
  resident.phoneSealed = phone ? sealText(keys, 'phone', { id: residentId, text: phone }) : null;
  resident.phoneDigest = phone ? phoneDigest(keys, resident.streetId, phone) : null;
  return changed(ctx, resident, 'phone');
}

/**
 * 迁居: a new home in the grid it lies in; requests that are open already keep the place they were opened for. Staff of a
 * community move within theirs. Refuses NOT_FOUND, OUTSIDE_STREET, NOT_YOUR_COMMUNITY.
 */
export async function moveResident(
  ctx: Context,
  residentId: string,
  input: MoveInput,
): Promise<Resident> {
  const resident = await lockResident(ctx, residentId);
  const fromCommunityId = resident.community.id;
  const { home, communityId } = await homeOf(ctx, input);
  resident.home = ref(home);
  resident.community = ref(ctx.em.getReference(Community, communityId));
  const text = input.address;
  resident.addressSealed = sealText(ctx.keys, 'address', { id: residentId, text });
  await ctx.em.flush();
  await record(ctx, 'resident.moved', { residentId, communityId, fromCommunityId });
  return resident;
}

async function changed(ctx: Context, resident: Resident, field: string): Promise<Resident> {
  await ctx.em.flush();
  const { id: residentId, community } = resident;
  const fact = { residentId, communityId: community.id, fields: [field] };
  await record(ctx, 'resident.changed', fact);
  return resident;
}
