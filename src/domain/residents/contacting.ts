import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { maskedName, maskedPhone } from '../../platform/crypto/mask.ts';
import { open, seal, type Cell } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/keys.ts';
import { logAccess } from '../access/access-log.ts';
import { getE164 } from '../access/phone.ts';
import { record } from '../events.ts';
import { ResidentContact } from './contact.ts';
import type { ContactInput } from './contact-inputs.ts';
import { getResident, lockResident } from './finding.ts';
import type { ContactIdentity } from './views.ts';

const cellOf = (column: 'name' | 'phone', id: string): Cell => ({
  table: 'resident_contact',
  column,
  id,
});

/** 设定联系人: at a place in the order of calling, in place of who stood there. Refuses NOT_FOUND, PHONE_INVALID. */
export async function setContact(
  ctx: Context,
  residentId: string,
  input: ContactInput,
): Promise<ResidentContact> {
  const { em, keys, now, actor } = ctx;
  const resident = await lockResident(ctx, residentId);
  const phone = getE164(input.phone);
  const { callOrder, relation, name } = input;
  const id = crypto.randomUUID();
  await em.nativeDelete(ResidentContact, { resident, callOrder });
  const contact = em.create(ResidentContact, {
    id,
    streetId: resident.streetId,
    resident: ref(resident),
    callOrder,
    relation,
    nameSealed: seal(keys, cellOf('name', id), name),
    phoneSealed: seal(keys, cellOf('phone', id), phone),
    setAt: now,
    setBy: actor!.accountId!,
  });
  await em.flush();
  await tell(ctx, resident);
  return contact;
}

/** Takes the contact at that place away; taken away already it is the same. Refuses NOT_FOUND. */
export async function removeContact(
  ctx: Context,
  residentId: string,
  callOrder: number,
): Promise<string> {
  const resident = await lockResident(ctx, residentId);
  const removed = await ctx.em.nativeDelete(ResidentContact, { resident, callOrder });
  if (removed) await tell(ctx, resident);
  return residentId;
}

const tell = (ctx: Context, { id, community }: { id: string; community: { id: string } }) =>
  record(ctx, 'resident.changed', {
    residentId: id,
    communityId: community.id,
    fields: ['contacts'],
  });

/** The contacts in the order of calling, masked by their fields. */
export async function listContacts(ctx: Context, residentId: string): Promise<ResidentContact[]> {
  const resident = await getResident(ctx, residentId);
  return ctx.em.find(ResidentContact, { resident }, { orderBy: { callOrder: 'asc' } });
}

/** Opens the contacts of one resident for a purpose, and writes down who looked. Refuses NOT_FOUND. */
export async function openContacts(
  ctx: Context,
  residentId: string,
  purpose: string,
): Promise<ContactIdentity[]> {
  const contacts = await listContacts(ctx, residentId);
  const fields = ['contacts.name', 'contacts.phone'];
  await logAccess(ctx, { purpose, operation: 'contactIdentities', subjectId: residentId, fields });
  return contacts.map((contact) => ({
    id: contact.id,
    callOrder: contact.callOrder,
    relation: contact.relation,
    name: openName(ctx.keys, contact),
    phone: openPhone(ctx.keys, contact),
  }));
}

const openName = (keys: Keys, { id, nameSealed }: ResidentContact): string =>
  open(keys, cellOf('name', id), nameSealed);
const openPhone = (keys: Keys, { id, phoneSealed }: ResidentContact): string =>
  open(keys, cellOf('phone', id), phoneSealed);

/** 李** */
export const maskedContactName = (keys: Keys, contact: ResidentContact): string =>
  maskedName(openName(keys, contact));

/** 137****7777 */
export const maskedContactPhone = (keys: Keys, contact: ResidentContact): string =>
  maskedPhone(openPhone(keys, contact));
