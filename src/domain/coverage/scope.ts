import type { Context } from '../../platform/context.ts';
import { Grid } from '../territory/grid.ts';
import type { Period } from './period.ts';

/** Whether the actor's figures must not single anybody out. */
export const isAnalyst = ({ actor }: Context): boolean => actor!.role === 'ANALYST';

/** The grids, of whatever version, that the actor is told of: community staff those of their own communities. */
export async function grids(ctx: Context, ids: readonly string[]): Promise<Grid[]> {
  const found = await ctx.em.find(
    Grid,
    { id: { $in: [...ids] } },
    { orderBy: { code: 'asc', validFrom: 'asc' } },
  );
  return found.filter((grid) => sees(ctx, grid.community.id));
}

/** Whether figures of a community are told to the actor. */
export const sees = ({ actor }: Context, communityId: string): boolean =>
  actor!.role !== 'COMMUNITY_STAFF' || actor!.communityIds.includes(communityId);

/** Versions of grids that began or ended within the period; the very first drawing is no change. */
export const changedIn = async (ctx: Context, { from, until }: Period): Promise<Grid[]> => {
  const found = await ctx.em.find(
    Grid,
    {
      $or: [{ validFrom: { $gt: from, $lt: until } }, { validTo: { $gt: from, $lt: until } }],
    },
    { orderBy: { code: 'asc', validFrom: 'asc' } },
  );
  return found.filter((grid) => sees(ctx, grid.community.id));
};
