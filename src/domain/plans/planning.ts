import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { arrayOf } from '../requests/ids.ts';
import { RequestKind } from '../requests/request-kind.ts';
import { actorOf } from '../requests/visible.ts';
import { getStation } from '../stations/service.ts';
import { geometryOf, lngLatOf } from '../territory/point.ts';
import type { OpenPlanInput, PlanMemberInput, PlanPickupInput } from './inputs.ts';
import { dayOf, daysAfter, isDay, minuteOf, type Day } from './local-day.ts';
import { memberNoteCell, planNoteCell, ServicePlan } from './plan.ts';
import { lockCalendar } from './reading-calendar.ts';
import { isFollowable } from './recurrence.ts';
import { withdrawUnplanned } from './withdrawing.ts';

/** 开立计划: for one resident or many. Refuses a rule nobody can follow, a day that has passed, and residents not seen here. */
export async function openPlan(ctx: Context, input: OpenPlanInput): Promise<ServicePlan> {
  const { em, now } = ctx;
  const { streetId, accountId } = actorOf(ctx);
  const kind =
    (await em.findOne(RequestKind, { code: input.kind })) ?? refuse('UNKNOWN_KIND', input.kind);
  const place = await placeOf(ctx, input);
  if (kind.needsPickup && !place.pickupStationId && !place.pickup) refuse('PICKUP_NEEDED');
  const startsOn = getDay(input.from);
  const endsOn = input.until == null ? null : getDay(input.until);
  if (startsOn < dayOf(now)) refuse('DAY_IS_PAST');
  if (endsOn !== null && endsOn < startsOn) refuse('WINDOW_ENDS_BEFORE_IT_BEGINS');
  if (!isFollowable(input.rule, startsOn)) refuse('RULE_NOT_FOLLOWED');
  const plan = new ServicePlan();
  em.assign(
    plan,
    {
      ...place,
      ...hoursOf(input),
      streetId,
      kind: ref(kind),
      name: input.name,
      rule: input.rule,
      startsOn,
      endsOn,
      leadMinutes: input.leadMinutes,
      onHoliday: input.onHoliday,
      load: input.load ?? null,
      noteSealed: input.note ? seal(ctx.keys, planNoteCell(plan.id), input.note) : null,
      openedBy: accountId!,
      openedAt: now,
      settledThrough: daysAfter(startsOn, -1),
    },
    { em },
  );
  em.persist(plan);
  await em.flush();
  await addMembers(ctx, plan, input.members);
  await record(ctx, 'plan.opened', { planId: plan.id });
  return plan;
}

/** 加入计划: more residents are served from now on. Refuses ALREADY_IN_PLAN. */
export async function joinPlan(
  ctx: Context,
  id: string,
  members: readonly PlanMemberInput[],
): Promise<ServicePlan> {
  await lockCalendar(ctx);
  const plan = await getOpenPlan(ctx, id);
  await addMembers(ctx, plan, members);
  await record(ctx, 'plan.changed', { planId: id });
  return plan;
}

/** 退出计划: the resident is no longer served; what was issued and is not on its way is ended. */
export async function leavePlan(
  ctx: Context,
  id: string,
  residentId: string,
): Promise<ServicePlan> {
  await lockCalendar(ctx);
  const plan = await getOpenPlan(ctx, id);
  const left = await ctx.em.execute<unknown[]>(
    `update plan_member set left_at = ? where street_id = ? and plan_id = ? and resident_id = ? and left_at is null returning 1`,
    [ctx.now.toISOString(), plan.streetId, id, residentId],
  );
  if (left.length === 0) refuse('NOT_FOUND');
  await withdrawUnplanned(ctx, [id], '退出计划 / left the plan');
  await record(ctx, 'plan.changed', { planId: id });
  return plan;
}

/** 换取件点: what is issued from now on is fetched there. */
export async function movePlanPickup(
  ctx: Context,
  id: string,
  input: PlanPickupInput,
): Promise<ServicePlan> {
  await lockCalendar(ctx);
  const plan = await getOwnPlan(ctx, id);
  const place = await placeOf(ctx, input);
  if (!place.pickupStationId && !place.pickup) refuse('PICKUP_NEEDED');
  Object.assign(plan, place);
  plan.version++;
  await ctx.em.flush();
  await record(ctx, 'plan.changed', { planId: id });
  return plan;
}

