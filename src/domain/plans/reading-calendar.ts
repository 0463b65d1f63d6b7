import type { Context } from '../../platform/context.ts';
import { actorOf } from '../requests/visible.ts';
import { daysAfter, type Day } from './local-day.ts';
import type { ServicePlan } from './plan.ts';
import {
  daysOf,
  LONGEST_HOLIDAY_DAYS,
  LONGEST_MOVE_DAYS,
  usualDays,
  type Absence,
  type Exception,
} from './rules.ts';

export interface Member {
  readonly id: string;
  readonly residentId: string;
  readonly communityId: string;
  readonly noteSealed: Buffer | null;
  readonly joinedAt: Date;
}

/** The residents of a plan that the actor may see, in the order of their ids. */
export async function membersOf(ctx: Context, planId: string): Promise<Member[]> {
  const rows = await ctx.em.execute<(Omit<Member, 'joinedAt'> & { joinedAt: string })[]>(
    `select m.id, m.resident_id as "residentId", p.community_id as "communityId",
       m.note_sealed as "noteSealed", m.joined_at as "joinedAt"
     from plan_member m join resident p on p.street_id = m.street_id and p.id = m.resident_id
     where m.street_id = ? and m.plan_id = ? and m.left_at is null order by m.resident_id`,
    [actorOf(ctx).streetId, planId],
  );
  return rows.map((row) => ({ ...row, joinedAt: new Date(row.joinedAt) }));
}

export interface MemberDays extends Member {
  readonly days: readonly Day[];
}

/** The days of each resident of a plan between two days, both included. */
export async function daysOfMembers(
  ctx: Context,
  plan: ServicePlan,
  span: { readonly from: Day; readonly to: Day },
): Promise<MemberDays[]> {
  if (span.to < span.from) return [];
  const members = await membersOf(ctx, plan.id);
  const exceptions = await exceptionsOf(ctx, plan.id);
  const holidays = await holidaysAround(ctx, span);
  const absences = await absencesOf(ctx, plan.id);
  const usual = usualDays(plan, holidays, span);
  return members.map((member) => {
    const { residentId } = member;
    const calendar = { exceptions, holidays, absences: absences.get(residentId) ?? [] };
    const days = daysOf({ plan, residentId, calendar }, usual);
    return { ...member, days: days.filter((day) => day >= span.from && day <= span.to) };
  });
}

const exceptionsOf = (ctx: Context, planId: string): Promise<Exception[]> =>
  ctx.em.execute<Exception[]>(
    `select resident_id as "residentId", kind, on_date::text as on, to_date::text as to
     from plan_exception where street_id = ? and plan_id = ?`,
    [actorOf(ctx).streetId, planId],
  );

async function holidaysAround(
  ctx: Context,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<Set<Day>> {
  const reach = LONGEST_MOVE_DAYS + 2 * LONGEST_HOLIDAY_DAYS;
  const rows = await ctx.em.execute<{ on: Day }[]>(
    'select on_date::text as on from holiday where street_id = ? and on_date between ? and ?',
    [actorOf(ctx).streetId, daysAfter(from, -reach), daysAfter(to, reach)],
  );
  return new Set(rows.map(({ on }) => on));
}

async function absencesOf(ctx: Context, planId: string): Promise<Map<string, Absence[]>> {
  const rows = await ctx.em.execute<
    { residentId: string; from: Day; until: Day | null; liftedAt: string | null }[]
  >(
    `select u.resident_id as "residentId", u.from_date::text as from, u.until_date::text as until, u.lifted_at as "liftedAt"
     from pause u join plan_member m on m.street_id = u.street_id and m.resident_id = u.resident_id
     where u.street_id = ? and m.plan_id = ?`,
    [actorOf(ctx).streetId, planId],
  );
  const absences = rows.map(({ liftedAt, ...row }) => ({
    ...row,
    liftedAt: liftedAt === null ? null : new Date(liftedAt),
  }));
  return Map.groupBy(absences, ({ residentId }) => residentId);
}

/**
 * Whoever issues from the calendar or changes it does so alone in the street until the transaction ends: nothing is issued
 * for a day that is just being taken back.
 */
export const lockCalendar = (ctx: Context): Promise<unknown> =>
  ctx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `plans ${actorOf(ctx).streetId}`,
  ]);
