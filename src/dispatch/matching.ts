import { assign, type AssignmentProblem } from './assignment.ts';

/** One thing to be matched: its choices cheapest first, and how much it matters to be matched at all. */
export interface Seeker {
  readonly choices: readonly { readonly column: number; readonly cost: number }[];
  /** Higher goes first, whatever the cost. */
  readonly rank: number;
}

/** How the matching is done. */
export interface MatchingTerms {
  readonly columnCount: number;
  /** Of seekers with very many choices so many are looked at to begin with. */
  readonly firstChoices: number;
  /** A seeker stays alone rather than pay more than this. */
  readonly costLimit?: number;
}

/** The column of each seeker, -1 for none: most matched of the highest rank first, then of the next, then the cheapest. Exact. */
export const match = (seekers: readonly Seeker[], terms: MatchingTerms): Int32Array =>
  assign(problemOf(seekers, terms)).columnOf;

/** Thousandths of a minute, moved above zero: costs may be negative by a bonus. */
const SHIFT = 1_000_000;
const units = (cost: number) => Math.round(cost * 1000) + SHIFT;

/** Leaving a seeker of one rank alone outweighs all costs together, and each rank outweighs the one below. */
function idleCostsOf(seekers: readonly Seeker[], { costLimit }: MatchingTerms): Float64Array {
  if (costLimit !== undefined) return new Float64Array(seekers.length).fill(units(costLimit));
  const dearest = seekers.reduce(
    (most, { choices }) => Math.max(most, units(choices.at(-1)?.cost ?? 0)),
    1,
  );
  const step = (seekers.length + 1) * (dearest + 1);
  return Float64Array.from(seekers, ({ rank }) => (rank + 1) * step);
}

function problemOf(seekers: readonly Seeker[], terms: MatchingTerms): AssignmentProblem {
  const starts = new Int32Array(seekers.length + 1);
  for (const [row, { choices }] of seekers.entries())
    starts[row + 1] = starts[row]! + choices.length;
  const columns = new Int32Array(starts[seekers.length]!);
  const costs = new Float64Array(columns.length);
  for (const [row, { choices }] of seekers.entries())
    for (const [i, { column, cost }] of choices.entries()) {
      columns[starts[row]! + i] = column;
      costs[starts[row]! + i] = units(cost);
    }
  return {
    rows: seekers.length,
    columnCount: terms.columnCount,
    starts,
    columns,
    costs,
    idleCosts: idleCostsOf(seekers, terms),
    few: terms.firstChoices,
  };
}
