import type { Context } from '../../platform/context.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { logAccess } from '../access/access-log.ts';
import { getE164, phoneDigest } from '../access/phone.ts';
import { refuse } from '../refusals.ts';
import { Resident } from './resident.ts';
import {
  type Identity,
  identityOf,
  maskedNameOf,
  maskedPhoneOf,
  openAddress,
  openCareNote,
} from './sealing.ts';

const MOST = 200;

/** The resident of that id, if the walls let this actor see the row; refuses NOT_FOUND. */
export async function getResident({ em }: Context, id: string): Promise<Resident> {
  return (await em.findOne(Resident, { id })) ?? refuse('NOT_FOUND');
}

export interface ResidentPage {
  readonly first: number;
  readonly after?: string;
  readonly communityId?: string;
  /** An exact phone number, or part of the name of a place. */
  readonly search?: string;
}

/** A page of the residents this actor may see, as registered; staff see those of their scope. */
export async function listResidents(ctx: Context, page: ResidentPage): Promise<Page<Resident>> {
  const { first, after, communityId } = page;
  if (first < 1 || first > MOST) refuse('INVALID_INPUT', `first: 1 – ${MOST}`);
  const where = { ...(communityId && { community: communityId }), ...searched(ctx, page.search) };
  const rows = await ctx.em.find(
    Resident,
    { ...where, ...(after && { id: { $gt: decodeCursor(after) } }) },
    { orderBy: { id: 'asc' }, limit: first + 1 },
  );
  const totalCount = await ctx.em.count(Resident, where);
  return pageOf(rows, { first, totalCount, cursorOf: ({ id }) => id });
}

function searched({ keys, actor }: Context, search?: string) {
  if (!search) return {};
  if (/^[+\d][\d\s-]{6,}$/.test(search))
    return { phoneDigest: phoneDigest(keys, actor!.streetId, getE164(search)) };
  return { home: { place: { $like: `%${search.replace(/[%_\\]/g, '\\$&')}%` } } };
}

/** The residents somebody acts for: themselves, or those who gave them a mandate. */
export async function listOwnResidents({ em, actor }: Context): Promise<Resident[]> {
  const own = await em.execute<{ id: string }[]>(
    `select id from resident where account_id = ? union
     select resident_id from mandate where account_id = ? and withdrawn_at is null`,
    [actor!.accountId, actor!.accountId],
  );
  return em.find(Resident, { id: { $in: own.map(({ id }) => id) } }, { orderBy: { id: 'asc' } });
}

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

/** The door of a resident; null when this actor may not, or no longer, see the person: the walls of the database decide. */
export async function findDoor({ em, keys }: Context, residentId: string): Promise<Door | null> {
  const resident = await em.findOne(Resident, { id: residentId });
  if (!resident) return null;
  return {
    address: openAddress(keys, resident),
    maskedName: maskedNameOf(keys, resident),
    maskedPhone: maskedPhoneOf(keys, resident),
    careNote: openCareNote(keys, resident),
  };
}
