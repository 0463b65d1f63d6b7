import { Arg, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { startDuty, stopDuty, takeBreak } from './duty.ts';
import { getOwnRider } from './finding.ts';
import { BoxInput, PositionInput } from './inputs.ts';
import { RiderPosition } from './position.ts';
import { watchPositions } from './positions-live.ts';
import { reportPosition } from './positioning.ts';
import { Rider } from './rider.ts';

/** A rider's own day, and the map that follows it. */
@Resolver(() => Rider)
export class DutyResolver {
  @May('duty:change')
  @Query(() => Rider)
  async myRider(@Ctx() ctx: Context) {
    return getOwnRider(ctx);
  }

  @May('duty:change')
  @Transactional()
  @Mutation(() => Rider)
  async startDuty(@Ctx() ctx: Context) {
    return startDuty(ctx);
  }

  @May('duty:change')
  @Transactional()
  @Mutation(() => Rider)
  async takeBreak(@Ctx() ctx: Context) {
    return takeBreak(ctx);
  }

  @May('duty:change')
  @Transactional()
  @Mutation(() => Rider)
  async stopDuty(@Ctx() ctx: Context) {
    return stopDuty(ctx);
  }

  /** Undeclared as a transaction: positions that come at the same time are written in one. */
  @May('position:report')
  @Mutation(() => RiderPosition)
  async reportPosition(
    @Ctx() ctx: Context,
    @Arg('input', () => PositionInput) input: PositionInput,
  ) {
    return reportPosition(ctx, input);
  }

  @May('rider:locate')
  @Subscription(() => [RiderPosition], {
    subscribe: ({ args, context }: { args: { bbox: BoxInput }; context: Context }) =>
      watchPositions(context, args.bbox),
  })
  riderPositions(
    @Root() positions: RiderPosition[],
    @Arg('bbox', () => BoxInput) _bbox: BoxInput,
  ): RiderPosition[] {
    return positions;
  }
}
