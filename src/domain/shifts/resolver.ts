import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Rider } from '../riders/rider.ts';
import { applyForShift, confirmShift, declineShift, withdrawApplication } from './answering.ts';
import { listOpenShifts, listOwnShifts, listShifts, riderShown } from './finding.ts';
import { OneShift, PlanShiftInput, ShiftsBetween, ShiftWithReason } from './inputs.ts';
import { cancelShift, planShift } from './planning.ts';
import { Shift } from './shift.ts';

@Resolver(() => Shift)
export class ShiftResolver {
  @May('shift:read')
  @Query(() => [Shift])
  async shifts(@Ctx() ctx: Context, @Args(() => ShiftsBetween) between: ShiftsBetween) {
    return listShifts(ctx, between);
  }

  @May('shift:answer')
  @Query(() => [Shift])
  async myShifts(@Ctx() ctx: Context, @Args(() => ShiftsBetween) between: ShiftsBetween) {
    return listOwnShifts(ctx, between);
  }

  @May('shift:answer')
  @Query(() => [Shift])
  async openShifts(@Ctx() ctx: Context) {
    return listOpenShifts(ctx);
  }

  @May('shift:plan')
  @Idempotent()
  @Mutation(() => Shift)
  async planShift(
    @Ctx() ctx: Context,
    @Arg('input', () => PlanShiftInput) input: PlanShiftInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return planShift(ctx, input);
  }

  @May('shift:plan')
  @Transactional()
  @Mutation(() => Shift)
  async cancelShift(
    @Ctx() ctx: Context,
    @Args(() => ShiftWithReason) { id, reason }: ShiftWithReason,
  ) {
    return cancelShift(ctx, id, reason);
  }

  @May('shift:answer')
  @Transactional()
  @Mutation(() => Shift)
  async confirmShift(@Ctx() ctx: Context, @Args(() => OneShift) { id }: OneShift) {
    return confirmShift(ctx, id);
  }

  @May('shift:answer')
  @Transactional()
  @Mutation(() => Shift)
  async declineShift(
    @Ctx() ctx: Context,
    @Args(() => ShiftWithReason) { id, reason }: ShiftWithReason,
  ) {
    return declineShift(ctx, id, reason);
  }

  @May('shift:answer')
  @Transactional()
  @Mutation(() => Shift)
  async applyForShift(@Ctx() ctx: Context, @Args(() => OneShift) { id }: OneShift) {
    return applyForShift(ctx, id);
  }

  @May('shift:answer')
  @Transactional()
  @Mutation(() => Shift)
  async withdrawApplication(@Ctx() ctx: Context, @Args(() => OneShift) { id }: OneShift) {
    return withdrawApplication(ctx, id);
  }

  @FieldResolver(() => Rider, {
    nullable: true,
    description: 'Other riders only see that it is taken.',
  })
  async rider(@Root() shift: Shift, @Ctx() ctx: Context) {
    return riderShown(ctx, shift);
  }
}
