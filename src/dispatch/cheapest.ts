import type { AssignmentProblem } from './assignment.ts';

/** About so many edges of each row are picked to begin with, unless the problem says otherwise. */
const FEW = 20;
/** A row that needs more is given so many times as many. */
const WIDER = 4;
/** A row with no more than so many times as many is picked whole. */
const NEARLY_ALL = 2;
/** What is cheap in a row is judged by a sample in which so many are. */
const SAMPLED = 6;

/** The edges of each row from the cheapest on, of equal ones the first; picked as they are needed. */
export class Cheapest {
  columns: Int32Array;
  costs: Float64Array;
  /** Where the picked edges of each row begin, and how many they are. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  private readonly problem: AssignmentProblem;
  private used = 0;
  private readonly least = new Float64Array(SAMPLED);

  constructor(problem: AssignmentProblem) {
    const { rows, starts, few = FEW } = problem;
    this.problem = problem;
    this.first = new Int32Array(rows);
    this.count = new Int32Array(rows);
    const size = Math.min(starts[rows]!, NEARLY_ALL * few * rows);
    this.columns = new Int32Array(size);
    this.costs = new Float64Array(size);
    for (let row = 0; row < rows; row++) this.pick(row, few);
  }

  /** Whether a row has edges that are not picked; none of them is cheaper than the last that is. */
  hasMore(row: number): boolean {
    const { starts } = this.problem;
    return this.count[row]! < starts[row + 1]! - starts[row]!;
  }

  /** Picks more edges of a row: those picked before stay the first. False when there are no more. */
  widen(row: number): boolean {
    const more = this.hasMore(row);
    if (more) this.pick(row, WIDER * this.count[row]!);
    return more;
  }

  /** Goes through the edges of a row once, and keeps about so many of the cheapest in order. */
  private pick(row: number, wanted: number): void {
    const { starts } = this.problem;
    const [from, end] = [starts[row]!, starts[row + 1]!];
    if (this.used + end - from > this.costs.length) this.grow(end - from);
    const first = this.used;
    const before = this.count[row]!;
    const limit = this.limitOf(row, wanted);
    const next = this.gather(row, limit);
    for (let edge = first + 1; edge < next; edge++) this.insert(first, edge);
    if (before > 0 && next - first === before) return this.pick(row, end - from);
    this.used = next;
    this.first[row] = first;
    this.count[row] = next - first;
  }

  /** What the dearest of about so many edges costs, and no less than what was picked; infinite when they are few. */
  private limitOf(row: number, wanted: number): number {
    const { starts, costs } = this.problem;
    const { least, first, count } = this;
    const [from, end] = [starts[row]!, starts[row + 1]!];
    if (end - from <= NEARLY_ALL * wanted) return Infinity;
    const stride = Math.max(1, Math.floor(wanted / SAMPLED));
    least.fill(Infinity);
    for (let edge = from; edge < end; edge += stride) {
      const cost = costs[edge]!;
      let at = SAMPLED - 1;
      if (cost >= least[at]!) continue;
      for (; at > 0 && least[at - 1]! > cost; at--) least[at] = least[at - 1]!;
      least[at] = cost;
    }
    const picked = count[row] ? this.costs[first[row]! + count[row] - 1]! : 0;
    return Math.max(picked, least[SAMPLED - 1]!);
  }

  /** Appends the edges of a row that cost no more, as they come; says where they end. */
  private gather(row: number, limit: number): number {
    const { starts, columns, costs } = this.problem;
    const { columns: ownColumns, costs: ownCosts } = this;
    let next = this.used;
    for (let edge = starts[row]!, end = starts[row + 1]!; edge < end; edge++)
      if (costs[edge]! <= limit) {
        ownCosts[next] = costs[edge]!;
        ownColumns[next] = columns[edge]!;
        next++;
      }
    return next;
  }

  /** Moves an edge to where it belongs behind the first. */
  private insert(first: number, edge: number): void {
    const { columns, costs } = this;
    const cost = costs[edge]!;
    const column = columns[edge]!;
    let at = edge;
    for (; at > first && costs[at - 1]! > cost; at--) {
      costs[at] = costs[at - 1]!;
      columns[at] = columns[at - 1]!;
    }
    costs[at] = cost;
    columns[at] = column;
  }

  private grow(by: number): void {
    const size = 2 * this.costs.length + by;
    const { columns, costs } = this;
    this.columns = new Int32Array(size);
    this.costs = new Float64Array(size);
    this.columns.set(columns);
    this.costs.set(costs);
  }
}
