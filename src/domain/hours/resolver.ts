import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { CorrectHours, HoursAsked, HoursNamed, HoursWithReason, Period } from './inputs.ts';
import { listHours, listOwnHours } from './listing.ts';
import { ServiceHour } from './service-hour.ts';
import { approveHours, correctHours, disputeHours, rejectHours } from './settling.ts';
import { HoursReport } from './views.ts';

/** What riders have served, and who says so. */
@Resolver()
export class HoursResolver {
  @May('hours:own')
  @Query(() => HoursReport)
  myHours(@Ctx() ctx: Context, @Args(() => Period) period: Period) {
    return listOwnHours(ctx, period);
  }

  @May('hours:read')
  @Query(() => HoursReport)
  serviceHours(@Ctx() ctx: Context, @Args(() => HoursAsked) asked: HoursAsked) {
    return listHours(ctx, asked);
  }

  @May('hours:settle')
  @Transactional()
  @Mutation(() => [ServiceHour])
  approveHours(@Ctx() ctx: Context, @Args(() => HoursNamed) { ids }: HoursNamed) {
    return approveHours(ctx, ids);
  }

  @May('hours:settle')
  @Transactional()
  @Mutation(() => ServiceHour)
  correctHours(@Ctx() ctx: Context, @Args(() => CorrectHours) { id, ...to }: CorrectHours) {
    return correctHours(ctx, id, to);
  }

  @May('hours:settle')
  @Transactional()
  @Mutation(() => ServiceHour)
  rejectHours(@Ctx() ctx: Context, @Args(() => HoursWithReason) { id, reason }: HoursWithReason) {
    return rejectHours(ctx, id, reason);
  }

  @May('hours:own')
  @Transactional()
  @Mutation(() => ServiceHour)
  disputeHours(@Ctx() ctx: Context, @Args(() => HoursWithReason) { id, reason }: HoursWithReason) {
    return disputeHours(ctx, id, reason);
  }
}
