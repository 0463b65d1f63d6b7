import type { AssignmentProblem } from './assignment.ts';

/** About so many edges of each row are picked to begin with, unless the problem says otherwise. */
const FEW = 14;
/** A row that needs more is given so many times as many. */
const WIDER = 4;
/** A row with no more than so many times as many is picked whole. */
const NEARLY_ALL = 2;
/** What is cheap in a row is judged by a sample in which so many are. */
const SAMPLED = 6;

/** Room for picked edges, kept from problem to problem: to ask for it anew takes longer than to fill it. */
let room = { columns: new Int32Array(1024), costs: new Float64Array(1024) };

/** The edges of each row from the cheapest on, of equal ones the first; picked as they are needed. */
export class Cheapest {
  columns = room.columns;
  costs = room.costs;
  /** Where the picked edges of each row begin, and how many they are. */
  readonly first: Int32Array;
  readonly count: Int32Array;
  private readonly problem: AssignmentProblem;
  private used = 0;
  /** Up to what cost the row before was picked. */
  private limit = 0;
  private readonly least = new Float64Array(SAMPLED);

  constructor(problem: AssignmentProblem) {
    const { rows, few = FEW } = problem;
    this.problem = problem;
    this.first = new Int32Array(rows);
    this.count = new Int32Array(rows);
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

  /** Keeps about so many of the cheapest edges of a row, in order. */
  private pick(row: number, wanted: number): void {
    const { starts } = this.problem;
    const size = starts[row + 1]! - starts[row]!;
    if (this.used + size > this.costs.length) this.grow(size);
    const first = this.used;
    let next =
      size <= NEARLY_ALL * wanted ? this.gather(row, Infinity) : this.gatherAbout(row, wanted);
    if (next - first === this.count[row]) next = this.gather(row, Infinity);
    for (let edge = first + 1; edge < next; edge++)
      if (this.costs[edge - 1]! > this.costs[edge]!) this.insert(first, edge);
    this.used = next;
    this.first[row] = first;
    this.count[row] = next - first;
  }

  /** Rows are often alike: what was cheap in one is tried in the next, before it is judged anew. */
  private gatherAbout(row: number, wanted: number): number {
    const before = this.count[row]!;
    if (before === 0) {
      const next = this.gather(row, this.limit);
      const found = next - this.used;
      if (NEARLY_ALL * found >= wanted && found <= NEARLY_ALL * wanted) return next;
    }
    const picked = before ? this.costs[this.first[row]! + before - 1]! : 0;
    this.limit = Math.max(picked, this.limitOf(row, wanted));
    return this.gather(row, this.limit);
  }

  /** What the dearest of about so many edges costs. */
  private limitOf(row: number, wanted: number): number {
    const { starts, costs } = this.problem;
    const { least } = this;
    const stride = Math.max(1, Math.floor(wanted / SAMPLED));
    least.fill(Infinity);
    for (let edge = starts[row]!; edge < starts[row + 1]!; edge += stride) {
      const cost = costs[edge]!;
      let at = SAMPLED - 1;
      if (cost >= least[at]!) continue;
      for (; at > 0 && least[at - 1]! > cost; at--) least[at] = least[at - 1]!;
      least[at] = cost;
    }
    return least[SAMPLED - 1]!;
  }

  /** Appends the edges of a row that cost no more, as they come; says where they end. Most cost more: four are looked at in one go. */
  private gather(row: number, limit: number): number {
    const { starts, costs } = this.problem;
    const end = starts[row + 1]!;
    let next = this.used;
    let edge = starts[row]!;
    for (; edge + 3 < end; edge += 4) {
      if (costs[edge]! <= limit) this.keep(next++, edge);
      if (costs[edge + 1]! <= limit) this.keep(next++, edge + 1);
      if (costs[edge + 2]! <= limit) this.keep(next++, edge + 2);
      if (costs[edge + 3]! <= limit) this.keep(next++, edge + 3);
    }
    for (; edge < end; edge++) if (costs[edge]! <= limit) this.keep(next++, edge);
    return next;
  }

  private keep(place: number, edge: number): void {
    this.columns[place] = this.problem.columns[edge]!;
    this.costs[place] = this.problem.costs[edge]!;
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
    const { columns, costs } = this;
    const size = 2 * costs.length + by;
    room = { columns: new Int32Array(size), costs: new Float64Array(size) };
    room.columns.set(columns);
    room.costs.set(costs);
    this.columns = room.columns;
    this.costs = room.costs;
  }
}
