import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { actorOf } from '../requests/visible.ts';
import { getResident } from '../residents/finding.ts';
import type { PauseInput } from './inputs.ts';
import { dayOf } from './local-day.ts';
import { Pause } from './pause.ts';
import { getDay } from './planning.ts';
import { lockCalendar } from './reading-calendar.ts';
import { withdrawUnplanned } from './withdrawing.ts';

/**
 * 停送: the resident is away. Nothing is issued while it lasts, and what was issued and is not on its way is ended. Refuses a day
 * that has passed and days of another pause.
 */
export async function pauseResident(ctx: Context, input: PauseInput): Promise<Pause> {
  await lockCalendar(ctx);
  const resident = await getResident(ctx, input.residentId);
  const fromDate = getDay(input.from);
  const untilDate = input.until == null ? null : getDay(input.until);
  if (fromDate < dayOf(ctx.now)) refuse('DAY_IS_PAST');
  if (untilDate !== null && untilDate < fromDate) refuse('WINDOW_ENDS_BEFORE_IT_BEGINS');
  const { streetId, accountId } = actorOf(ctx);
  const pause = ctx.em.create(Pause, {
    streetId,
    resident: ref(resident),
    reason: input.reason,
    fromDate,
    untilDate,
    saidBy: accountId!,
    saidAt: ctx.now,
    liftedAt: null,
    liftedBy: null,
  });
  try {
    await ctx.em.flush();
  } catch (error) {
    if (constraintOf(error) === 'one_pause_at_a_time') return refuse('ALREADY_PAUSED');
    throw error;
  }
  const plans = await planIdsOf(ctx, resident.id);
  await withdrawUnplanned(ctx, plans, `停送 / paused: ${input.reason}`);
  const fact = { residentId: resident.id, communityId: resident.community.id };
  await record(ctx, 'plan.paused', { pauseId: pause.id, ...fact });
  return pause;
}

/** 恢复: served again, beginning with what is not due yet. Said twice it is the same. */
export async function liftPause(ctx: Context, id: string): Promise<Pause> {
  await lockCalendar(ctx);
  const pause = (await ctx.em.findOne(Pause, { id })) ?? refuse('NOT_FOUND');
  if (pause.liftedAt) return pause;
  pause.liftedAt = ctx.now;
  pause.liftedBy = actorOf(ctx).accountId!;
  await ctx.em.flush();
  const resident = await getResident(ctx, pause.resident.id);
  const fact = { residentId: resident.id, communityId: resident.community.id };
  await record(ctx, 'plan.resumed', { pauseId: id, ...fact });
  return pause;
}

/** The pauses of a resident, latest first. */
export async function listPauses(ctx: Context, residentId: string): Promise<Pause[]> {
  await getResident(ctx, residentId);
  return ctx.em.find(Pause, { resident: residentId }, { orderBy: { fromDate: 'desc', id: 'asc' } });
}

async function planIdsOf(ctx: Context, residentId: string): Promise<string[]> {
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select m.plan_id as id from plan_member m where m.street_id = ? and m.resident_id = ? and m.left_at is null`,
    [actorOf(ctx).streetId, residentId],
  );
  return rows.map(({ id }) => id);
}
