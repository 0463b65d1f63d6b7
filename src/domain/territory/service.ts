import type { MultiPolygon } from 'geojson';
import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { refuse } from '../refusals.ts';
import { Community } from './community.ts';
import { Grid, inForceAt } from './grid.ts';
import { Street } from './street.ts';

export interface NewStreet {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly outline: MultiPolygon;
}

/** Sets a street office up; done by the platform, before anybody acts in it. Refuses STREET_EXISTS. */
export async function createStreet({ em }: Context, street: NewStreet): Promise<Street> {
  const created = em.create(Street, street);
  try {
    await em.flush();
  } catch (error) {
    if (constraintOf(error) === 'street_code_key') refuse('STREET_EXISTS', street.code);
    throw error;
  }
  return created;
}

/** The street office the actor belongs to. */
export async function getStreet({ em, actor }: Context): Promise<Street> {
  const street = await em.findOne(Street, { id: actor!.streetId });
  return street ?? refuse('NOT_FOUND');
}

/** The street office of that code; null when there is none. */
export const findStreet = async ({ em }: Context, code: string): Promise<Street | null> =>
  em.findOne(Street, { code });

/** The communities in force, by code. */
export const listCommunities = async ({ em, now }: Context): Promise<Community[]> =>
  em.find(Community, inForceAt(now), { orderBy: { code: 'asc' } });

/** The community of that id; refuses NOT_FOUND. */
export async function getCommunity({ em }: Context, id: string): Promise<Community> {
  return (await em.findOne(Community, { id })) ?? refuse('NOT_FOUND');
}

/** The grids in force at an instant, by code. */
export const listGrids = async ({ em, now }: Context, at: Date = now): Promise<Grid[]> =>
  em.find(Grid, inForceAt(at), { orderBy: { code: 'asc' } });

/** The grids of a community in force now, by code; batched over the communities of one operation. */
export async function gridsOf({ now }: Context, community: Community): Promise<Grid[]> {
  const grids = await community.grids.loadItems({ where: inForceAt(now), dataloader: true });
  return grids.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** The one grid a place belonged to at an instant, the lowest code on a shared border; null outside the street. */
export async function findGridAt(
  ctx: Context,
  [lng, lat]: LngLat,
  at = ctx.now,
): Promise<Grid | null> {
  const [row] = await ctx.em.execute<{ id: string | null }[]>(
    'select grid_at(?, st_setsrid(st_makepoint(?, ?), 4326), ?) as id',
    [ctx.actor!.streetId, lng, lat, at.toISOString()],
  );
  return row?.id ? ctx.em.findOne(Grid, { id: row.id }) : null;
}

/** The grid and community of a place about to be written down; refuses OUTSIDE_STREET. */
export async function locateGrid(
  ctx: Context,
  place: LngLat,
): Promise<{ grid: Grid; communityId: string }> {
  const grid = (await findGridAt(ctx, place)) ?? refuse('OUTSIDE_STREET');
  return { grid, communityId: grid.community.id };
}
