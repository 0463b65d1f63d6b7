import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { CheckIn } from './check-in.ts';
import { acceptCheckIn, askCheckIn, attend, leaveCheckIn, refuseCheckIn } from './checking-in.ts';
import { listCheckIns } from './finding.ts';
import { AskCheckIn, OneCheckIn, RefuseCheckIn, WhichCheckIns } from './inputs.ts';

@Resolver(() => CheckIn)
export class CheckInResolver {
  @May('check-in:ask')
  @Query(() => [CheckIn])
  async myCheckIns(@Ctx() ctx: Context) {
    return listCheckIns(ctx);
  }

  @May('check-in:answer')
  @Query(() => [CheckIn])
  async checkIns(@Ctx() ctx: Context, @Args(() => WhichCheckIns) which: WhichCheckIns) {
    return listCheckIns(ctx, which);
  }

  @May('check-in:ask')
  @Idempotent()
  @Mutation(() => CheckIn)
  async checkIn(
    @Ctx() ctx: Context,
    @Args(() => AskCheckIn) asked: AskCheckIn,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return askCheckIn(ctx, asked);
  }

  @May('check-in:answer')
  @Transactional()
  @Mutation(() => CheckIn)
  async acceptCheckIn(@Ctx() ctx: Context, @Args(() => OneCheckIn) { id }: OneCheckIn) {
    return acceptCheckIn(ctx, id);
  }

  @May('check-in:answer')
  @Transactional()
  @Mutation(() => CheckIn)
  async refuseCheckIn(
    @Ctx() ctx: Context,
    @Args(() => RefuseCheckIn) { id, reason }: RefuseCheckIn,
  ) {
    return refuseCheckIn(ctx, id, reason);
  }

  @May('check-in:leave')
  @Transactional()
  @Mutation(() => CheckIn)
  async leaveCheckIn(@Ctx() ctx: Context, @Args(() => OneCheckIn) { id }: OneCheckIn) {
    return leaveCheckIn(ctx, id);
  }

  @May('check-in:ask')
  @Transactional()
  @Mutation(() => CheckIn)
  async attend(@Ctx() ctx: Context, @Args(() => OneCheckIn) { id }: OneCheckIn) {
    return attend(ctx, id);
  }
}
