import { ArrayMaxSize } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { listAlerts, settleOccurrence } from './alerting.ts';
import { dropHoliday, listDays, listHolidays, sayException, setHolidays } from './excepting.ts';
import {
  DaysAsked,
  ExceptionInput,
  HolidayInput,
  OpenPlanInput,
  PauseInput,
  PlanMemberInput,
  PlanPickupInput,
  SettleOccurrence,
} from './inputs.ts';
import { Occurrence } from './occurrence.ts';
import { Pause } from './pause.ts';
import { liftPause, listPauses, pauseResident } from './pausing.ts';
import { ServicePlan } from './plan.ts';
import {
  closePlan,
  getPlan,
  joinPlan,
  leavePlan,
  listPlans,
  movePlanPickup,
  openPlan,
} from './planning.ts';
import { Holiday } from './views.ts';

@ArgsType()
class HolidaysToSet {
  @Field(() => [HolidayInput])
  @ArrayMaxSize(400)
  holidays!: HolidayInput[];
}

@ArgsType()
class JoinPlan {
  @Field(() => ID)
  id!: string;

  @Field(() => [PlanMemberInput])
  @ArrayMaxSize(1_000)
  members!: PlanMemberInput[];
}

/** What comes again and again, and the days on which it does not. */
@Resolver()
export class PlanResolver {
  @May('plan:read')
  @Query(() => [ServicePlan])
  plans(@Ctx() ctx: Context) {
    return listPlans(ctx);
  }

  @May('plan:read')
  @Query(() => ServicePlan)
  plan(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return getPlan(ctx, id);
  }

  @May('plan:read')
  @Query(() => [String], { description: 'The days on which a plan serves a resident.' })
  planDays(@Ctx() ctx: Context, @Args(() => DaysAsked) asked: DaysAsked) {
    return listDays(ctx, asked);
  }

  @May('plan:change')
  @Query(() => [Occurrence], {
    description: 'Days that became no request and still wait for a word.',
  })
  planAlerts(@Ctx() ctx: Context) {
    return listAlerts(ctx);
  }

  @May('plan:read')
  @Query(() => [Holiday])
  holidays(@Ctx() ctx: Context, @Arg('from') from: string) {
    return listHolidays(ctx, from);
  }

  @May('plan:read')
  @Query(() => [Pause])
  pauses(@Ctx() ctx: Context, @Arg('residentId', () => ID) residentId: string) {
    return listPauses(ctx, residentId);
  }

  @May('plan:open')
  @Idempotent()
  @Mutation(() => ServicePlan)
  openPlan(
    @Ctx() ctx: Context,
    @Arg('input', () => OpenPlanInput) input: OpenPlanInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return openPlan(ctx, input);
  }

  @May('plan:change')
  @Transactional()
  @Mutation(() => ServicePlan)
  joinPlan(@Ctx() ctx: Context, @Args(() => JoinPlan) { id, members }: JoinPlan) {
    return joinPlan(ctx, id, members);
  }

  @May('plan:change')
  @Transactional()
  @Mutation(() => ServicePlan)
  leavePlan(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('residentId', () => ID) residentId: string,
  ) {
    return leavePlan(ctx, id, residentId);
  }

  @May('plan:change')
  @Transactional()
  @Mutation(() => ServicePlan)
  movePlanPickup(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => PlanPickupInput) input: PlanPickupInput,
  ) {
    return movePlanPickup(ctx, id, input);
  }

  @May('plan:change')
  @Transactional()
  @Mutation(() => ServicePlan)
  closePlan(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return closePlan(ctx, id);
  }

  @May('plan:change')
  @Transactional()
  @Mutation(() => ServicePlan)
  sayPlanException(@Ctx() ctx: Context, @Arg('input', () => ExceptionInput) input: ExceptionInput) {
    return sayException(ctx, input);
  }

  @May('plan:change')
  @Transactional()
  @Mutation(() => Occurrence)
  settleOccurrence(
    @Ctx() ctx: Context,
    @Args(() => SettleOccurrence) { id, note }: SettleOccurrence,
  ) {
    return settleOccurrence(ctx, id, note);
  }

  @May('holiday:set')
  @Transactional()
  @Mutation(() => [Holiday])
  setHolidays(@Ctx() ctx: Context, @Args(() => HolidaysToSet) { holidays }: HolidaysToSet) {
    return setHolidays(ctx, holidays);
  }

  @May('holiday:set')
  @Transactional()
  @Mutation(() => [Holiday])
  dropHoliday(@Ctx() ctx: Context, @Arg('on') on: string) {
    return dropHoliday(ctx, on);
  }

  @May('plan:pause')
  @Transactional()
  @Mutation(() => Pause)
  pauseResident(@Ctx() ctx: Context, @Arg('input', () => PauseInput) input: PauseInput) {
    return pauseResident(ctx, input);
  }

  @May('plan:pause')
  @Transactional()
  @Mutation(() => Pause)
  liftPause(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return liftPause(ctx, id);
  }
}
