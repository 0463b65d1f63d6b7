import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { lngLatOf, PointInput } from '../territory/point.ts';
import { enrolRider, leaveAlliance, updateRider } from './enrolling.ts';
import { getRider, listRiders } from './finding.ts';
import { EnrolRiderInput, OneRider, RosterPage, UpdateRiderInput } from './inputs.ts';
import { nearestRiders } from './nearest.ts';
import { NearestRider } from './nearest-rider.ts';
import { RiderPosition, shownPosition } from './position.ts';
import { Rider } from './rider.ts';

const RiderConnection = connectionOf('Rider', () => Rider);

/** The roster, for those who keep it. */
@Resolver(() => Rider)
export class RosterResolver {
  @May('rider:read')
  @Query(() => RiderConnection)
  async riders(@Ctx() ctx: Context, @Args(() => RosterPage) page: RosterPage) {
    return listRiders(ctx, page);
  }

  @May('rider:read')
  @Query(() => Rider)
  async rider(@Ctx() ctx: Context, @Args(() => OneRider) { id }: OneRider) {
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
    @Args(() => OneRider) { id }: OneRider,
    @Arg('input', () => UpdateRiderInput) input: UpdateRiderInput,
  ) {
    return updateRider(ctx, id, input);
  }

  @May('rider:enrol')
  @Transactional()
  @Mutation(() => Rider)
  async leaveAlliance(@Ctx() ctx: Context, @Args(() => OneRider) { id }: OneRider) {
    return leaveAlliance(ctx, id);
  }

  @FieldResolver(() => RiderPosition, {
    nullable: true,
    description: 'For staff and the rider; nothing off duty.',
  })
  async position(@Root() rider: Rider, @Ctx() { now }: Context) {
    const [stored] = await rider.positions.loadItems({ dataloader: true });
    return stored ? shownPosition(stored, rider, now) : null;
  }
}
