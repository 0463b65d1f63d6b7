import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { lngLatOf, PointInput } from '../territory/point.ts';
import { Assignment } from './assignment.ts';
import { undoStep } from './correcting.ts';
import { advance, deliver, pickUp } from './delivering.ts';
import { fail } from './failing.ts';
import {
  AdvanceAssignment,
  DeclineOffer,
  DeliverAssignment,
  FailAssignment,
  StepArgs,
} from './inputs.ts';
import { nearbyTasks } from './nearby.ts';
import { Offer } from './offer.ts';
import { acceptOffer, declineOffer } from './offering.ts';
import { ownWay } from './own-way.ts';
import { ownAssignments, ownOffers } from './own-work.ts';
import { takeTask } from './taking.ts';
import { NearbyTask } from './views.ts';
import { WayStop } from './way-stop.ts';

/** For riders: what they are asked, what they have taken on, and what waits near them. */
@Resolver()
export class RiderWorkResolver {
  @May('task:nearby')
  @Query(() => [NearbyTask])
  nearbyTasks(
    @Ctx() ctx: Context,
    @Arg('point', () => PointInput) point: PointInput,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
  ) {
    return nearbyTasks(ctx, lngLatOf(point), first);
  }

  @May('offer:read')
  @Query(() => [Offer])
  myOffers(@Ctx() ctx: Context) {
    return ownOffers(ctx);
  }

  @May('offer:read')
  @Query(() => [Assignment])
  myAssignments(@Ctx() ctx: Context) {
    return ownAssignments(ctx);
  }

  @May('offer:read')
  @Query(() => [WayStop], {
    description: '接下来的顺序 The stops ahead in the order planned, with when each is expected.',
  })
  myWay(@Ctx() ctx: Context) {
    return ownWay(ctx);
  }

  @May('offer:answer')
  @Idempotent()
  @Mutation(() => Assignment)
  acceptOffer(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return acceptOffer(ctx, id);
  }

  @May('offer:answer')
  @Transactional()
  @Mutation(() => Offer)
  declineOffer(@Ctx() ctx: Context, @Args(() => DeclineOffer) input: DeclineOffer) {
    return declineOffer(ctx, input.id, input);
  }

  @May('offer:answer')
  @Idempotent()
  @Mutation(() => Assignment)
  takeTask(
    @Ctx() ctx: Context,
    @Arg('requestId', () => ID) requestId: string,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return takeTask(ctx, requestId);
  }

  @May('assignment:advance')
  @Transactional()
  @Mutation(() => Assignment)
  advanceAssignment(@Ctx() ctx: Context, @Args(() => AdvanceAssignment) said: AdvanceAssignment) {
    return advance(ctx, said.assignmentId, said);
  }

  @May('assignment:advance')
  @Transactional()
  @Mutation(() => Assignment)
  pickUp(@Ctx() ctx: Context, @Args(() => StepArgs) said: StepArgs) {
    return pickUp(ctx, said.assignmentId, said);
  }

  @May('assignment:advance')
  @Transactional()
  @Mutation(() => Assignment)
  deliver(@Ctx() ctx: Context, @Args(() => DeliverAssignment) said: DeliverAssignment) {
    return deliver(ctx, said.assignmentId, said);
  }

  @May('assignment:advance')
  @Idempotent()
  @Mutation(() => Assignment)
  undoStep(
    @Ctx() ctx: Context,
    @Arg('assignmentId', () => ID) assignmentId: string,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return undoStep(ctx, assignmentId);
  }

  @May('assignment:advance')
  @Transactional()
  @Mutation(() => Assignment)
  fail(@Ctx() ctx: Context, @Args(() => FailAssignment) input: FailAssignment) {
    return fail(ctx, input.assignmentId, input);
  }
}
