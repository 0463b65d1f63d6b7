import type { Context } from '../../platform/context.ts';
import type { LngLat } from '../../geo/point.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import type { Grid } from '../territory/grid.ts';
import { type Counts, type CoverageRow, rowsOn, sampleBy } from './counted.ts';
import { basisOf, periodWithin } from './covering.ts';
import { coverageDefinition } from './definitions.ts';
import { readGround } from './ground.ts';
import type { Period } from './period.ts';
import { policyOf } from './policy.ts';
import { type Sample, samplesIn, stoodIn } from './presence.ts';
import type { CoveragePolicy } from './rules.ts';
import { grids, isAnalyst } from './scope.ts';
import { shareOf, type ShareRule, totalOf } from './sharing.ts';
import type { SupposedCoverage, SupposedGain, SupposedReport } from './supposed-views.ts';
import { type CoverageWeight, Cut, type Share } from './views.ts';

/** Riders who would stand somewhere in some hours of each day, on the street's clock: from one hour up to another. */
export interface Supposed {
  readonly at: { readonly point: LngLat } | { readonly gridId: string };
  readonly riders: number;
  readonly fromHour: number;
  readonly untilHour: number;
}

export interface SupposedAsked extends Period {
  readonly minutes: number;
  readonly k: number;
  readonly weight: CoverageWeight;
}

/** 如果: coverage as it would have been with more riders, beside as it was, both on today's grids, homes and roads. */
export async function supposeRiders(
  ctx: Context,
  asked: SupposedAsked,
  change: readonly Supposed[],
): Promise<SupposedReport> {
  const { count, told, rule, policy } = await openSuppositions(ctx, asked, change);
  const [asIs, supposed] = [count([]), count(change.map((_, index) => index))];
  const beside = (grid: Grid | null, pick: (rows: ByGrid) => Share): SupposedCoverage => ({
    grid,
    ...gainOf(pick(asIs), pick(supposed)),
  });
  return {
    definition: coverageDefinition(asked, policy),
    basis: basisOf([...asIs.values()].flat()),
    total: beside(null, (rows) => totalIn(rows, told, rule)),
    grids: told.map((grid) => beside(grid, (rows) => shareOf(rows.get(grid.id) ?? [], rule))),
  };
}

/** 补在哪里: which of some grids closes the largest hole, the best first; equal ones by code. */
export async function bestGrids(
  ctx: Context,
  asked: SupposedAsked,
  candidates: readonly Supposed[],
): Promise<SupposedGain[]> {
  const { count, told, rule } = await openSuppositions(ctx, asked, candidates);
  const asIs = totalIn(count([]), told, rule);
  const gains = candidates.map(({ at }, index) => ({
    grid: told.find(({ id }) => 'gridId' in at && id === at.gridId) ?? refuse('NOT_FOUND'),
    ...gainOf(asIs, totalIn(count([index]), told, rule)),
  }));
  return gains.toSorted(
    (a, b) => (b.gain ?? 0) - (a.gain ?? 0) || (a.grid.code < b.grid.code ? -1 : 1),
  );
}

type ByGrid = ReadonlyMap<string, readonly CoverageRow[]>;

const totalIn = (rows: ByGrid, told: readonly Grid[], rule: ShareRule): Share =>
  totalOf(
    told.map(({ id }) => rows.get(id) ?? []),
    rule,
  );

const gainOf = (asIs: Share, supposed: Share) => ({
  asIs: asIs.share,
  supposed: supposed.share,
  gain: asIs.share === null || supposed.share === null ? null : supposed.share - asIs.share,
  missing: asIs.missing,
});

/** Reads the ground and the samples once; each supposition is then counted in memory. */
async function openSuppositions(ctx: Context, asked: SupposedAsked, supposed: readonly Supposed[]) {
  const policy = await policyOf(ctx);
  const period = periodWithin({ ...asked, cut: Cut.AS_TODAY }, policy);
  const samples = await samplesIn(ctx, period);
  const places = supposed.flatMap(({ at }) => ('point' in at ? [at.point] : []));
  const ground = await readGround(ctx, policy, {
    instant: ctx.now,
    standIn: stoodIn(samples),
    alsoFrom: places,
  });
  const told = await grids(
    ctx,
    ground.grids.map(({ id }) => id),
  );
  const firstPlace = ground.anchorCount - places.length;
  const anchorOf = ({ at }: Supposed): number => {
    if ('point' in at) return firstPlace + places.indexOf(at.point);
    const standing = isId(at.gridId) && ground.grids.some(({ id }) => id === at.gridId);
    return standing ? ground.anchors.get(at.gridId)! : refuse('NOT_FOUND');
  };
  const stands = supposed.map((one) => ({ ...hoursOf(one), anchor: anchorOf(one) }));
  const counts = samples.map((sample: Sample) => sampleBy(ground)(sample));
  const count = (which: readonly number[]): ByGrid => {
    const rows = rowsOn(
      ground,
      { ...asked, policy },
      withRiders(
        counts,
        which.map((index) => stands[index]!),
      ),
    );
    return Map.groupBy(rows, ({ gridId }) => gridId);
  };
  return { count, told, rule: ruleOf(ctx, asked, policy), policy };
}

const ruleOf = (
  ctx: Context,
  { weight }: SupposedAsked,
  { smallestCell }: CoveragePolicy,
): ShareRule => ({ weight, cell: isAnalyst(ctx) ? smallestCell : 0 });

interface Stand {
  readonly anchor: number;
  readonly riders: number;
  readonly within: (hour: number) => boolean;
}

/** Hours that end before they begin run over midnight. */
function hoursOf({ riders, fromHour, untilHour }: Supposed): Omit<Stand, 'anchor'> {
  if (!(fromHour >= 0 && fromHour < 24 && untilHour > 0 && untilHour <= 24))
    refuse('INVALID_INPUT', 'fromHour: 0 – 23, untilHour: 1 – 24');
  if (!(riders >= 1 && riders <= 50)) refuse('INVALID_INPUT', 'riders: 1 – 50');
  const within = (hour: number) =>
    fromHour < untilHour
      ? hour >= fromHour && hour < untilHour
      : hour >= fromHour || hour < untilHour;
  return { riders, within };
}

function withRiders(counts: readonly Counts[], stands: readonly Stand[]): Counts[] {
  return counts.map(({ hour, riders }) => {
    const more = [...riders];
    for (const { anchor, riders: count, within } of stands)
      if (within(hour)) more[anchor] = (more[anchor] ?? 0) + count;
    return { hour, riders: more };
  });
}
