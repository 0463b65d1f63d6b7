import { Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.ts';

/** 处置时限: minutes each step of the ladder may take. */
@ObjectType()
@InputType('LadderMinutes')
export class LadderPolicy {
  @Field(() => Int)
  @Min(1)
  @Max(240)
  callMinutes!: number;

  @Field(() => Int)
  @Min(1)
  @Max(240)
  contactMinutes!: number;

  @Field(() => Int)
  @Min(1)
  @Max(240)
  neighbourMinutes!: number;

  @Field(() => Int)
  @Min(1)
  @Max(240)
  gridStaffMinutes!: number;

  @Field(() => Int)
  @Min(1)
  @Max(240)
  emergencyMinutes!: number;
}

/** 关爱策略: days between contacts by risk, minutes an alert waits for the community, days that what is kept stays. */
@ObjectType()
@InputType('CareNumbers')
export class CarePolicy {
  @Field(() => Int)
  @Min(1)
  @Max(366)
  highDays!: number;

  @Field(() => Int)
  @Min(1)
  @Max(366)
  mediumDays!: number;

  @Field(() => Int)
  @Min(1)
  @Max(366)
  lowDays!: number;

  @Field(() => Int)
  @Min(1)
  @Max(1_440)
  urgentMinutes!: number;

  @Field(() => Int)
  @Min(1)
  @Max(10_080)
  routineMinutes!: number;

  @Field(() => Int)
  @Min(30)
  @Max(3_650)
  keepDays!: number;
}

type Versioned<Policy> = Policy & { readonly version: number };

const LADDER = `select version, call_minutes as "callMinutes", contact_minutes as "contactMinutes",
  neighbour_minutes as "neighbourMinutes", grid_staff_minutes as "gridStaffMinutes",
  emergency_minutes as "emergencyMinutes" from ladder_policy where street_id = ?`;

const CARE = `select version, high_days as "highDays", medium_days as "mediumDays", low_days as "lowDays",
  urgent_minutes as "urgentMinutes", routine_minutes as "routineMinutes", keep_days as "keepDays"
  from care_policy where street_id = ?`;

const IN_FORCE = 'and valid_from <= ? order by version desc limit 1';

/** The minutes in force now. */
export async function ladderPolicy({ em, actor, now }: Context): Promise<Versioned<LadderPolicy>> {
  const values = [actor!.streetId, now.toISOString()];
  const [policy] = await em.execute<Versioned<LadderPolicy>[]>(`${LADDER} ${IN_FORCE}`, values);
  return policy!;
}

/** The minutes a ladder was begun with: it keeps them to its end. */
export async function ladderPolicyOf(
  { em, actor }: Context,
  version: number,
): Promise<LadderPolicy> {
  const values = [actor!.streetId, version];
  const [policy] = await em.execute<LadderPolicy[]>(`${LADDER} and version = ?`, values);
  return policy!;
}

/** The numbers of care in force now. */
export async function carePolicy({ em, actor, now }: Context): Promise<Versioned<CarePolicy>> {
  const values = [actor!.streetId, now.toISOString()];
  const [policy] = await em.execute<Versioned<CarePolicy>[]>(`${CARE} ${IN_FORCE}`, values);
  return policy!;
}

/** Adds a version of the minutes, in force for ladders that begin from now on. */
export async function setLadderPolicy(ctx: Context, minutes: LadderPolicy): Promise<LadderPolicy> {
  await ctx.em.execute(
    `insert into ladder_policy (street_id, version, valid_from, call_minutes, contact_minutes, neighbour_minutes,
       grid_staff_minutes, emergency_minutes)
     select ?, max(version) + 1, ?, ?, ?, ?, ?, ? from ladder_policy where street_id = ?`,
    [
      ctx.actor!.streetId,
      ctx.now.toISOString(),
      minutes.callMinutes,
      minutes.contactMinutes,
      minutes.neighbourMinutes,
      minutes.gridStaffMinutes,
      minutes.emergencyMinutes,
      ctx.actor!.streetId,
    ],
  );
  return ladderPolicy(ctx);
}

/** Adds a version of the numbers of care, in force from now on. */
export async function setCarePolicy(ctx: Context, numbers: CarePolicy): Promise<CarePolicy> {
  await ctx.em.execute(
    `insert into care_policy (street_id, version, valid_from, high_days, medium_days, low_days, urgent_minutes,
       routine_minutes, keep_days)
     select ?, max(version) + 1, ?, ?, ?, ?, ?, ?, ? from care_policy where street_id = ?`,
    [
      ctx.actor!.streetId,
      ctx.now.toISOString(),
      numbers.highDays,
      numbers.mediumDays,
      numbers.lowDays,
      numbers.urgentMinutes,
      numbers.routineMinutes,
      numbers.keepDays,
      ctx.actor!.streetId,
    ],
  );
  return carePolicy(ctx);
}
