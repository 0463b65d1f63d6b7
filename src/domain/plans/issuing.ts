import type { Context } from '../../platform/context.ts';
import { open } from '../../platform/crypto/seal.ts';
import { Refusal } from '../../platform/errors.ts';
import { record } from '../events.ts';
import { arrayOf } from '../requests/ids.ts';
import { openRequests, type Recipient } from '../requests/opening-many.ts';
import { Channel } from '../requests/states.ts';
import { actorOf } from '../requests/visible.ts';
import { dayOf, daysAfter, instantOf, type Day } from './local-day.ts';
import { memberNoteCell, planNoteCell, ServicePlan } from './plan.ts';
import { daysOfMembers, lockCalendar, type MemberDays } from './reading-calendar.ts';
import { dueAt } from './rules.ts';

const MINUTE_MS = 60_000;
const TOO_LATE = 'TOO_LATE';

/**
 * Issues what the plans of a street owe now, each resident's day once, also after a stop: what can still be served becomes a
 * request, what cannot is recorded as missed.
 */
export async function issuePlans(ctx: Context): Promise<void> {
  await lockCalendar(ctx);
  const plans = await ctx.em.find(ServicePlan, { closedAt: null }, { orderBy: { id: 'asc' } });
  for (const plan of plans) await issuePlan(ctx, plan);
}

async function issuePlan(ctx: Context, plan: ServicePlan): Promise<void> {
  const from = daysAfter(plan.settledThrough, 1);
  const to = dayOf(new Date(ctx.now.getTime() + plan.leadMinutes * MINUTE_MS));
  const members = await daysOfMembers(ctx, plan, { from, to });
  const done = await doneDays(ctx, plan, from);
  for (const day of new Set(members.flatMap(({ days }) => days).toSorted())) {
    const waiting = members.filter(
      ({ residentId, days }) => days.includes(day) && !done.has(`${residentId} ${day}`),
    );
    const comesTo = Map.groupBy(waiting, ({ joinedAt }) =>
      dueAt(plan, { day, owedSince: joinedAt }, ctx.now),
    );
    await issueDay(ctx, { plan, day }, comesTo.get('ISSUE') ?? []);
    await missDay(ctx, { plan, day }, comesTo.get('MISSED') ?? []);
  }
  const today = dayOf(ctx.now);
  const over = instantOf(today, plan.dueMinute) <= ctx.now ? today : daysAfter(today, -1);
  if (over > plan.settledThrough) plan.settledThrough = over;
  await ctx.em.flush();
}

/** The days that are a request already, or were missed. */
async function doneDays(ctx: Context, { id }: ServicePlan, from: Day): Promise<Set<string>> {
  const rows = await ctx.em.execute<{ key: string }[]>(
    `select resident_id || ' ' || on_date as key from occurrence
     where street_id = ? and plan_id = ? and on_date >= ? and state in ('ISSUED','MISSED')`,
    [actorOf(ctx).streetId, id, from],
  );
  return new Set(rows.map(({ key }) => key));
}

interface PlanDay {
  readonly plan: ServicePlan;
  readonly day: Day;
}

const hoursOf = ({ plan, day }: PlanDay) => ({
  readyAt: instantOf(day, plan.readyMinute),
  dueAt: instantOf(day, plan.dueMinute),
});

async function issueDay(ctx: Context, on: PlanDay, members: readonly MemberDays[]): Promise<void> {
  if (members.length === 0) return;
  const claimed = await claim(ctx, on, members);
  const { plan } = on;
  const common = plan.noteSealed ? open(ctx.keys, planNoteCell(plan.id), plan.noteSealed) : null;
  const recipients = members.flatMap((member): Recipient[] => {
    const requestId = claimed.get(member.residentId);
    if (!requestId) return [];
    const own = member.noteSealed && open(ctx.keys, memberNoteCell(member.id), member.noteSealed);
    const note = [common, own].filter(Boolean).join('；') || null;
    return [{ requestId, residentId: member.residentId, note }];
  });
  if (recipients.length === 0) return;
  const refused = await openAll(ctx, on, recipients);
  for (const [why, residents] of Map.groupBy(refused, ({ code }) => code)) {
    const ids = new Set(residents.map(({ residentId }) => residentId));
    await block(
      ctx,
      { ...on, why },
      members.filter(({ residentId }) => ids.has(residentId)),
    );
  }
}

