import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { getRider } from '../riders/finding.ts';
import { Grid, inForceAt } from '../territory/grid.ts';
import { lockShift } from './finding.ts';
import { shiftFault } from './rules.ts';
import { keep, tellChanged } from './saving.ts';
import { Shift, ShiftState } from './shift.ts';

export interface NewShift {
  readonly riderId?: string | null;
  readonly from: Date;
  readonly until: Date;
  readonly gridIds: readonly string[];
}

/**
 * 排班: plans a rider, who is then asked to confirm, or puts a shift up for anybody. Refuses INVALID_INPUT, NOT_FOUND,
 * SHIFT_OVERLAPS.
 */
export async function planShift(ctx: Context, input: NewShift): Promise<Shift> {
  const fault = shiftFault(input, ctx.now);
  if (fault) refuse('INVALID_INPUT', fault);
  const rider = input.riderId ? await getRider(ctx, input.riderId) : null;
  if (rider?.leftAt) refuse('NOT_FOUND');
  const shift = ctx.em.create(Shift, {
    streetId: ctx.actor!.streetId,
    rider: rider && ref(rider),
    opened: rider === null,
    state: rider ? ShiftState.PLANNED : ShiftState.OPEN,
    fromAt: input.from,
    untilAt: input.until,
    gridCodes: await codesOf(ctx, input.gridIds),
    plannedAt: ctx.now,
  });
  await keep(ctx);
  await tellChanged(ctx, shift);
  return shift;
}

/** Takes a shift out of the plan, and says why. Refuses NOT_FOUND, SHIFT_NOT_OPEN when it is over. */
export async function cancelShift(ctx: Context, id: string, reason: string): Promise<Shift> {
  const shift = await lockShift(ctx, id);
  if (shift.state === ShiftState.CANCELLED) return shift;
  if (shift.untilAt <= ctx.now) refuse('SHIFT_NOT_OPEN');
  ctx.em.assign(shift, { state: ShiftState.CANCELLED, reason: reason.trim() });
  await keep(ctx);
  await tellChanged(ctx, shift);
  return shift;
}

/** The codes of grids in force; refuses NOT_FOUND for any other. */
export async function codesOf({ em, now }: Context, ids: readonly string[]): Promise<string[]> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return [];
  const grids = await em.find(Grid, { $and: [{ id: { $in: asked } }, inForceAt(now)] });
  if (grids.length < asked.length) refuse('NOT_FOUND');
  return grids.map(({ code }) => code).toSorted();
}
