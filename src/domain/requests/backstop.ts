import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { withdrawOffers } from './closing-offers.ts';
import { loadRequests } from './finding.ts';
import type { ServiceRequest } from './request.ts';
import { requestClosed } from './rules.ts';
import { save } from './saving.ts';
import { actorOf } from './visible.ts';

const SWEEP = 50;

/** 社区兜底: what no rider has taken in time is handed to the community, which answers for it from then on. */
export async function handToBackstop(ctx: Context): Promise<void> {
  const due = await ctx.em.execute<{ id: string }[]>(
    `select r.id from service_request r
     where r.street_id = ? and r.state in ('OPEN', 'MATCHING') and r.backstop_at <= ?
     order by r.id limit ${SWEEP} for no key update of r skip locked`,
    [actorOf(ctx).streetId, ctx.now.toISOString()],
  );
  const requests = await loadRequests(
    ctx,
    due.map(({ id }) => id),
  );
  for (const request of requests) await handOver(ctx, request);
}

async function handOver(ctx: Context, request: ServiceRequest): Promise<void> {
  request.take('handToBackstop', ctx.now);
  await save(ctx);
  await withdrawOffers(ctx, request, requestClosed);
  await record(ctx, 'request.handed_to_backstop', request.fact());
}
