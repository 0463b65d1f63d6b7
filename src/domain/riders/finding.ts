import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { refuse } from '../refusals.ts';
import { STALE_AFTER_MS } from './rules.ts';
import { Duty, Rider } from './rider.ts';

/** The most of a list one call gives. */
const MOST = 200;

/** The rider of that id in one's own street; a partner finds the riders of their own organization only. Refuses NOT_FOUND. */
export async function getRider(ctx: Context, id: string): Promise<Rider> {
  return (await ctx.em.findOne(Rider, { id, ...visible(ctx) })) ?? refuse('NOT_FOUND');
}

/** The rider who acts; refuses NOT_FOUND for anybody else. */
export async function getOwnRider(ctx: Context): Promise<Rider> {
  const { riderId } = ctx.actor!;
  return riderId ? getRider(ctx, riderId) : refuse('NOT_FOUND');
}

export interface RiderPage {
  readonly first: number;
  readonly after?: string;
  readonly duty?: Duty;
}

/** A page of the roster, by badge. */
export async function listRiders(
  ctx: Context,
  { first, after, duty }: RiderPage,
): Promise<Page<Rider>> {
  if (first < 1 || first > MOST) refuse('INVALID_INPUT', `first: 1 – ${MOST}`);
  const where = { leftAt: null, ...visible(ctx), ...(duty && { duty }) };
  const rows = await ctx.em.find(
    Rider,
    { ...where, ...(after && { badge: { $gt: decodeCursor(after) } }) },
    { orderBy: { badge: 'asc' }, limit: first + 1 },
  );
  const totalCount = await ctx.em.count(Rider, where);
  return pageOf(rows, { first, totalCount, cursorOf: ({ badge }) => badge });
}

const visible = ({ actor }: Context) =>
  actor!.role === 'PARTNER' ? { organization: actor!.organizationId ?? null } : {};

/**
 * The riders on duty nearest to a place, nearest first by metres on the sphere; equal distances by id. A rider whose
 * position is stale is not near anything.
 */
export async function nearestRiders(
  { em, now, actor }: Context,
  [lng, lat]: LngLat,
  first: number,
): Promise<{ rider: Rider; distanceM: number }[]> {
  if (first < 1 || first > MOST) refuse('INVALID_INPUT', `first: 1 – ${MOST}`);
  const rows = await em.execute<{ id: string; distance_m: number }[]>(
    `select p.rider_id as id, p.location::geography <-> st_makepoint(?, ?)::geography as distance_m
     from rider_position p join rider r on r.street_id = p.street_id and r.id = p.rider_id
     where p.street_id = ? and r.duty = 'ON' and p.received_at >= ?
     order by distance_m, p.rider_id limit ?`,
    [lng, lat, actor!.streetId, new Date(now.getTime() - STALE_AFTER_MS).toISOString(), first],
  );
  const riders = await em.find(Rider, { id: { $in: rows.map(({ id }) => id) } });
  const byId = new Map(riders.map((rider) => [rider.id, rider]));
  return rows.map((row) => ({ rider: byId.get(row.id)!, distanceM: row.distance_m }));
}
