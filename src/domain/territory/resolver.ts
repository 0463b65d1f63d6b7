import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { FeatureCollectionScalar } from '../../platform/graphql/scalars.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Community } from './community.ts';
import { exportGrids } from './exporting.ts';
import { Grid } from './grid.ts';
import { ImportedGrids, importGrids } from './importing.ts';
import { ImportGrids } from './inputs.ts';
import { Crs, lngLatOf, PointInput } from './point.ts';
import { findGridAt, getStreet, gridsOf, listCommunities, listGrids } from './service.ts';
import { Street } from './street.ts';

@Resolver(() => Community)
export class TerritoryResolver {
  @May('street:read')
  @Query(() => Street)
  async street(@Ctx() ctx: Context) {
    return getStreet(ctx);
  }

  @May('street:read')
  @Query(() => [Community])
  async communities(@Ctx() ctx: Context) {
    return listCommunities(ctx);
  }

  @FieldResolver(() => [Grid])
  async grids(@Root() community: Community, @Ctx() ctx: Context) {
    return gridsOf(ctx, community);
  }

  @May('street:read')
  @Query(() => [Grid], { name: 'grids' })
  async gridsAt(@Ctx() ctx: Context, @Arg('at', () => Date, { nullable: true }) at?: Date) {
    return listGrids(ctx, at ?? ctx.now);
  }

  @May('street:read')
  @Query(() => Grid, { nullable: true })
  async gridAt(
    @Ctx() ctx: Context,
    @Arg('point', () => PointInput) point: PointInput,
    @Arg('at', () => Date, { nullable: true }) at?: Date,
  ) {
    return findGridAt(ctx, lngLatOf(point), at ?? ctx.now);
  }

  @May('territory:export')
  @Query(() => FeatureCollectionScalar)
  async exportGrids(@Ctx() ctx: Context, @Arg('crs', () => Crs) crs: Crs) {
    return exportGrids(ctx, crs);
  }

  @May('territory:import')
  @Idempotent()
  @Mutation(() => ImportedGrids)
  async importGrids(@Ctx() ctx: Context, @Args(() => ImportGrids) drawn: ImportGrids) {
    return importGrids(ctx, drawn);
  }
}
