import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { CheckIn, type CheckInState } from './check-in.ts';

/** The most of a list one call gives. */
const MOST = 200;

/** A check-in of the acting rider, or with a community of the acting staff; refuses NOT_FOUND. */
export async function getCheckIn(ctx: Context, id: string): Promise<CheckIn> {
  const found = await ctx.em.findOne(CheckIn, { $and: [{ id }, visible(ctx)] });
  return found ?? refuse('NOT_FOUND');
}

/** The check-ins one may see, those that wait for an answer first, then newest first. */
export async function listCheckIns(
  ctx: Context,
  { communityId, state }: { communityId?: string; state?: CheckInState } = {},
): Promise<CheckIn[]> {
  const asked = [
    ...(communityId ? [{ community: communityId }] : []),
    ...(state ? [{ state }] : []),
  ];
  return ctx.em.find(
    CheckIn,
    { $and: [visible(ctx), ...asked] },
    {
      orderBy: [{ answeredAt: 'desc nulls first' }, { askedAt: 'desc' }, { id: 'asc' }],
      limit: MOST,
    },
  );
}

/** Whether the community has taken this rider in and neither has ended it. */
export async function hasCheckedIn(
  { em, actor }: Context,
  { riderId, communityId }: { riderId: string; communityId: string },
): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select 1 from check_in where street_id = ? and rider_id = ? and community_id = ? and state = 'ACCEPTED'`,
    [actor!.streetId, riderId, communityId],
  );
  return rows.length > 0;
}

function visible({ actor }: Context) {
  const { streetId, role, riderId, communityIds } = actor!;
  if (role === 'STREET_STAFF' || role === 'SYSTEM') return { streetId };
  if (role === 'COMMUNITY_STAFF') return { streetId, community: { $in: [...communityIds] } };
  return { streetId, rider: riderId ?? null };
}
