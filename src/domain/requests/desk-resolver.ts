import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { assignRequest, withdrawAssignment } from './assigning.ts';
import { readBoard } from './board.ts';
import { Decision } from './decision.ts';
import { fulfilByCommunity } from './community-serving.ts';
import { closeUnserved } from './ending.ts';
import { FailureCourse, listFailureCourses, setFailureCourse } from './failure-course.ts';
import { openAgain } from './opening-again.ts';
import {
  CourseArgs,
  FulfilByCommunity,
  PolicyArgs,
  WithdrawAssignment,
  WithdrawOffer,
  WithReason,
} from './inputs.ts';
import { Offer } from './offer.ts';
import { withdrawOffer } from './offering.ts';
import { setDispatchPolicy } from './policy-setting.ts';
import { ServiceRequest } from './request.ts';
import { waiveProof } from './waiving.ts';
import { Board, Candidates } from './views.ts';
import { findDecision, weighRequest } from './weighing.ts';

/** For the dispatch desk of the street and its communities. */
@Resolver()
export class DeskResolver {
  @May('board:read')
  @Query(() => Board)
  board(
    @Ctx() ctx: Context,
    @Arg('communityId', () => ID, { nullable: true }) communityId?: string,
  ) {
    return readBoard(ctx, communityId);
  }

  @May('decision:read')
  @Query(() => Candidates)
  candidates(@Ctx() ctx: Context, @Arg('requestId', () => ID) requestId: string) {
    return weighRequest(ctx, requestId);
  }

  @May('decision:read')
  @Query(() => Decision, { nullable: true })
  decision(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return findDecision(ctx, id);
  }

  @May('request:assign')
  @Idempotent()
  @Mutation(() => ServiceRequest)
  assignRequest(
    @Ctx() ctx: Context,
    @Arg('requestId', () => ID) requestId: string,
    @Arg('riderId', () => ID) riderId: string,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return assignRequest(ctx, requestId, riderId);
  }

  @May('request:withdraw')
  @Transactional()
  @Mutation(() => Offer)
  withdrawOffer(@Ctx() ctx: Context, @Args(() => WithdrawOffer) input: WithdrawOffer) {
    return withdrawOffer(ctx, input.offerId, input.reason);
  }

  @May('request:withdraw')
  @Idempotent()
  @Mutation(() => ServiceRequest)
  withdrawAssignment(
    @Ctx() ctx: Context,
    @Args(() => WithdrawAssignment) input: WithdrawAssignment,
  ) {
    return withdrawAssignment(ctx, input.requestId, input.reason);
  }

  @May('request:withdraw')
  @Transactional()
  @Mutation(() => ServiceRequest)
  closeUnserved(@Ctx() ctx: Context, @Args(() => WithReason) { id, reason }: WithReason) {
    return closeUnserved(ctx, id, reason);
  }

  @May('request:fulfil')
  @Transactional()
  @Mutation(() => ServiceRequest)
  fulfilByCommunity(
    @Ctx() ctx: Context,
    @Args(() => FulfilByCommunity) { requestId, note }: FulfilByCommunity,
  ) {
    return fulfilByCommunity(ctx, requestId, note);
  }

  @May('request:open-again')
  @Idempotent()
  @Mutation(() => ServiceRequest)
  openRequestAgain(
    @Ctx() ctx: Context,
    @Args(() => WithReason) { id, reason }: WithReason,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return openAgain(ctx, id, reason);
  }

  @May('request:withdraw')
  @Transactional()
  @Mutation(() => ServiceRequest)
  waiveProof(@Ctx() ctx: Context, @Args(() => WithReason) { id, reason }: WithReason) {
    return waiveProof(ctx, id, reason);
  }

  @May('policy:set')
  @Transactional()
  @Mutation(() => Int)
  setDispatchPolicy(@Ctx() ctx: Context, @Args(() => PolicyArgs) change: PolicyArgs) {
    return setDispatchPolicy(ctx, change);
  }

  @May('board:read')
  @Query(() => [FailureCourse])
  failureCourses(@Ctx() ctx: Context) {
    return listFailureCourses(ctx);
  }

  @May('kind:set')
  @Transactional()
  @Mutation(() => FailureCourse)
  setFailureCourse(@Ctx() ctx: Context, @Args(() => CourseArgs) course: CourseArgs) {
    return setFailureCourse(ctx, course);
  }
}
