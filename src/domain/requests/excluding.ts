import type { Context } from '../../platform/context.ts';
import { actorOf } from './visible.ts';

/** Why a rider is not asked again for a request. */
export type Why = 'DECLINED' | 'EXPIRED' | 'WITHDRAWN' | 'FAILED' | 'BANNED';

/** The rider may be asked for it after all. */
export async function forgive(
  { em }: Context,
  { requestId, riderId }: { readonly requestId: string; readonly riderId: string },
): Promise<void> {
  await em.execute(
    `delete from exclusion where request_id = ? and rider_id = ? and why = 'FAILED'`,
    [requestId, riderId],
  );
}

/** From now on the rider is not asked for this request; the latest reason counts. */
export async function exclude(
  ctx: Context,
  pair: { readonly requestId: string; readonly riderId: string },
  why: Why,
): Promise<void> {
  await ctx.em.execute(
    `insert into exclusion (street_id, request_id, rider_id, why, at) values (?, ?, ?, ?, ?)
     on conflict (street_id, request_id, rider_id) do update set why = excluded.why, at = excluded.at`,
    [actorOf(ctx).streetId, pair.requestId, pair.riderId, why, ctx.now.toISOString()],
  );
}
