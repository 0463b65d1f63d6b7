import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { shown } from '../../platform/database/shown.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { TransferredTask } from '../requests/views.ts';
import { Rider } from '../riders/rider.ts';
import { Shift } from '../shifts/shift.ts';
import { askShiftCover, askTaskCover, withdrawCover } from './asking.ts';
import { countMutualHelp } from './counting.ts';
import { Cover } from './cover.ts';
import { listOpenCovers, listOwnCovers, taskOf } from './finding.ts';
import { AskShiftCover, AskTaskCover, HelpBetween, OneCover } from './inputs.ts';
import { takeCover } from './taking.ts';
import { MutualHelp } from './views.ts';

/** 互帮互替: cover between the companies of the alliance. */
@Resolver(() => Cover)
export class CoverResolver {
  @May('cover:take')
  @Query(() => [Cover])
  openCovers(@Ctx() ctx: Context) {
    return listOpenCovers(ctx);
  }

  @May('cover:ask')
  @Query(() => [Cover])
  myCovers(@Ctx() ctx: Context) {
    return listOwnCovers(ctx);
  }

  @May('mutual-help:read')
  @Query(() => [MutualHelp])
  mutualHelp(@Ctx() ctx: Context, @Args(() => HelpBetween) between: HelpBetween) {
    return countMutualHelp(ctx, between);
  }

  @May('cover:ask')
  @Idempotent()
  @Mutation(() => Cover)
  askShiftCover(
    @Ctx() ctx: Context,
    @Args(() => AskShiftCover) { shiftId, reason }: AskShiftCover,
  ) {
    return askShiftCover(ctx, shiftId, reason);
  }

  @May('cover:ask')
  @Idempotent()
  @Mutation(() => Cover)
  askTaskCover(
    @Ctx() ctx: Context,
    @Args(() => AskTaskCover) { assignmentId, reason }: AskTaskCover,
  ) {
    return askTaskCover(ctx, assignmentId, reason);
  }

  @May('cover:take')
  @Transactional()
  @Mutation(() => Cover)
  takeCover(@Ctx() ctx: Context, @Args(() => OneCover) { id }: OneCover) {
    return takeCover(ctx, id);
  }

  @May('cover:ask')
  @Transactional()
  @Mutation(() => Cover)
  withdrawCover(@Ctx() ctx: Context, @Args(() => OneCover) { id }: OneCover) {
    return withdrawCover(ctx, id);
  }

  @FieldResolver(() => Shift, { nullable: true })
  shift(@Root() { shift }: Cover) {
    return shown(shift);
  }

  @FieldResolver(() => Rider, {
    nullable: true,
    description: 'Who is stood in for; a company sees its own riders only.',
  })
  rider(@Root() { rider }: Cover) {
    return shown(rider);
  }

  @FieldResolver(() => Rider, {
    nullable: true,
    description: 'Who stands in; a company sees its own riders only.',
  })
  helper(@Root() { helper }: Cover) {
    return shown(helper);
  }

  @FieldResolver(() => TransferredTask, { nullable: true })
  task(@Root() cover: Cover) {
    return taskOf(cover);
  }
}
