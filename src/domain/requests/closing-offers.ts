import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import type { ServiceRequest } from './request.ts';
import { RequestState } from './states.ts';
import { backstopOf } from './window.ts';

interface Asked {
  readonly id: string;
  readonly riderId: string;
}

/** Somebody has taken the request: everybody else who was asked is told that it is gone. The request is locked. */
export async function loseOtherOffers(ctx: Context, request: ServiceRequest): Promise<void> {
  for (const { id, riderId } of await close(ctx, request, { state: 'LOST', reason: null }))
    await record(ctx, 'request.lost', { ...request.fact(), offerId: id, riderId });
}

/** Takes back every offer of the request that nobody has answered. The request is locked. */
export async function withdrawOffers(
  ctx: Context,
  request: ServiceRequest,
  reason: string,
): Promise<void> {
  for (const { id, riderId } of await close(ctx, request, { state: 'WITHDRAWN', reason }))
    await record(ctx, 'request.offer_withdrawn', { ...request.fact(), offerId: id, riderId });
}

const close = (
  { em, now }: Context,
  { id }: ServiceRequest,
  { state, reason }: { state: 'LOST' | 'WITHDRAWN'; reason: string | null },
): Promise<Asked[]> =>
  em.execute<Asked[]>(
    `update offer set state = ?, reason = ?, answered_at = ? where request_id = ? and state = 'PENDING'
     returning id, rider_id as "riderId"`,
    [state, reason, now.toISOString(), id],
  );

/** When nobody who was asked can still answer, the request waits again, and the next riders are asked at once. */
export async function reopenIfUnasked(ctx: Context, request: ServiceRequest): Promise<void> {
  if (request.state !== RequestState.MATCHING) return;
  const [pending] = await ctx.em.execute<unknown[]>(
    `select 1 from offer where request_id = ? and state = 'PENDING' limit 1`,
    [request.id],
  );
  if (!pending) request.take('reopen', ctx.now);
}

/** The rider is gone: the request waits again, with a new term before the community takes over unless it is due. */
export async function reopen(ctx: Context, request: ServiceRequest): Promise<void> {
  const kind = await request.kind.loadOrFail();
  request.take('reopen', ctx.now);
  request.rider = null;
  const later = backstopOf(kind, request, ctx.now);
  if (later > request.backstopAt) request.backstopAt = later;
}
