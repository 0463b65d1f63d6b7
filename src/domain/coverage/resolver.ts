import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { coverGrids } from './covering.ts';
import { GridCoverageArgs, ImportRoads } from './inputs.ts';
import { ImportedRoads, importRoads } from './roads.ts';
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
}
