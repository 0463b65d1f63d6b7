import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { getRider } from '../riders/finding.ts';
import type { Rider } from '../riders/rider.ts';
import { codesOf } from './planning.ts';
import { shiftFault } from './rules.ts';
import { keep, tellChanged, tellTakenBack } from './saving.ts';
import { Shift, ShiftState } from './shift.ts';

export interface PushedShift {
  readonly key: string;
  readonly riderId: string;
  readonly from: Date;
  readonly until: Date;
  readonly gridIds: readonly string[];
  readonly cancelled: boolean;
}

/**
 * Takes over a company's plan for one of its riders, under the company's own key: pushed again it is the same shift, and
 * when time or rider changed the rider is asked anew. Refuses NOT_FOUND, INVALID_INPUT, SHIFT_OVERLAPS.
 */
export async function keepPushed(
  ctx: Context,
  organizationId: string,
  pushed: PushedShift,
): Promise<Shift> {
  const rider = await getRider(ctx, pushed.riderId);
  if (rider.leftAt) refuse('NOT_FOUND');
  const known = await ctx.em.findOne(Shift, {
    organization: organizationId,
    externalKey: pushed.key,
  });
  if (pushed.cancelled) return known ? cancel(ctx, known) : refuse('NOT_FOUND');
  const gridCodes = await codesOf(ctx, pushed.gridIds);
  if (known && isSame(known, pushed, gridCodes)) return known;
  const fault = shiftFault(pushed, ctx.now);
  if (fault) refuse('INVALID_INPUT', `${pushed.key}：${fault}`);
  const shift = known ?? create(ctx, { organizationId, rider, pushed });
  const helperId = shift.standsInFor ? shift.rider?.id : undefined;
  ctx.em.assign(shift, {
    rider: ref(rider),
    standsInFor: null,
    state: ShiftState.PLANNED,
    fromAt: pushed.from,
    untilAt: pushed.until,
    gridCodes,
    answeredAt: null,
    reason: null,
  });
  await keep(ctx);
  await tellChanged(ctx, shift);
  if (helperId && helperId !== rider.id) await tellTakenBack(ctx, shift, helperId);
  return shift;
}

/** Whoever stands in keeps the shift as long as the plan stays what it was. */
const isSame = (
  { rider, standsInFor, fromAt, untilAt, gridCodes, state }: Shift,
  pushed: PushedShift,
  codes: readonly string[],
): boolean =>
  state !== ShiftState.CANCELLED &&
  (standsInFor ?? rider)?.id === pushed.riderId &&
  fromAt.getTime() === pushed.from.getTime() &&
  untilAt.getTime() === pushed.until.getTime() &&
  gridCodes.join() === codes.join();

const create = (
  ctx: Context,
  { organizationId, rider, pushed }: { organizationId: string; rider: Rider; pushed: PushedShift },
): Shift =>
  ctx.em.create(Shift, {
    streetId: rider.streetId,
    organization: organizationId,
    externalKey: pushed.key,
    rider: ref(rider),
    state: ShiftState.PLANNED,
    fromAt: pushed.from,
    untilAt: pushed.until,
    plannedAt: ctx.now,
  });

async function cancel(ctx: Context, shift: Shift): Promise<Shift> {
  if (shift.state === ShiftState.CANCELLED) return shift;
  shift.state = ShiftState.CANCELLED;
  await keep(ctx);
  await tellChanged(ctx, shift);
  return shift;
}
