import type { Context } from '../../platform/context.ts';
import { extendOffer } from '../requests/extending.ts';
import type { Rung } from './rules.ts';

/** 触达: the first way that said yes; the rider's time to answer counts from now, once. */
export async function reached(ctx: Context, offerId: string, by: Rung): Promise<void> {
  await extendOffer(ctx, offerId, async () => {
    const first = await ctx.em.execute<unknown[]>(
      `update offer_call set reached_at = ?, reached_by = ? where offer_id = ? and reached_at is null returning 1`,
      [ctx.now.toISOString(), by, offerId],
    );
    return first.length > 0;
  });
}
