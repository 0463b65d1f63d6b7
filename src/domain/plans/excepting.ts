import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { actorOf } from '../requests/visible.ts';
import type { ExceptionInput, HolidayInput } from './inputs.ts';
import { dayOf, daysAfter, instantOf, type Day } from './local-day.ts';
import type { ServicePlan } from './plan.ts';
import { getDay, getOpenPlan, getOwnPlan, getPlan, listPlans } from './planning.ts';
import { daysOfMembers, lockCalendar } from './reading-calendar.ts';
import { LONGEST_MOVE_DAYS } from './rules.ts';
import { withdrawUnplanned } from './withdrawing.ts';

/**
 * 例外: one day of a plan is left out, moved or added, for one resident or for everybody. What was issued for the day and is not
 * on its way is ended. Refuses a day that has passed, that the plan does not serve, or of which something was said already.
 */
export async function sayException(ctx: Context, input: ExceptionInput): Promise<ServicePlan> {
  await lockCalendar(ctx);
  const { planId, residentId = null, kind } = input;
  const plan = residentId ? await getOpenPlan(ctx, planId) : await getOwnPlan(ctx, planId);
  const on = getDay(input.on);
  const to = kind === 'MOVE' ? getDay(input.to ?? '') : null;
  for (const day of [on, to])
    if (day && instantOf(day, plan.dueMinute) <= ctx.now) refuse('DAY_IS_PAST');
  if (
    to === on ||
    (to && (to > daysAfter(on, LONGEST_MOVE_DAYS) || on > daysAfter(to, LONGEST_MOVE_DAYS)))
  )
    refuse('INVALID_INPUT', `to: 1 – ${LONGEST_MOVE_DAYS} days`);
  if (kind !== 'EXTRA') await demandServed(ctx, plan, { on, residentId });
  await insertException(ctx, { planId, kind, residentId, on, to });
  await withdrawUnplanned(ctx, [plan.id], `${on}: ${kind}`);
  await record(ctx, 'plan.changed', { planId });
  return plan;
}

/** Refuses a day the plan does not serve, and one that is on its way or done. */
async function demandServed(
  ctx: Context,
  plan: ServicePlan,
  { on, residentId }: { readonly on: Day; readonly residentId: string | null },
): Promise<void> {
  const members = await daysOfMembers(ctx, plan, { from: on, to: on });
  const served = members.filter(
    (one) => one.days.length > 0 && (residentId === null || one.residentId === residentId),
  );
  if (served.length === 0) refuse('DAY_NOT_IN_PLAN');
  const [underWay] = await ctx.em.execute<unknown[]>(
    `select 1 from occurrence o join service_request r on r.street_id = o.street_id and r.id = o.request_id
     where o.street_id = ? and o.plan_id = ? and o.on_date = ? and (?::uuid is null or o.resident_id = ?::uuid)
       and r.state in ('IN_PROGRESS','FULFILLED','CONFIRMED') limit 1`,
    [plan.streetId, plan.id, on, residentId, residentId],
  );
  if (underWay) refuse('DAY_UNDER_WAY');
}

async function insertException(
  ctx: Context,
  said: Pick<ExceptionInput, 'planId' | 'kind'> & {
    residentId: string | null;
    on: Day;
    to: Day | null;
  },
): Promise<void> {
  const { streetId, accountId } = actorOf(ctx);
  try {
    await ctx.em.execute(
      `insert into plan_exception (street_id, plan_id, resident_id, kind, on_date, to_date, said_by, said_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        streetId,
        said.planId,
        said.residentId,
        said.kind,
        said.on,
        said.to,
        accountId,
        ctx.now.toISOString(),
      ],
    );
  } catch (error) {
    if (constraintOf(error)?.startsWith('plan_exception_street_id_plan_id'))
      refuse('DAY_ALREADY_SAID');
    throw error;
  }
}

/** 节假日: names days of the street; a day named again takes the new name. */
export async function setHolidays(
  ctx: Context,
  holidays: readonly HolidayInput[],
): Promise<HolidayInput[]> {
  await lockCalendar(ctx);
  const { streetId } = actorOf(ctx);
  for (const { on, name, nameEn } of holidays)
    await ctx.em.execute(
      `insert into holiday (street_id, on_date, name, name_en) values (?, ?, ?, ?)
       on conflict (street_id, on_date) do update set name = excluded.name, name_en = excluded.name_en`,
      [streetId, getDay(on), name, nameEn],
    );
  await planAgain(ctx);
  return listHolidays(ctx, dayOf(ctx.now));
}

/** A day that is a holiday no longer; refuses NOT_FOUND. */
export async function dropHoliday(ctx: Context, on: string): Promise<HolidayInput[]> {
  await lockCalendar(ctx);
  const dropped = await ctx.em.execute<unknown[]>(
    'delete from holiday where street_id = ? and on_date = ? returning 1',
    [actorOf(ctx).streetId, getDay(on)],
  );
  if (dropped.length === 0) refuse('NOT_FOUND');
  await planAgain(ctx);
  return listHolidays(ctx, dayOf(ctx.now));
}

async function planAgain(ctx: Context): Promise<void> {
  const plans = await listPlans(ctx);
  const ids = plans.map(({ id }) => id);
  await withdrawUnplanned(ctx, ids, '节假日调整 / a holiday was set');
}

/** The holidays from a day on. */
export const listHolidays = (ctx: Context, from: string): Promise<HolidayInput[]> =>
  ctx.em.execute<HolidayInput[]>(
    `select on_date::text as on, name, name_en as "nameEn" from holiday where street_id = ? and on_date >= ? order by on_date`,
    [actorOf(ctx).streetId, getDay(from)],
  );

/** The longest span of days that is told at once. */
const MOST_DAYS = 366;

/** The days on which a plan serves a resident between two days, both included. */
export async function listDays(
  ctx: Context,
  {
    planId,
    residentId,
    from,
    to,
  }: { planId: string; residentId: string; from: string; to: string },
): Promise<Day[]> {
  const plan = await getPlan(ctx, planId);
  const span = { from: getDay(from), to: getDay(to) };
  if (span.to > daysAfter(span.from, MOST_DAYS))
    refuse('INVALID_INPUT', `to: 1 – ${MOST_DAYS} days`);
  const members = await daysOfMembers(ctx, plan, span);
  const member = members.find((one) => one.residentId === residentId);
  return member ? [...member.days] : refuse('NOT_FOUND');
}
