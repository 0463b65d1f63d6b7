import type { Context } from '../../platform/context.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { refuse } from '../refusals.ts';
import { Duty, Rider } from './rider.ts';

/** The most of a list one call gives. */
const MOST = 200;

/**
 * The rider of that id in one's own street; a partner company finds the riders of its own and of its sites only. Refuses
 * NOT_FOUND.
 */
export async function getRider(ctx: Context, id: string): Promise<Rider> {
  const found = await ctx.em.findOne(Rider, { $and: [{ id }, visible(ctx)] });
  return found ?? refuse('NOT_FOUND');
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
export async function listRiders(ctx: Context, page: RiderPage): Promise<Page<Rider>> {
  const { first, after, duty } = page;
  if (first < 1 || first > MOST) refuse('INVALID_INPUT', `first: 1 – ${MOST}`);
  const where = [{ leftAt: null }, visible(ctx), ...(duty ? [{ duty }] : [])];
  const onwards = after ? [{ badge: { $gt: decodeCursor(after) } }] : [];
  const rows = await ctx.em.find(
    Rider,
    { $and: [...where, ...onwards] },
    { orderBy: { badge: 'asc' }, limit: first + 1 },
  );
  const totalCount = await ctx.em.count(Rider, { $and: where });
  return pageOf(rows, { first, totalCount, cursorOf: ({ badge }) => badge });
}

function visible({ actor }: Context) {
  const { streetId, role, organizationId } = actor!;
  if (role !== 'PARTNER') return { streetId };
  const own = organizationId ?? null;
  return { streetId, organization: { $or: [{ id: own }, { parent: own }] } };
}
