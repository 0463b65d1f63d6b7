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
  /** How many choices of each seeker are looked at to begin with. */
  readonly firstChoices: number;
  /** A seeker stays alone rather than pay more than this. */
  readonly costLimit?: number;
}

/**
 * The column of each seeker, -1 for none: most matched of the highest rank first, then of the next, then the cheapest.
 * Exact although dense problems begin with the cheapest choices: left out ones that the prices show to matter are taken in.
 */
export function match(seekers: readonly Seeker[], terms: MatchingTerms): Int32Array {
  const idleCosts = idleCostsOf(seekers, terms);
  const looked = seekers.map(({ choices }) => Math.min(choices.length, terms.firstChoices));
  for (;;) {
    const solved = assign(problemOf(seekers, { looked, idleCosts, terms }));
    let widened = false;
    for (const [row, { choices }] of seekers.entries())
      for (let i = choices.length - 1; i >= looked[row]!; i--) {
        const { column, cost } = choices[i]!;
        if (units(cost) >= solved.rowPrices[row]! + solved.columnPrices[column]!) continue;
        looked[row] = i + 1;
        widened = true;
      }
    if (!widened) return solved.columnOf;
  }
}

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

interface Look {
  readonly looked: readonly number[];
  readonly idleCosts: Float64Array;
  readonly terms: MatchingTerms;
}

function problemOf(seekers: readonly Seeker[], { looked, idleCosts, terms }: Look) {
  const starts = new Int32Array(seekers.length + 1);
  for (let row = 0; row < seekers.length; row++) starts[row + 1] = starts[row]! + looked[row]!;
  const columns = new Int32Array(starts[seekers.length]!);
  const costs = new Float64Array(columns.length);
  for (const [row, { choices }] of seekers.entries())
    for (let i = 0; i < looked[row]!; i++) {
      columns[starts[row]! + i] = choices[i]!.column;
      costs[starts[row]! + i] = units(choices[i]!.cost);
    }
  const problem: AssignmentProblem = {
    rows: seekers.length,
    columnCount: terms.columnCount,
    starts,
    columns,
    costs,
    idleCosts,
  };
  return problem;
}
