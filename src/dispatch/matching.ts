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

/** Costs may be negative by a bonus: by so many units all are moved above zero, and by more when that is not enough. */
const SHIFT = 1_000_000;
const UNITS_PER_MINUTE = 1000;
/** What is added up on the way through a matching stays below so many times what it costs to leave one seeker alone. */
const ADDED_UP = 4;

/** What a cost in minutes counts as in a matching, in whole numbers of at least zero. */
type Units = (cost: number) => number;

/** Thousandths of a minute; coarser where sums of those would no longer be exact, which no matching could survive. */
function unitsFor(seekers: readonly Seeker[], { costLimit = 0 }: MatchingTerms): Units {
  let [least, most, rank] = [0, costLimit, 0];
  for (const seeker of seekers) {
    least = Math.min(least, seeker.choices[0]?.cost ?? 0);
    most = Math.max(most, seeker.choices.at(-1)?.cost ?? 0);
    rank = Math.max(rank, seeker.rank);
  }
  const shift = Math.max(SHIFT, Math.ceil(-least * UNITS_PER_MINUTE));
  const dearest = most * UNITS_PER_MINUTE + shift + 2;
  const largest = ADDED_UP * (rank + 1) * (seekers.length + 1) * dearest;
  const coarser = Math.max(1, largest / Number.MAX_SAFE_INTEGER);
  const moved = Math.ceil(shift / coarser);
  return (cost) => Math.round((cost * UNITS_PER_MINUTE) / coarser) + moved;
}

/** Leaving a seeker of one rank alone outweighs all costs together, and each rank outweighs the one below. */
function idleCostsOf(
  seekers: readonly Seeker[],
  { costLimit, units }: MatchingTerms & { readonly units: Units },
): Float64Array {
  if (costLimit !== undefined) return new Float64Array(seekers.length).fill(units(costLimit));
  const dearest = seekers.reduce(
    (most, { choices }) => Math.max(most, units(choices.at(-1)?.cost ?? 0)),
    1,
  );
  const step = (seekers.length + 1) * (dearest + 1);
  return Float64Array.from(seekers, ({ rank }) => (rank + 1) * step);
}

function problemOf(seekers: readonly Seeker[], terms: MatchingTerms): AssignmentProblem {
  const units = unitsFor(seekers, terms);
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
    idleCosts: idleCostsOf(seekers, { ...terms, units }),
    few: terms.firstChoices,
  };
}
