import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { coverGrids } from './covering.ts';
import { HotSpotReport } from './hot-spot-views.ts';
import { findHotSpots } from './hot-spots.ts';
import {
  GridCoverageArgs,
  GridMetricsArgs,
  HotSpotsArgs,
  ImportRoads,
  supposedOf,
  WhatIfArgs,
  WhatIfBestArgs,
} from './inputs.ts';
import { measureGrids } from './measuring.ts';
import { MetricsReport } from './metric-views.ts';
import { ImportedRoads, importRoads } from './roads.ts';
import { SupposedGain, SupposedReport } from './supposed-views.ts';
import { bestGrids, supposeRiders } from './supposing.ts';
import { CoverageReport } from './views.ts';

@Resolver()
export class CoverageResolver {
  @May('roads:import')
  @Idempotent()
  @Mutation(() => ImportedRoads)
  async importRoads(@Ctx() ctx: Context, @Args(() => ImportRoads) drawn: ImportRoads) {
    return importRoads(ctx, drawn);
  }

  @May('coverage:read')
  @Query(() => CoverageReport)
  async gridCoverage(@Ctx() ctx: Context, @Args(() => GridCoverageArgs) asked: GridCoverageArgs) {
    return coverGrids(ctx, asked);
  }

  @May('coverage:read')
  @Query(() => MetricsReport)
  async gridMetrics(@Ctx() ctx: Context, @Args(() => GridMetricsArgs) asked: GridMetricsArgs) {
    return measureGrids(ctx, asked);
  }

  @May('coverage:read')
  @Query(() => HotSpotReport)
  async hotSpots(@Ctx() ctx: Context, @Args(() => HotSpotsArgs) asked: HotSpotsArgs) {
    return findHotSpots(ctx, asked);
  }

  @May('coverage:read')
  @Query(() => SupposedReport)
  async whatIf(@Ctx() ctx: Context, @Args(() => WhatIfArgs) { change, ...asked }: WhatIfArgs) {
    return supposeRiders(ctx, asked, change.map(supposedOf));
  }

  @May('coverage:read')
  @Query(() => [SupposedGain])
  async whatIfBest(
    @Ctx() ctx: Context,
    @Args(() => WhatIfBestArgs)
    { candidates, riders, fromHour, untilHour, ...asked }: WhatIfBestArgs,
  ) {
    const supposed = candidates.map((gridId) => ({ at: { gridId }, riders, fromHour, untilHour }));
    return bestGrids(ctx, asked, supposed);
  }
}
