import type { Assignment, AssignmentProblem } from './assignment.ts';

/** So many edges of each row are taken to begin with. */
const FEW = 16;
/** With no more edges a row than this, all are taken at once. */
const NARROW = 4 * FEW;

/** What the dearest of the cheapest few edges of each row costs; undefined where there are few edges anyhow. */
export function cheapest({ rows, starts, costs }: AssignmentProblem): Float64Array | undefined {
  if (starts[rows]! <= NARROW * rows) return undefined;
  const limits = new Float64Array(rows);
  const least = new Float64Array(FEW);
  for (let row = 0; row < rows; row++) {
    least.fill(Infinity);
    let limit = Infinity;
    const end = starts[row + 1]!;
    for (let edge = starts[row]!; edge < end; edge++) {
      const cost = costs[edge]!;
      if (cost >= limit) continue;
      let at = FEW - 1;
      for (; at > 0 && least[at - 1]! > cost; at--) least[at] = least[at - 1]!;
      least[at] = cost;
      limit = least[FEW - 1]!;
    }
    limits[row] = limit;
  }
  return limits;
}

/** The same problem with those edges alone that cost no more than the limit of their row. */
export function narrowed(problem: AssignmentProblem, limits: Float64Array): AssignmentProblem {
  const { rows, starts, columns, costs } = problem;
  const fewer = new Int32Array(rows + 1);
  let room = 2 * FEW * rows;
  let kept = new Int32Array(room);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const limit = limits[row]!;
    const end = starts[row + 1]!;
    if (count + end - starts[row]! > room) {
      room = 2 * room + end - starts[row]!;
      const more = new Int32Array(room);
      more.set(kept);
      kept = more;
    }
    for (let edge = starts[row]!; edge < end; edge++)
      if (costs[edge]! <= limit) kept[count++] = edge;
    fewer[row + 1] = count;
  }
  const keptColumns = new Int32Array(count);
  const keptCosts = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    keptColumns[i] = columns[kept[i]!]!;
    keptCosts[i] = costs[kept[i]!]!;
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
