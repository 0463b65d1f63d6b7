import type { Point } from 'geojson';
import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { getOwnRider } from '../riders/finding.ts';
import { pointOf, PointType } from '../territory/point.ts';
import { EndOwnStops, ShareOwnStops } from './inputs.ts';
import { OwnStop } from './own-stop.ts';
import { endStops, listStops, shareStops } from './sharing.ts';

/** A rider's own round; shared stop by stop under the rider's keys, so that sharing again does nothing twice. */
@Resolver(() => OwnStop)
export class OwnStopResolver {
  @May('own-stop:share')
  @Query(() => [OwnStop])
  async myOwnStops(@Ctx() ctx: Context) {
    return listStops(ctx, await getOwnRider(ctx));
  }

  @May('own-stop:share')
  @Transactional()
  @Mutation(() => [OwnStop])
  async shareOwnStops(@Ctx() ctx: Context, @Args(() => ShareOwnStops) { stops }: ShareOwnStops) {
    return shareStops(ctx, await getOwnRider(ctx), stops);
  }

  @May('own-stop:share')
  @Transactional()
  @Mutation(() => [OwnStop])
  async endOwnStops(@Ctx() ctx: Context, @Args(() => EndOwnStops) ended: EndOwnStops) {
    return endStops(ctx, await getOwnRider(ctx), ended);
  }

  @FieldResolver(() => PointType)
  at(@Root() { location }: { location: Point }) {
    return pointOf(location);
  }
}
