import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { OneVisitPlan, OverduePage, PauseVisits, SetVisitPlan } from './inputs.ts';
import {
  CarePolicy,
  carePolicy,
  LadderPolicy,
  ladderPolicy,
  setCarePolicy,
  setLadderPolicy,
} from './policy.ts';
import { OverdueVisit } from './views.ts';
import { VisitPlan } from './visit-plan.ts';
import { endVisitPlan, listOverdueVisits, pauseVisits, setVisitPlan } from './visiting.ts';

const OverdueConnection = connectionOf('OverdueVisit', () => OverdueVisit);

/** How often people are seen, who was not seen in time, and the numbers behind both. */
@Resolver()
export class VisitResolver {
  @May('care:read')
  @Query(() => OverdueConnection)
  overdueVisits(@Ctx() ctx: Context, @Args(() => OverduePage) page: OverduePage) {
    return listOverdueVisits(ctx, page);
  }

  @May('care:act')
  @Transactional()
  @Mutation(() => VisitPlan)
  setVisitPlan(
    @Ctx() ctx: Context,
    @Args(() => SetVisitPlan) { residentId, riskClass }: SetVisitPlan,
  ) {
    return setVisitPlan(ctx, residentId, riskClass);
  }

  @May('care:act')
  @Transactional()
  @Mutation(() => VisitPlan)
  pauseVisits(@Ctx() ctx: Context, @Args(() => PauseVisits) { residentId, until }: PauseVisits) {
    return pauseVisits(ctx, residentId, until);
  }

  @May('care:act')
  @Transactional()
  @Mutation(() => ID, { description: 'Of the resident.' })
  endVisitPlan(@Ctx() ctx: Context, @Args(() => OneVisitPlan) { residentId }: OneVisitPlan) {
    return endVisitPlan(ctx, residentId);
  }

  @May('care:read')
  @Query(() => LadderPolicy)
  ladderPolicy(@Ctx() ctx: Context) {
    return ladderPolicy(ctx);
  }

  @May('care:read')
  @Query(() => CarePolicy)
  carePolicy(@Ctx() ctx: Context) {
    return carePolicy(ctx);
  }

  @May('care:set')
  @Idempotent()
  @Mutation(() => LadderPolicy)
  setLadderPolicy(
    @Ctx() ctx: Context,
    @Arg('input', () => LadderPolicy) input: LadderPolicy,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return setLadderPolicy(ctx, input);
  }

  @May('care:set')
  @Idempotent()
  @Mutation(() => CarePolicy)
  setCarePolicy(
    @Ctx() ctx: Context,
    @Arg('input', () => CarePolicy) input: CarePolicy,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return setCarePolicy(ctx, input);
  }
}
