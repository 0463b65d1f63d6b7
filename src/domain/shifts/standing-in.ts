import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { getOwnRider } from '../riders/finding.ts';
import { lockShift } from './finding.ts';
import { checkRest } from './resting.ts';
import { keep, tellChanged, tellTakenBack } from './saving.ts';
import { type Shift, ShiftState } from './shift.ts';

/** 替班: the acting rider has the shift of another, who is rid of it. Refuses SHIFT_NOT_OPEN, SHIFT_OVERLAPS, SHIFT_BREAKS_REST. */
export async function standIn(ctx: Context, id: string, forRiderId: string): Promise<Shift> {
  const helper = await getOwnRider(ctx);
  const shift = await lockShift(ctx, id);
  const isPlanned = shift.state === ShiftState.PLANNED || shift.state === ShiftState.CONFIRMED;
  if (!isPlanned || shift.rider?.id !== forRiderId || shift.fromAt <= ctx.now)
    return refuse('SHIFT_NOT_OPEN');
  await checkRest(ctx, { shift, riderId: helper.id });
  ctx.em.assign(shift, {
    standsInFor: shift.standsInFor ?? shift.rider,
    rider: ref(helper),
    state: ShiftState.CONFIRMED,
    answeredAt: ctx.now,
    reason: null,
  });
  await keep(ctx);
  await tellChanged(ctx, shift);
  await tellTakenBack(ctx, shift, forRiderId);
  return shift;
}
