import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { weigh } from './dispatching.ts';
import { explain } from './explaining.ts';
import { findRequest, getRequest } from './finding.ts';
import { Decision } from './decision.ts';
import { isId } from './ids.ts';
import type { Candidates } from './views.ts';

/** 试算: who would be asked if this request were decided now, by the same engine; whatever its state. */
export async function weighRequest(ctx: Context, id: string): Promise<Candidates> {
  const request = await getRequest(ctx, id);
  const weighed = await weigh(ctx, { where: 'r.id = ?', values: [request.id] });
  if (!weighed) return refuse('NOT_FOUND');
  return { requestId: id, at: ctx.now, ...(await explain(ctx, weighed.explanation)) };
}

/** A decision about a request that the actor may see. */
export async function findDecision(ctx: Context, id: string): Promise<Decision | null> {
  const decision = isId(id) ? await ctx.em.findOne(Decision, id) : null;
  return decision && (await findRequest(ctx, decision.request.id)) ? decision : null;
}
