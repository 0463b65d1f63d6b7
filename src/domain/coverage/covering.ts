import { asPlatform, type Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { countedRows, replayedRows, type CoverageRow } from './counted.ts';
import { coverageDefinition, observedDefinition } from './definitions.ts';
import { observedIn } from './observing.ts';
import { type Period, periodOf, wholeHours } from './period.ts';
import { policyOf } from './policy.ts';
import type { CoveragePolicy } from './rules.ts';
import { changedIn, grids, isAnalyst } from './scope.ts';
import { shareOf, totalOf } from './sharing.ts';
import {
  Basis,
  type CoverageReport,
  type CoverageWeight,
  Cut,
  GridCoverage,
  HourCoverage,
} from './views.ts';

/** What coverage is asked for. */
export interface CoverageAsked extends Period {
  readonly minutes: number;
  /** How many riders at once. */
  readonly k: number;
  readonly weight: CoverageWeight;
  readonly cut: Cut;
  readonly gridIds?: readonly string[] | null | undefined;
}

/** 网格覆盖: for each grid and hour of the day the share that k riders could have reached in time. Refuses INVALID_INPUT. */
export async function coverGrids(ctx: Context, asked: CoverageAsked): Promise<CoverageReport> {
  const policy = await policyOf(ctx);
  const period = periodWithin(asked, policy);
  const rows = await rowsFor(ctx, { ...asked, ...period }, policy);
  const told = await grids(ctx, [...new Set(rows.map(({ gridId }) => gridId))]);
  const wanted = asked.gridIds ? told.filter(({ id }) => asked.gridIds!.includes(id)) : told;
  const byGrid = Map.groupBy(rows, ({ gridId }) => gridId);
  const rule = { weight: asked.weight, cell: isAnalyst(ctx) ? policy.smallestCell : 0 };
  const observed = lookOnce(() => observedIn(ctx, { ...period, cut: asked.cut }, policy));
  return {
    ...period,
    cut: asked.cut,
    changedGrids: await changedIn(ctx, period),
    basis: basisOf(rows),
    definition: coverageDefinition(asked, policy),
    observedDefinition: observedDefinition(policy.minimumN),
    total: totalOf(
      wanted.map(({ id }) => byGrid.get(id)!),
      rule,
    ),
    grids: wanted.map((grid) => {
      const own = byGrid.get(grid.id)!;
      const hours = own
        .toSorted((a, b) => a.hour - b.hour)
        .map((row) =>
          Object.assign(new HourCoverage(), shareOf([row], rule), {
            hour: row.hour,
            look: async () => (await observed())(grid.id, row.hour),
          }),
        );
      return Object.assign(new GridCoverage(), shareOf(own, rule), { grid, hours });
    }),
  };
}

/** The period in whole hours, and the numbers asked for within what is kept. */
export function periodWithin(asked: CoverageAsked, policy: CoveragePolicy): Period {
  const { minutes, k, cut } = asked;
  if (!(minutes >= 1 && minutes <= policy.mostMinutes))
    refuse('INVALID_INPUT', `minutes: 1 – ${policy.mostMinutes}`);
  if (!(k >= 1 && k <= policy.mostRiders)) refuse('INVALID_INPUT', `k: 1 – ${policy.mostRiders}`);
  const days = cut === Cut.AS_IT_WAS ? policy.mostDays : policy.mostDaysAnew;
  return wholeHours(periodOf(asked, days));
}

const rowsFor = async (
  ctx: Context,
  asked: CoverageAsked,
  policy: CoveragePolicy,
): Promise<CoverageRow[]> =>
  asked.cut === Cut.AS_IT_WAS
    ? countedRows(ctx, asked)
    : replayedRows(asPlatform(ctx), asked, policy);

export function basisOf(rows: readonly CoverageRow[]): Basis | null {
  if (rows.length === 0) return null;
  if (rows.every(({ onRoads }) => onRoads === 1)) return Basis.ROADS;
  return rows.every(({ onRoads }) => onRoads === 0) ? Basis.STRAIGHT_LINE : Basis.MIXED;
}

/** Reads what several fields of one answer need only when the first of them is asked, and once. */
function lookOnce<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= look());
}
