import type { AssignmentProblem } from './assignment.ts';

/** So many edges of each row are picked to begin with, unless the problem says otherwise. */
const FEW = 16;
/** A row that needs more is given so many times as many, and all when they are no more than that. */
const WIDER = 4;

/** The edges of each row from the cheapest on, of equal ones the first; picked as they are needed. */
export class Cheapest {
  columns: Int32Array;
  costs: Float64Array;
  /** Where the picked edges of each row begin, and how many they are. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  private readonly problem: AssignmentProblem;
  private used = 0;

  constructor(problem: AssignmentProblem) {
    const { rows, starts, few = FEW } = problem;
    this.problem = problem;
    this.first = new Int32Array(rows);
    this.count = new Int32Array(rows);
    const size = Math.min(starts[rows]!, WIDER * few * rows);
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

  /** Goes through the edges of a row once, and keeps the cheapest in order. */
  private pick(row: number, wanted: number): void {
    const { starts, columns, costs } = this.problem;
    const [from, end] = [starts[row]!, starts[row + 1]!];
    const count = end - from <= WIDER * wanted ? end - from : wanted;
    if (this.used + count > this.costs.length) this.grow(count);
    const first = this.used;
    const last = first + count - 1;
    this.used += count;
    this.first[row] = first;
    this.count[row] = count;
    for (let n = 0; n < count; n++)
      this.insert(first, first + n, costs[from + n]!, columns[from + n]!);
    for (let edge = from + count; edge < end; edge++)
      if (costs[edge]! < this.costs[last]!) this.insert(first, last, costs[edge]!, columns[edge]!);
  }

  /** Puts an edge where it belongs between two places; what stands at the last is overwritten. */
  private insert(first: number, last: number, cost: number, column: number): void {
    const { columns, costs } = this;
    let at = last;
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
