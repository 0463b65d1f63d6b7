import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { May } from '../access/may.ts';
import { CoverageForecast } from './forecast-views.ts';
import { forecastCoverage } from './forecasting.ts';
import { CoverageForecastArgs } from './inputs.ts';

@Resolver()
export class CoverageForecastResolver {
  @May('coverage:read')
  @Query(() => CoverageForecast)
  async coverageForecast(
    @Ctx() ctx: Context,
    @Args(() => CoverageForecastArgs) asked: CoverageForecastArgs,
  ) {
    return forecastCoverage(ctx, asked);
  }
}