/** 结束计划: nothing is issued any more; what was and is not on its way is ended. Said twice it is the same. */
export async function closePlan(ctx: Context, id: string): Promise<ServicePlan> {
  await lockCalendar(ctx);
  const known = await getPlan(ctx, id);
  if (known.closedAt) return known;
  const plan = await getOwnPlan(ctx, id);
  plan.closedAt = ctx.now;
  await ctx.em.flush();
  await withdrawUnplanned(ctx, [id], '计划结束 / the plan has ended');
  await record(ctx, 'plan.changed', { planId: id });
  return plan;
}

/** The plan, if the actor sees one of its residents. */
export async function getPlan(ctx: Context, id: string): Promise<ServicePlan> {
  return (await ctx.em.findOne(ServicePlan, { id })) ?? refuse('NOT_FOUND');
}

export async function getOpenPlan(ctx: Context, id: string): Promise<ServicePlan> {
  const plan = await getPlan(ctx, id);
  return plan.closedAt ? refuse('PLAN_CLOSED') : plan;
}

/** The plan, to change for everybody in it: staff of a community do so with their own only. */
export async function getOwnPlan(ctx: Context, id: string): Promise<ServicePlan> {
  const plan = await getOpenPlan(ctx, id);
  const { role, accountId } = actorOf(ctx);
  return role === 'STREET_STAFF' || plan.openedBy === accountId ? plan : refuse('NOT_YOUR_PLAN');
}

export const listPlans = (ctx: Context): Promise<ServicePlan[]> =>
  ctx.em.find(ServicePlan, { closedAt: null }, { orderBy: { openedAt: 'asc', id: 'asc' } });

export const getDay = (text: string): Day =>
  isDay(text) ? text : refuse('INVALID_INPUT', `${text}: 2026-03-02`);

function hoursOf({ ready, due }: OpenPlanInput) {
  const [readyMinute, dueMinute] = [minuteOf(ready), minuteOf(due)];
  if (readyMinute === undefined || dueMinute === undefined)
    return refuse('INVALID_INPUT', `${ready} – ${due}: 00:00 – 24:00`);
  if (dueMinute <= readyMinute) return refuse('WINDOW_ENDS_BEFORE_IT_BEGINS');
  return { readyMinute, dueMinute };
}

/** Where it is fetched: an open station, or a point with its name, or nowhere. */
export async function placeOf(
  ctx: Context,
  { pickupStationId, pickup, pickupName }: PlanPickupInput,
) {
  if (pickupStationId) {
    await getStation(ctx, pickupStationId);
    return { pickupStationId, pickup: null, pickupName: null };
  }
  if (!pickup) return { pickupStationId: null, pickup: null, pickupName: null };
  if (!pickupName) return refuse('PICKUP_NEEDED');
  return { pickupStationId: null, pickup: geometryOf(lngLatOf(pickup)), pickupName };
}

/** Whoever left may come again, from then on. */
async function addMembers(ctx: Context, plan: ServicePlan, members: readonly PlanMemberInput[]) {
  const { streetId } = actorOf(ctx);
  const ids = [...new Set(members.map(({ residentId }) => residentId))];
  const seen = await ctx.em.execute<unknown[]>(
    'select 1 from resident where street_id = ? and id = any (?::uuid[])',
    [streetId, arrayOf(ids)],
  );
  if (seen.length !== ids.length) refuse('NOT_FOUND');
  const rows = await ctx.em.execute<{ id: string; residentId: string }[]>(
    `insert into plan_member (street_id, plan_id, resident_id, joined_at) select ?, ?, t.id, ? from unnest(?::uuid[]) t(id)
     on conflict (street_id, plan_id, resident_id) do update set joined_at = excluded.joined_at, left_at = null
       where plan_member.left_at is not null returning id, resident_id as "residentId"`,
    [streetId, plan.id, ctx.now.toISOString(), arrayOf(ids)],
  );
  if (rows.length !== ids.length) refuse('ALREADY_IN_PLAN');
  const notes = new Map(members.map(({ residentId, note }) => [residentId, note]));
  for (const { id, residentId } of rows) {
    const note = notes.get(residentId);
    await ctx.em.execute('update plan_member set note_sealed = ? where street_id = ? and id = ?', [
      note ? seal(ctx.keys, memberNoteCell(id), note) : null,
      streetId,
      id,
    ]);
  }
}
