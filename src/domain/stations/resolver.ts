import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { lngLatOf, PointInput } from '../territory/point.ts';
import { OneStation, OpenStationInput } from './inputs.ts';
import { closeStation, listStations, nearestStations, openStation } from './service.ts';
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

  @May('station:open')
  @Idempotent()
  @Mutation(() => Station)
  async openStation(
    @Ctx() ctx: Context,
    @Arg('input', () => OpenStationInput) { point, ...station }: OpenStationInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return openStation(ctx, { ...station, location: lngLatOf(point) });
  }

  @May('station:open')
  @Transactional()
  @Mutation(() => Station)
  async closeStation(@Ctx() ctx: Context, @Args(() => OneStation) { id }: OneStation) {
    return closeStation(ctx, id);
  }
}
