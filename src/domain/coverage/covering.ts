import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { countedRows, replayedRows, type CoverageRow } from './counted.ts';
import { coverageDefinition, observedDefinition } from './definitions.ts';
import { observedIn } from './observing.ts';
import { type Period, periodOf, wholeHours } from './period.ts';
import { policyOf } from './policy.ts';
import type { CoveragePolicy } from './rules.ts';
import { changedIn, gridNames, isAnalyst } from './scope.ts';
import { shareOf, totalOf } from './sharing.ts';
import {
  Basis,
  CoverageReport,
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
  const source = sourceOf(ctx, { ...asked, ...period }, policy);
  const rows = await source.grids();
  const byGrid = Map.groupBy(rows, ({ gridId }) => gridId);
  const told = await gridNames(ctx, [...byGrid.keys()]);
  const wanted = asked.gridIds ? told.filter(({ id }) => asked.gridIds!.includes(id)) : told;
  const rule = { weight: asked.weight, cell: isAnalyst(ctx) ? policy.smallestCell : 0 };
  const observed = lookOnce(() => observedIn(ctx, { ...period, cut: asked.cut }, policy));
  const hours = lookOnce(async () => Map.groupBy(await source.hours(), ({ gridId }) => gridId));
  const hourOf = (row: CoverageRow) =>
    Object.assign(new HourCoverage(), shareOf([row], rule), {
      hour: row.hour,
      look: async () => (await observed())(row.gridId, row.hour),
    });
  return Object.assign(new CoverageReport(), {
    ...period,
    cut: asked.cut,
    changed: () => changedIn(ctx, period),
    basis: basisOf(rows),
    definition: coverageDefinition(asked, policy),
    observedDefinition: observedDefinition(policy.minimumN),
    total: totalOf(
      wanted.map(({ id }) => byGrid.get(id)!),
      rule,
    ),
    grids: wanted.map((grid) =>
      Object.assign(new GridCoverage(), shareOf(byGrid.get(grid.id)!, rule), {
        grid,
        byHour: async () =>
          ((await hours()).get(grid.id) ?? []).toSorted((a, b) => a.hour - b.hour).map(hourOf),
      }),
    ),
  });
}

/** The period in whole hours, and the numbers asked for within what is kept. */
export function periodWithin(asked: CoverageAsked, policy: CoveragePolicy): Period {
  checkReach(asked, policy);
  const { cut } = asked;
  const days = cut === Cut.AS_IT_WAS ? policy.mostDays : policy.mostDaysAnew;
  return wholeHours(periodOf(asked, days));
}

/** Refuses INVALID_INPUT when no such minutes or riders are counted. */
export function checkReach(
  { minutes, k }: Pick<CoverageAsked, 'minutes' | 'k'>,
  { mostMinutes, mostRiders }: CoveragePolicy,
): void {
  if (!(minutes >= 1 && minutes <= mostMinutes))
    refuse('INVALID_INPUT', `minutes: 1 – ${mostMinutes}`);
  if (!(k >= 1 && k <= mostRiders)) refuse('INVALID_INPUT', `k: 1 – ${mostRiders}`);
}

/** Where the counts come from: kept ones are read as coarsely as they are asked for. */
function sourceOf(ctx: Context, asked: CoverageAsked, policy: CoveragePolicy) {
  if (asked.cut === Cut.AS_IT_WAS)
    return {
      grids: () => countedRows(ctx, asked, 'GRID'),
      hours: () => countedRows(ctx, asked, 'HOUR'),
    };
  const rows = lookOnce(() => replayedRows(ctx, asked, policy));
  return { grids: rows, hours: rows };
}

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
