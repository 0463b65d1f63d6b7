import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { getOwnRider } from '../riders/finding.ts';
import { lockShift, riderIdOf } from './finding.ts';
import { keep, tellChanged } from './saving.ts';
import { type Shift, ShiftState } from './shift.ts';

/** The rider will be there; said twice it is the same. Refuses NOT_FOUND, SHIFT_NOT_OPEN. */
export async function confirmShift(ctx: Context, id: string): Promise<Shift> {
  const shift = await lockOwn(ctx, id);
  if (shift.state === ShiftState.CONFIRMED) return shift;
  if (shift.state !== ShiftState.PLANNED || shift.untilAt <= ctx.now) refuse('SHIFT_NOT_OPEN');
  ctx.em.assign(shift, { state: ShiftState.CONFIRMED, answeredAt: ctx.now });
  await keep(ctx);
  await tellChanged(ctx, shift);
  return shift;
}

/**
 * The rider will not be there, and says why. A shift that was put up for anybody is up again, and the next in line has it.
 * Refuses NOT_FOUND, SHIFT_NOT_OPEN.
 */
export async function declineShift(ctx: Context, id: string, reason: string): Promise<Shift> {
  const shift = await lockOwn(ctx, id);
  if (shift.state === ShiftState.DECLINED) return shift;
  const answerable = shift.state === ShiftState.PLANNED || shift.state === ShiftState.CONFIRMED;
  if (!answerable || shift.untilAt <= ctx.now) refuse('SHIFT_NOT_OPEN');
  const answer = { answeredAt: ctx.now, reason: reason.trim() };
  ctx.em.assign(
    shift,
    shift.opened
      ? { ...answer, state: ShiftState.OPEN, rider: null }
      : { ...answer, state: ShiftState.DECLINED },
  );
  await keep(ctx);
  await tellChanged(ctx, shift);
  return shift;
}

/** 报名: takes a free shift; a taken one is stood in line for. Refuses NOT_FOUND, SHIFT_NOT_OPEN, SHIFT_OVERLAPS. */
export async function applyForShift(ctx: Context, id: string): Promise<Shift> {
  const rider = await getOwnRider(ctx);
  const shift = await lockShift(ctx, id);
  if (shift.rider?.id === rider.id) return shift;
  if (!shift.opened || shift.fromAt <= ctx.now) refuse('SHIFT_NOT_OPEN');
  if (shift.state === ShiftState.CONFIRMED) {
    await standInLine(ctx, shift, rider.id);
    return shift;
  }
  if (shift.state !== ShiftState.OPEN) refuse('SHIFT_NOT_OPEN');
  ctx.em.assign(shift, {
    rider: ref(rider),
    state: ShiftState.CONFIRMED,
    answeredAt: ctx.now,
    reason: null,
  });
  await keep(ctx);
  await tellChanged(ctx, shift);
  return shift;
}

/** Stands in line no longer. */
export async function withdrawApplication(ctx: Context, id: string): Promise<Shift> {
  const shift = await lockShift(ctx, id);
  await ctx.em.execute(
    'delete from shift_application where street_id = ? and shift_id = ? and rider_id = ?',
    [shift.streetId, id, riderIdOf(ctx)],
  );
  return shift;
}

const standInLine = async (ctx: Context, { streetId, id }: Shift, riderId: string) =>
  ctx.em.execute(
    `insert into shift_application (street_id, shift_id, rider_id, applied_at) values (?, ?, ?, ?)
     on conflict do nothing`,
    [streetId, id, riderId, ctx.now.toISOString()],
  );

async function lockOwn(ctx: Context, id: string): Promise<Shift> {
  const riderId = riderIdOf(ctx);
  const shift = await lockShift(ctx, id);
  return shift.rider?.id === riderId ? shift : refuse('NOT_FOUND');
}
