import { ref, type Ref } from '@mikro-orm/core';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Relation } from '../../platform/graphql/relation.ts';
import { actorOf } from '../requests/visible.ts';
import { Resident } from '../residents/resident.ts';
import { dayOf, daysAfter, type Day } from './local-day.ts';
import { getPlan, listPlans } from './planning.ts';
import { daysOfMembers } from './reading-calendar.ts';

/** 计划概况: how many a plan serves, what today brought, and on which days of the next two weeks it serves anybody. */
@ObjectType()
export class PlanOverview {
  @Field(() => ID)
  planId!: string;

  @Field(() => Int)
  members!: number;

  /** Of them, those away today. */
  @Field(() => Int)
  paused!: number;

  /** Days of today that became a request. */
  @Field(() => Int)
  issuedToday!: number;

  /** Days of today that did not, or not yet. */
  @Field(() => Int)
  failedToday!: number;

  @Field(() => [String])
  nextDays!: Day[];
}

/** 计划成员: whom a plan serves, and whether they are away today. */
@ObjectType()
export class PlanMember {
  @Relation(() => Resident)
  resident!: Ref<Resident>;

  @Field(() => ID, { nullable: true })
  pauseId!: string | null;

  /** The last day away; nothing while nobody knows. */
  @Field(() => String, { nullable: true })
  pausedUntil!: Day | null;
}

const AHEAD_DAYS = 14;

interface Counted {
  id: string;
  paused: number;
  issued: number;
  failed: number;
}

const away = `exists (select 1 from pause u where u.street_id = m.street_id and u.resident_id = m.resident_id
  and u.lifted_at is null and u.from_date <= ?::date and coalesce(u.until_date, ?::date) >= ?::date)`;

/** The open plans with what they are doing, as far as the actor sees whom they serve. */
export async function listOverviews(ctx: Context): Promise<PlanOverview[]> {
  const today = dayOf(ctx.now);
  const span = { from: today, to: daysAfter(today, AHEAD_DAYS - 1) };
  const plans = await listPlans(ctx);
  const counts = await count(ctx, today);
  const overviews: PlanOverview[] = [];
  for (const plan of plans) {
    const members = await daysOfMembers(ctx, plan, span);
    const { issued = 0, failed = 0, paused = 0 } = counts.get(plan.id) ?? {};
    overviews.push({
      planId: plan.id,
      members: members.length,
      paused,
      issuedToday: issued,
      failedToday: failed,
      nextDays: [...new Set(members.flatMap(({ days }) => days))].toSorted(),
    });
  }
  return overviews;
}

async function count(ctx: Context, today: Day): Promise<Map<string, Counted>> {
  const rows = await ctx.em.execute<Counted[]>(
    `select p.id,
       (select count(*) from plan_member m join resident r on r.street_id = m.street_id and r.id = m.resident_id
        where m.street_id = p.street_id and m.plan_id = p.id and m.left_at is null and ${away})::int as paused,
       (select count(*) from occurrence o where o.street_id = p.street_id and o.plan_id = p.id
        and o.on_date = ?::date and o.state = 'ISSUED')::int as issued,
       (select count(*) from occurrence o where o.street_id = p.street_id and o.plan_id = p.id
        and o.on_date = ?::date and o.state in ('BLOCKED','MISSED'))::int as failed
     from service_plan p where p.street_id = ? and p.closed_at is null`,
    [today, today, today, today, today, actorOf(ctx).streetId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whom a plan serves, as far as the actor may see them. Refuses NOT_FOUND. */
export async function listMembers(ctx: Context, planId: string): Promise<PlanMember[]> {
  await getPlan(ctx, planId);
  const today = dayOf(ctx.now);
  const rows = await ctx.em.execute<
    { residentId: string; pauseId: string | null; pausedUntil: Day | null }[]
  >(
    `select m.resident_id as "residentId", u.id as "pauseId", u.until_date::text as "pausedUntil"
     from plan_member m join resident r on r.street_id = m.street_id and r.id = m.resident_id
     left join pause u on u.street_id = m.street_id and u.resident_id = m.resident_id and u.lifted_at is null
       and u.from_date <= ?::date and coalesce(u.until_date, ?::date) >= ?::date
     where m.street_id = ? and m.plan_id = ? and m.left_at is null order by m.joined_at, m.resident_id`,
    [today, today, today, actorOf(ctx).streetId, planId],
  );
  return rows.map(({ residentId, ...row }) => ({
    ...row,
    resident: ref(ctx.em.getReference(Resident, residentId)),
  }));
}
