import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { lngLatOf, PointInput } from '../territory/point.ts';
import { enrolRider, leaveAlliance, updateRider } from './enrolling.ts';
import { getRider, listRiders, nearestRiders } from './finding.ts';
import { EnrolRiderInput, UpdateRiderInput } from './inputs.ts';
import { NearestRider } from './position.ts';
import { Duty, Rider } from './rider.ts';

const RiderConnection = connectionOf('Rider', () => Rider);

/** The roster, for those who keep it. */
@Resolver(() => Rider)
export class RosterResolver {
  @May('rider:read')
  @Query(() => RiderConnection)
  async riders(
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
    @Arg('duty', () => Duty, { nullable: true }) duty?: Duty,
  ) {
    return listRiders(ctx, { first, after, duty });
  }

  @May('rider:read')
  @Query(() => Rider)
  async rider(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return getRider(ctx, id);
  }

  @May('rider:locate')
  @Query(() => [NearestRider])
  async nearestRiders(
    @Ctx() ctx: Context,
    @Arg('point', () => PointInput) point: PointInput,
    @Arg('first', () => Int, { defaultValue: 10 }) first: number,
  ) {
    return nearestRiders(ctx, lngLatOf(point), first);
  }

  @May('rider:enrol')
  @Idempotent()
  @Mutation(() => Rider)
  async enrolRider(
    @Ctx() ctx: Context,
    @Arg('input', () => EnrolRiderInput) input: EnrolRiderInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return enrolRider(ctx, input);
  }

  @May('rider:enrol')
  @Transactional()
  @Mutation(() => Rider)
  async updateRider(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateRiderInput) input: UpdateRiderInput,
  ) {
    return updateRider(ctx, id, input);
  }

  @May('rider:enrol')
  @Transactional()
  @Mutation(() => Rider)
  async leaveAlliance(@Ctx() ctx: Context, @Arg('riderId', () => ID) riderId: string) {
    return leaveAlliance(ctx, riderId);
  }
}
