import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { AskShiftSwap, OneShift } from './inputs.ts';
import { Shift } from './shift.ts';
import { ShiftSwap } from './swap.ts';
import { agreeToSwap, askSwap, endSwap, listOwnSwaps, listSwappable } from './swapping.ts';

/** 换班: riders change places among themselves, within the planner's rules. */
@Resolver()
export class SwapResolver {
  @May('shift:answer')
  @Query(() => [Shift])
  swappableShifts(@Ctx() ctx: Context, @Args(() => OneShift) { id }: OneShift) {
    return listSwappable(ctx, id);
  }

  @May('shift:answer')
  @Query(() => [ShiftSwap])
  myShiftSwaps(@Ctx() ctx: Context) {
    return listOwnSwaps(ctx);
  }

  @May('shift:answer')
  @Idempotent()
  @Mutation(() => ShiftSwap)
  askShiftSwap(@Ctx() ctx: Context, @Args(() => AskShiftSwap) asked: AskShiftSwap) {
    return askSwap(ctx, asked);
  }

  @May('shift:answer')
  @Transactional()
  @Mutation(() => ShiftSwap)
  agreeToShiftSwap(@Ctx() ctx: Context, @Args(() => OneShift) { id }: OneShift) {
    return agreeToSwap(ctx, id);
  }

  @May('shift:answer')
  @Transactional()
  @Mutation(() => ShiftSwap)
  endShiftSwap(@Ctx() ctx: Context, @Args(() => OneShift) { id }: OneShift) {
    return endSwap(ctx, id);
  }
}
