import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { May } from '../access/may.ts';
import { lngLatOf, PointInput } from '../territory/point.ts';
import { listStations, nearestStations } from './service.ts';
import { NearestStation, Station } from './station.ts';

@Resolver(() => Station)
export class StationResolver {
  @May('street:read')
  @Query(() => [Station])
  async stations(@Ctx() ctx: Context) {
    return listStations(ctx);
  }

  @May('street:read')
  @Query(() => [NearestStation])
  async nearestStations(
    @Ctx() ctx: Context,
    @Arg('point', () => PointInput) point: PointInput,
    @Arg('first', () => Int, { defaultValue: 5 }) first: number,
  ) {
    return nearestStations(ctx, lngLatOf(point), first);
  }
}