/** Takes the days for this transaction; who finds one taken leaves it. Said by resident: the id of the request to be. */
async function claim(
  ctx: Context,
  on: PlanDay,
  members: readonly MemberDays[],
): Promise<ReadonlyMap<string, string>> {
  const { readyAt, dueAt: due } = hoursOf(on);
  const rows = await ctx.em.execute<{ residentId: string; requestId: string }[]>(
    `insert into occurrence (street_id, plan_id, resident_id, on_date, state, request_id, ready_at, due_at, at)
     select ?, ?, t.resident_id, ?, 'ISSUED', gen_random_uuid(), ?, ?, ? from unnest(?::uuid[]) t(resident_id)
     on conflict (street_id, plan_id, resident_id, on_date) do update
       set state = 'ISSUED', request_id = excluded.request_id, why = null,
         ready_at = excluded.ready_at, due_at = excluded.due_at, at = excluded.at
       where occurrence.state in ('BLOCKED','WITHDRAWN')
     returning resident_id as "residentId", request_id as "requestId"`,
    [
      actorOf(ctx).streetId,
      on.plan.id,
      on.day,
      readyAt.toISOString(),
      due.toISOString(),
      ctx.now.toISOString(),
      arrayOf(members.map(({ residentId }) => residentId)),
    ],
  );
  return new Map(rows.map(({ residentId, requestId }) => [residentId, requestId]));
}

interface Against {
  readonly residentId: string;
  readonly code: string;
}

/** Opens the requests; says of whom none could be opened and why. */
async function openAll(
  ctx: Context,
  on: PlanDay,
  recipients: readonly Recipient[],
): Promise<Against[]> {
  const { kind, pickup, pickupName, pickupStationId, load, openedBy } = on.plan;
  const from = { kind: kind.unwrap().code, pickup, pickupName, pickupStationId, load };
  const errand = { ...from, ...hoursOf(on), openedBy, channel: Channel.PLAN };
  try {
    const opened = await openRequests(ctx, errand, recipients);
    return [...opened].flatMap(([residentId, code]): Against[] =>
      typeof code === 'string' ? [{ residentId, code }] : [],
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return recipients.map(({ residentId }) => ({ residentId, code: error.code }));
  }
}

/** Nothing can be opened for now: an open alert, told once as long as the reason stays the same. */
async function block(
  ctx: Context,
  { plan, day, why }: PlanDay & { readonly why: string },
  members: readonly MemberDays[],
): Promise<void> {
  const { streetId } = actorOf(ctx);
  for (const { residentId, communityId } of members) {
    const [row] = await ctx.em.execute<{ id: string; said: boolean }[]>(
      `update occurrence o set state = 'BLOCKED', request_id = null, why = ?, told = ?
       from occurrence was where was.street_id = o.street_id and was.id = o.id
         and o.street_id = ? and o.plan_id = ? and o.resident_id = ? and o.on_date = ?
       returning o.id, was.told is not distinct from o.why as said`,
      [why, why, streetId, plan.id, residentId, day],
    );
    if (!row || row.said) continue;
    const fact = { planId: plan.id, residentId, communityId, on: day, why };
    await record(ctx, 'plan.occurrence_blocked', { occurrenceId: row.id, ...fact });
  }
}

async function missDay(ctx: Context, on: PlanDay, members: readonly MemberDays[]): Promise<void> {
  const { readyAt, dueAt: due } = hoursOf(on);
  const { streetId } = actorOf(ctx);
  for (const { residentId, communityId } of members) {
    const [row] = await ctx.em.execute<{ id: string; why: string }[]>(
      `insert into occurrence (street_id, plan_id, resident_id, on_date, state, why, ready_at, due_at, at)
       values (?, ?, ?, ?, 'MISSED', '${TOO_LATE}', ?, ?, ?)
       on conflict (street_id, plan_id, resident_id, on_date) do update
         set state = 'MISSED', request_id = null, why = coalesce(occurrence.why, excluded.why), at = excluded.at
         where occurrence.state in ('BLOCKED','WITHDRAWN')
       returning id, why`,
      [
        ...[streetId, on.plan.id, residentId, on.day],
        ...[readyAt, due, ctx.now].map((at) => at.toISOString()),
      ],
    );
    if (!row) continue;
    const fact = { planId: on.plan.id, residentId, communityId, on: on.day, why: row.why };
    await record(ctx, 'plan.occurrence_missed', { occurrenceId: row.id, ...fact });
  }
}
