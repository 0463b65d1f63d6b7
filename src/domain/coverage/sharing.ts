import type { CoverageRow } from './counted.ts';
import { CoverageWeight, Missing, type Share } from './views.ts';

/** Whose share, and below how many people nothing is told. */
export interface ShareRule {
  readonly weight: CoverageWeight;
  readonly cell: number;
}

/** The share over some rows of one grid. */
export function shareOf(rows: readonly CoverageRow[], rule: ShareRule): Share {
  const sum = (of: (row: CoverageRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const samples = sum(({ samples }) => samples);
  if (samples === 0) return { share: null, samples, missing: Missing.NOT_MEASURED };
  if (isHidden(rows, rule)) return { share: null, samples, missing: Missing.TOO_FEW };
  const units = sum(({ units }) => units);
  if (units === 0) return { share: null, samples, missing: Missing.NOBODY_THERE };
  return { share: sum(({ reached }) => reached) / units, samples, missing: null };
}

/** The share over all grids, each with its weight; grids that are not told are not in it. */
export function totalOf(grids: readonly (readonly CoverageRow[])[], rule: ShareRule): Share {
  const rows = grids.filter((own) => !isHidden(own, rule)).flat();
  const samples = Math.max(
    0,
    ...grids.map((own) => own.reduce((total, row) => total + row.samples, 0)),
  );
  if (samples === 0) return { share: null, samples, missing: Missing.NOT_MEASURED };
  const weight = rows.reduce((total, row) => total + row.weight, 0);
  if (weight === 0) {
    const hidden = grids.length > 0 && rows.length === 0;
    return { share: null, samples, missing: hidden ? Missing.TOO_FEW : Missing.NOBODY_THERE };
  }
  const covered = rows.reduce((total, row) => total + row.covered, 0);
  return { share: covered / weight, samples, missing: null };
}

const isHidden = (rows: readonly CoverageRow[], { weight, cell }: ShareRule): boolean =>
  weight === CoverageWeight.ELDERS_LIVING_ALONE && rows.some(({ fewest }) => fewest < cell);
