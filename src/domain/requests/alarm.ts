import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { keepPlanning, type Posed } from './writing.ts';

/** 违规方案: a plan that breaks a law is not carried out. The question is kept, so that the fault can be found; staff see the fact in their feed. */
export async function raiseAlarm(
  ctx: Context,
  posed: Posed,
  laws: readonly string[],
): Promise<void> {
  const planningId = await keepPlanning(ctx, posed);
  await record(ctx, 'dispatch.plan_refused', { planningId, laws: [...new Set(laws)] });
}
