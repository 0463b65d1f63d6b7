import type { Assignment, AssignmentProblem } from './assignment.ts';

/** So many edges of each row are taken to begin with, unless the problem says otherwise. */
const FEW = 16;
/** With no more than so many times as many edges a row, all are taken at once. */
const NARROW = 4;

/** What the dearest of the cheapest few edges of each row costs; undefined where there are few edges anyhow. */
export function cheapest({
  rows,
  starts,
  costs,
  few = FEW,
}: AssignmentProblem): Float64Array | undefined {
  if (starts[rows]! <= NARROW * few * rows) return undefined;
  const limits = new Float64Array(rows);
  const least = new Float64Array(few);
  for (let row = 0; row < rows; row++) {
    least.fill(Infinity);
    let limit = Infinity;
    const end = starts[row + 1]!;
    for (let edge = starts[row]!; edge < end; edge++) {
      const cost = costs[edge]!;
      if (cost >= limit) continue;
      let at = few - 1;
      for (; at > 0 && least[at - 1]! > cost; at--) least[at] = least[at - 1]!;
      least[at] = cost;
      limit = least[few - 1]!;
    }
    limits[row] = limit;
  }
  return limits;
}

/** The same problem with those edges alone that cost no more than the limit of their row. */
export function narrowed(problem: AssignmentProblem, limits: Float64Array): AssignmentProblem {
  const { rows, starts, columns, costs } = problem;
  const fewer = new Int32Array(rows + 1);
  const kept: number[] = [];
  for (let row = 0; row < rows; row++) {
    const limit = limits[row]!;
    const end = starts[row + 1]!;
    for (let edge = starts[row]!; edge < end; edge++) if (costs[edge]! <= limit) kept.push(edge);
    fewer[row + 1] = kept.length;
  }
  const keptColumns = new Int32Array(kept.length);
  const keptCosts = new Float64Array(kept.length);
  for (let at = 0; at < kept.length; at++) {
    keptColumns[at] = columns[kept[at]!]!;
    keptCosts[at] = costs[kept[at]!]!;
  }
  return { ...problem, starts: fewer, columns: keptColumns, costs: keptCosts };
}

/** Raises the limits to the dearest edge that the prices show to matter; false when there is none, and the assignment stands. */
export function lacking(
  { rows, starts, columns, costs }: AssignmentProblem,
  { rowPrices, columnPrices }: Assignment,
  limits: Float64Array,
): boolean {
  let lacks = false;
  for (let row = 0; row < rows; row++) {
    const price = rowPrices[row]!;
    const end = starts[row + 1]!;
    let most = limits[row]!;
    for (let edge = starts[row]!; edge < end; edge++) {
      const cost = costs[edge]!;
      if (cost > most && cost - columnPrices[columns[edge]!]! < price) most = cost;
    }
    if (most === limits[row]) continue;
    limits[row] = most;
    lacks = true;
  }
  return lacks;
}
