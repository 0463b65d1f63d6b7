import type { Context } from '../../platform/context.ts';
import type { Grid } from '../territory/grid.ts';
import { clustersIn } from './clustering.ts';
import type { HotSpot, HotSpotReport } from './hot-spot-views.ts';
import { type Least, leastOf } from './observing.ts';
import { before, type Period, periodOf } from './period.ts';
import { policyOf } from './policy.ts';
import { gridIdOf } from './recut.ts';
import type { CoveragePolicy } from './rules.ts';
import { grids } from './scope.ts';
import { shrunkenRates } from './statistics.ts';
import { Cut, Missing } from './views.ts';

/** What hot spots are asked for. */
export interface HotSpotsAsked extends Period {
  readonly kind?: string | null | undefined;
}

/** 热点: where most is asked for, for the households there, on today's grids. Refuses INVALID_INPUT. */
export async function findHotSpots(ctx: Context, asked: HotSpotsAsked): Promise<HotSpotReport> {
  const policy = await policyOf(ctx);
  const period = periodOf(asked, policy.mostDays);
  const [now, then] = [
    await demand(ctx, asked),
    await demand(ctx, { ...asked, ...before(period) }),
  ];
  const inForce = await ctx.em.execute<{ id: string }[]>(
    'select id from grid where street_id = ? and valid_from <= ? and (valid_to is null or valid_to > ?)',
    [ctx.actor!.streetId, ctx.now.toISOString(), ctx.now.toISOString()],
  );
  const told = await grids(
    ctx,
    inForce.map(({ id }) => id),
  );
  const least = leastOf(ctx, policy);
  const demands = told.map((grid) => ({
    grid,
    cases: now.get(grid.id) ?? 0,
    casesBefore: then.get(grid.id) ?? 0,
    exposure: grid.households,
  }));
  const rates = shrunkenRates(demands);
  return {
    ...period,
    definition: definitionBy(policy),
    grids: ranked(demands.map((one, index) => spotOf({ ...one, rate: rates[index]! }, least))),
    clusters: await clustersIn(ctx, asked, policy),
  };
}

interface Demand {
  readonly grid: Grid;
  readonly cases: number;
  readonly casesBefore: number;
  readonly exposure: number;
  readonly rate: number;
}

function spotOf(
  { grid, cases, casesBefore, exposure, rate }: Demand,
  { figure, count }: Least,
): HotSpot {
  const nobody = exposure === 0;
  const isTold = cases >= figure && cases > 0 && !nobody;
  return {
    grid,
    rank: null,
    missing: isTold ? null : nobody ? Missing.NOBODY_THERE : Missing.TOO_FEW,
    n: cases >= count ? cases : null,
    nBefore: casesBefore >= count ? casesBefore : null,
    perThousand: isTold ? (1_000 * cases) / exposure : null,
    shrunkenPerThousand: isTold ? 1_000 * rate : null,
    trend: isTold && casesBefore >= Math.max(1, figure) ? cases / casesBefore - 1 : null,
  };
}

/** Only what is told is ranked: a single request never makes a hot spot. */
function ranked(spots: readonly HotSpot[]): HotSpot[] {
  const rate = ({ shrunkenPerThousand }: HotSpot) => shrunkenPerThousand ?? -1;
  const sorted = spots.toSorted((a, b) => rate(b) - rate(a) || (b.n ?? 0) - (a.n ?? 0));
  return sorted.map((spot, index) =>
    spot.missing ? spot : Object.assign(spot, { rank: index + 1 }),
  );
}

async function demand(
  { em, actor, now }: Context,
  { from, until, kind }: HotSpotsAsked,
): Promise<Map<string, number>> {
  const grid = gridIdOf(Cut.AS_TODAY, now);
  const rows = await em.execute<{ grid: string; n: number }[]>(
    `select ${grid.sql} as grid, count(*)::int as n from request_course c
     where c.street_id = ? and c.opened_at >= ? and c.opened_at < ? ${kind ? 'and c.kind_code = ?' : ''} group by 1`,
    [
      ...grid.values,
      actor!.streetId,
      from.toISOString(),
      until.toISOString(),
      ...(kind ? [kind] : []),
    ],
  );
  return new Map(rows.map(({ grid, n }) => [grid, n]));
}

const definitionBy = ({ minimumN, clusterM, clusterResidents, version }: CoveragePolicy) => ({
  zh: `时段内提出的请求，按今天的网格，每千户件数；排序用经验贝叶斯收缩率（伽马先验，Marshall 1991），少于 ${minimumN} 件不排序；趋势与前一个等长时段比较。聚集点：相距不超过 ${clusterM} 米、至少 ${clusterResidents} 位不同居民，位置取不小于 100 米的格子。规则第 ${version} 版。`,
  en: `Requests opened in the period on today's grids, per 1,000 households; ranked by the empirical Bayes rate (gamma prior, Marshall 1991), fewer than ${minimumN} are not ranked; the trend is against the period of the same length before. Clusters: not more than ${clusterM} m apart, at least ${clusterResidents} distinct residents, told on a lattice of at least 100 m. Policy ${version}.`,
});
