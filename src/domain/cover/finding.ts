import type { Context } from '../../platform/context.ts';
import { shown } from '../../platform/database/shown.ts';
import { refuse } from '../refusals.ts';
import { transferredTask } from '../requests/telling.ts';
import type { TransferredTask } from '../requests/views.ts';
import { companyOfRider } from './company.ts';
import { Cover, CoverState } from './cover.ts';

/** The most of a list one call gives. */
const MOST = 200;
/** How far back one's own covers are told. */
const BACK_MS = 31 * 86_400_000;

/** What the other companies ask for now, the most urgent first. */
export async function listOpenCovers(ctx: Context): Promise<Cover[]> {
  const company = await companyOfRider(ctx, riderIdOf(ctx));
  return ctx.em.find(
    Cover,
    { state: CoverState.ASKED, expiresAt: { $gt: ctx.now }, company: { $ne: company.id } },
    { orderBy: { expiresAt: 'asc', id: 'asc' }, limit: MOST },
  );
}

/** The covers that a rider or a company asked for or took in the last month, the latest first. */
export async function listOwnCovers(ctx: Context): Promise<Cover[]> {
  const { riderId, organizationId } = ctx.actor!;
  const own = riderId
    ? { $or: [{ rider: riderId }, { helper: riderId }] }
    : { $or: [{ company: organizationId! }, { helperCompany: organizationId! }] };
  return ctx.em.find(
    Cover,
    { ...own, askedAt: { $gt: new Date(ctx.now.getTime() - BACK_MS) } },
    { orderBy: { askedAt: 'desc', id: 'asc' }, limit: MOST },
  );
}

/** The task as it is told to colleagues; nothing once the cover has ended, and nothing of the person ever. */
export async function taskOf({ assignment, state }: Cover): Promise<TransferredTask | null> {
  if (!assignment || (state !== CoverState.ASKED && state !== CoverState.TAKEN)) return null;
  const task = await shown(assignment);
  return task && transferredTask({ request: task.request, assignment });
}

/** A cover as it is now, held until the transaction ends; refuses NOT_FOUND. */
export async function lockCover({ em, actor }: Context, id: string): Promise<Cover> {
  const [locked] = await em.execute<unknown[]>(
    'select 1 from cover where street_id = ? and id = ? for no key update',
    [actor!.streetId, id],
  );
  return locked ? em.findOneOrFail(Cover, { id }, { refresh: true }) : refuse('NOT_FOUND');
}

export const riderIdOf = ({ actor }: Context): string => actor!.riderId ?? refuse('NOT_FOUND');
