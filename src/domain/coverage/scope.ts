import type { Context } from '../../platform/context.ts';
import { Grid } from '../territory/grid.ts';
import type { Period } from './period.ts';
import type { GridName } from './views.ts';

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

/** The same grids by their names alone: borders are many times longer than the figures. */
export const gridNames = async (
  { em, actor }: Context,
  ids: readonly string[],
): Promise<GridName[]> => {
  const all = actor!.role !== 'COMMUNITY_STAFF';
  const rows = await em.execute<(Omit<GridName, 'validFrom' | 'validTo'> & Validity)[]>(
    `select id, code, name, name_en as "nameEn", extract(epoch from valid_from)::float8 * 1000 as "fromMs",
       extract(epoch from valid_to)::float8 * 1000 as "toMs"
     from grid where street_id = ? and id = any (?::uuid[]) ${all ? '' : 'and community_id = any (?::uuid[])'}
     order by code, valid_from`,
    [actor!.streetId, `{${ids.join(',')}}`, ...(all ? [] : [`{${actor!.communityIds.join(',')}}`])],
  );
  return rows.map(({ fromMs, toMs, ...names }) => ({
    ...names,
    validFrom: new Date(fromMs),
    validTo: toMs === null ? null : new Date(toMs),
  }));
};

interface Validity {
  readonly fromMs: number;
  readonly toMs: number | null;
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
