import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { OwnStop } from '../own-stops/own-stop.ts';
import { Shift } from '../shifts/shift.ts';
import { listPartnerRiders, listPartnerTasks } from './finding.ts';
import { PartnerPage, PushOwnStops, PushShifts } from './inputs.ts';
import { PartnerRider, PartnerTask } from './partner-views.ts';
import { pushShifts, pushStops } from './pushing.ts';

const PartnerRiderConnection = connectionOf('PartnerRider', () => PartnerRider);
const PartnerTaskConnection = connectionOf('PartnerTask', () => PartnerTask);

/** A company's own riders and their tasks, for its account and for its system. What is pushed carries the company's own keys. */
@Resolver()
export class PartnerResolver {
  @May('own-rider:read')
  @Query(() => PartnerRiderConnection)
  async partnerRiders(@Ctx() ctx: Context, @Args(() => PartnerPage) page: PartnerPage) {
    return listPartnerRiders(ctx, page);
  }

  @May('own-task:read')
  @Query(() => PartnerTaskConnection)
  async partnerTasks(@Ctx() ctx: Context, @Args(() => PartnerPage) page: PartnerPage) {
    return listPartnerTasks(ctx, page);
  }

  @May('shift:push')
  @Transactional()
  @Mutation(() => [Shift])
  async pushShifts(@Ctx() ctx: Context, @Args(() => PushShifts) { shifts }: PushShifts) {
    return pushShifts(ctx, shifts);
  }

  @May('own-stop:push')
  @Transactional()
  @Mutation(() => [OwnStop])
  async pushOwnStops(
    @Ctx() ctx: Context,
    @Args(() => PushOwnStops) { riderId, stops }: PushOwnStops,
  ) {
    return pushStops(ctx, riderId, stops);
  }
}
