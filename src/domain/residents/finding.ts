import type { FilterQuery } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { logAccess } from '../access/access-log.ts';
import { phoneDigest, toE164 } from '../access/phone.ts';
import { refuse } from '../refusals.ts';
import type { ResidentPage } from './inputs.ts';
import { Resident } from './resident.ts';
import {
  type Identity,
  identityOf,
  maskedNameOf,
  maskedPhoneOf,
  openAddress,
  openCareNote,
} from './sealing.ts';

/** The most of a list one call gives. */
const MOST = 200;

/** The resident of that id, if this actor may see the person; refuses NOT_FOUND. */
export async function getResident(ctx: Context, id: string): Promise<Resident> {
  const found = await ctx.em.findOne(Resident, { $and: [{ id }, visible(ctx)] });
  return found ?? refuse('NOT_FOUND');
}

/** As `getResident`, as the row is now and held until the transaction ends: care and consent change one after another. */
export async function lockResident(ctx: Context, id: string): Promise<Resident> {
  const { em, actor } = ctx;
  await getResident(ctx, id);
  await em.execute('select 1 from resident where street_id = ? and id = ? for no key update', [
    actor!.streetId,
    id,
  ]);
  return em.findOneOrFail(Resident, { id }, { refresh: true });
}

/** A page of the residents this actor may see, in the order of their ids. */
export async function listResidents(ctx: Context, page: ResidentPage): Promise<Page<Resident>> {
  const { first, after, communityId: community, search } = page;
  if (first < 1 || first > MOST) refuse('INVALID_INPUT', `first: 1 – ${MOST}`);
  const where = [visible(ctx), ...(community ? [{ community }] : []), ...searched(ctx, search)];
  const onwards = after ? [{ id: { $gt: decodeCursor(after) } }] : [];
  const rows = await ctx.em.find(
    Resident,
    { $and: [...where, ...onwards] },
    { orderBy: { id: 'asc' }, limit: first + 1 },
  );
  const totalCount = await ctx.em.count(Resident, { $and: where });
  return pageOf(rows, { first, totalCount, cursorOf: ({ id }) => id });
}

/** Names are sealed and cannot be searched; phones are found whole, places by a part. */
function searched({ keys, actor }: Context, search?: string): FilterQuery<Resident>[] {
  const text = search?.trim();
  if (!text) return [];
  const phone = toE164(text);
  if (phone) return [{ phoneDigest: phoneDigest(keys, actor!.streetId, phone) }];
  return [{ home: { place: { $ilike: `%${text.replace(/[%_\\]/g, '\\$&')}%` } } }];
}

/** The residents somebody acts for: themselves, or those who gave them a mandate. */
export const listOwnResidents = (ctx: Context): Promise<Resident[]> =>
  ctx.em.find(Resident, own(ctx), { orderBy: { id: 'asc' } });

/** Opens one person's identity for a purpose, and writes down who looked. */
export async function identifyResident(
  ctx: Context,
  id: string,
  purpose: string,
): Promise<Identity & { id: string }> {
  const resident = await getResident(ctx, id);
  const fields = ['name', 'phone', 'address', 'careNote'];
  await logAccess(ctx, { purpose, operation: 'residentIdentity', subjectId: id, fields });
  return { id, ...identityOf(ctx.keys, resident) };
}

/** What the rider who accepted needs at the door, and no more. */
export interface Door {
  readonly address: string;
  readonly maskedName: string;
  readonly maskedPhone: string | null;
  readonly careNote: string | null;
}

/**
 * The door of a resident, and a line in the log of looks; null when this actor may not, or no longer, see the person. For a
 * rider the walls of the database say so: while an accepted task of theirs has not ended.
 */
export async function findDoor(ctx: Context, residentId: string): Promise<Door | null> {
  const { em, keys } = ctx;
  const resident = await em.findOne(Resident, { id: residentId });
  if (!resident) return null;
  const fields = ['address', 'careNote'];
  const purpose = '上门服务 / serving at the door';
  await logAccess(ctx, { purpose, operation: 'door', subjectId: residentId, fields });
  return {
    address: openAddress(keys, resident),
    maskedName: maskedNameOf(keys, resident),
    maskedPhone: maskedPhoneOf(keys, resident),
    careNote: openCareNote(keys, resident),
  };
}

const NOBODY: FilterQuery<Resident> = { id: { $in: [] } };

/** 最小知情: whom this actor may see at all. The walls of the database stand behind it. */
function visible(ctx: Context): FilterQuery<Resident> {
  const { streetId, role, communityIds } = ctx.actor!;
  if (role === 'STREET_STAFF' || role === 'SYSTEM') return { streetId };
  if (role === 'COMMUNITY_STAFF') return { streetId, community: { $in: [...communityIds] } };
  return own(ctx);
}

function own({ actor }: Context): FilterQuery<Resident> {
  const { streetId, role, accountId } = actor!;
  if (role === 'RESIDENT') return { streetId, accountId };
  if (role === 'FAMILY') return { streetId, mandates: { accountId, withdrawnAt: null } };
  return NOBODY;
}
