import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import type { Station } from '../stations/station.ts';
import { listStations } from '../stations/service.ts';
import type { Counts, CoverageRow } from './counted.ts';
import { basisOf, checkReach } from './covering.ts';
import { expectRiders } from './expecting.ts';
import { countedOf, forecastCaveats, forecastDefinition } from './forecast-definitions.ts';
import { CoverageForecast, ForecastQuarter, GridForecast } from './forecast-views.ts';
import {
  expectedCounts,
  type Horizon,
  QUARTER_MS,
  STEPS_PER_QUARTER,
  standsOf,
} from './forecasting-rules.ts';
import { type Ground, readGround } from './ground.ts';
import { policyOf } from './policy.ts';
import { groundWithin, quartersOn, type Reach } from './quarters.ts';
import { holesIn, remediesFor } from './remedying.ts';
import type { CoveragePolicy } from './rules.ts';
import { gridNames, isAnalyst } from './scope.ts';
import { shareOf, type ShareRule, totalOf } from './sharing.ts';
import { type GridName, Missing, type Share } from './views.ts';

/** What the coming hours are asked for. */
export interface ForecastAsked extends Reach {
  readonly hours: number;
}

/** What is counted, and how often with other riders. */
export interface Outlook {
  readonly asked: ForecastAsked;
  readonly horizon: Horizon;
  readonly ground: Ground;
  readonly counts: readonly Counts[];
  readonly count: (ground: Ground, counts: readonly Counts[]) => CoverageRow[];
  /** The grids the actor is told of, and how. */
  readonly told: readonly GridName[];
  readonly rule: ShareRule;
  /** Their anchors are the last, in this order. */
  readonly stations: readonly Station[];
}

const MOST_HOURS = 12;

/** 覆盖预报: for each grid and coming quarter the share that k riders are expected to reach in time. Refuses INVALID_INPUT. */
export async function forecastCoverage(
  ctx: Context,
  asked: ForecastAsked,
): Promise<CoverageForecast> {
  const policy = await policyOf(ctx);
  checkAsked(asked, policy);
  const now = ctx.now.getTime();
  const horizon = { from: now, quarters: asked.hours * 4 };
  const until = now + horizon.quarters * QUARTER_MS;
  const expectation = await expectRiders(ctx, new Date(until));
  const stations = await listStations(ctx);
  const whole = await readGround(ctx, policy, {
    instant: ctx.now,
    standIn: [],
    alsoFrom: stations.map(
      ({
        location: {
          coordinates: [lng, lat],
        },
      }) => [lng!, lat!] as const,
    ),
  });
  const ground = groundWithin(whole, asked.minutes);
  const stands = expectation.riders.map((rider) =>
    standsOf(rider, expectation.rest, { from: now, until }),
  );
  const placed = stands.flat().flatMap(({ grid, ...stand }) => {
    const anchor = grid === null ? undefined : ground.anchors.get(grid);
    return anchor === undefined ? [] : [{ ...stand, anchor }];
  });
  const outlook: Outlook = {
    asked,
    horizon,
    ground,
    counts: expectedCounts(placed, horizon, ground.anchorCount),
    count: (on, counts) => quartersOn(on, { ...asked, policy }, counts),
    told: await gridNames(
      ctx,
      ground.grids.map(({ id }) => id),
    ),
    rule: { weight: asked.weight, cell: isAnalyst(ctx) ? policy.smallestCell : 0 },
    stations,
  };
  const counted = countedOf(expectation.riders, stands, { now, until });
  return forecastOf(outlook, {
    definition: forecastDefinition(asked, policy),
    caveats: forecastCaveats(counted),
    counted,
  });
}

function checkAsked(asked: ForecastAsked, policy: CoveragePolicy): void {
  checkReach(asked, policy);
  if (!(asked.hours >= 1 && asked.hours <= MOST_HOURS))
    refuse('INVALID_INPUT', `hours: 1 – ${MOST_HOURS}`);
}

type Told = Pick<CoverageForecast, 'definition' | 'caveats' | 'counted'>;

function forecastOf(outlook: Outlook, said: Told): CoverageForecast {
  const { horizon, ground, counts, told, rule } = outlook;
  const rows = outlook.count(ground, counts);
  const at = Map.groupBy(rows, ({ gridId, hour }) => `${gridId} ${hour}`);
  const of = (grid: GridName, quarter: number) => at.get(`${grid.id} ${quarter}`) ?? [];
  const quarters = Array.from({ length: horizon.quarters }, (_, quarter) => quarter);
  const ridersIn = (grid: GridName, quarter: number) =>
    ridersAt(outlook, ground.anchors.get(grid.id)!, quarter);
  const total = quarters.map((quarter) => {
    const own = told.map((grid) => of(grid, quarter));
    const seen = own.filter((one) => shareOf(one, rule).missing !== Missing.TOO_FEW).flat();
    const riders = told.reduce((sum, grid) => sum + ridersIn(grid, quarter), 0);
    return quarterOf(horizon, quarter, { share: totalOf(own, rule), riders, rows: seen });
  });
  const grids = told.map((grid) =>
    Object.assign(new GridForecast(), {
      grid,
      quarters: quarters.map((quarter) => {
        const own = of(grid, quarter);
        const riders = ridersIn(grid, quarter);
        return quarterOf(horizon, quarter, { share: shareOf(own, rule), riders, rows: own });
      }),
    }),
  );
  const thinnest = holesIn(grids);
  return Object.assign(new CoverageForecast(), said, {
    from: new Date(horizon.from),
    until: new Date(horizon.from + horizon.quarters * QUARTER_MS),
    basis: basisOf(rows),
    total,
    grids,
    thinnest,
    remedy: () => (thinnest[0] ? remediesFor(outlook, thinnest[0]) : []),
  });
}

interface Quarter {
  readonly share: Share;
  readonly riders: number;
  readonly rows: readonly CoverageRow[];
}

const quarterOf = (
  { from }: Horizon,
  quarter: number,
  { share, riders, rows }: Quarter,
): ForecastQuarter =>
  Object.assign(new ForecastQuarter(), share, {
    from: new Date(from + quarter * QUARTER_MS),
    until: new Date(from + (quarter + 1) * QUARTER_MS),
    expectedRiders: riders,
    uncovered: share.share === null ? null : uncoveredIn(rows),
  });

/** Households or elders not covered, the mean over the samples of a quarter. */
export const uncoveredIn = (rows: readonly CoverageRow[]): number =>
  rows.reduce((sum, { weight, covered, samples }) => sum + (weight - covered) / samples, 0);

const ridersAt = ({ counts }: Outlook, anchor: number, quarter: number): number => {
  const steps = counts.filter(({ hour }) => hour === quarter);
  return steps.reduce((sum, { riders }) => sum + riders[anchor]!, 0) / STEPS_PER_QUARTER;
};
