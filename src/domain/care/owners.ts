import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';

const OF = `select o.id from organization o where o.street_id = ? and o.left_at is null`;

/** 属地: the organization that answers for a community; the street office where it has none. */
export async function blockOf(ctx: Context, communityId: string): Promise<string> {
  const [found] = await ctx.em.execute<{ id: string }[]>(
    `${OF} and (o.community_id = ? or o.kind = 'STREET_OFFICE')
     order by o.kind = 'STREET_OFFICE', o.joined_at, o.id limit 1`,
    [ctx.actor!.streetId, communityId],
  );
  return found?.id ?? refuse('NOBODY_ACCOUNTABLE');
}

/** 兜底: the street office; where it is no member itself, the community goes on answering. */
export async function backstopOf(ctx: Context, communityId: string): Promise<string> {
  const [found] = await ctx.em.execute<{ id: string }[]>(
    `${OF} and o.kind = 'STREET_OFFICE' order by o.joined_at, o.id limit 1`,
    [ctx.actor!.streetId],
  );
  return found?.id ?? blockOf(ctx, communityId);
}
