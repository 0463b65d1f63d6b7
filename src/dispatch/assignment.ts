import { Heap } from '../geo/heap.ts';

/** A sparse assignment problem: row r may take column `columns[e]` at `costs[e]` for e from `starts[r]` up to `starts[r + 1]`, or stay idle. */
export interface AssignmentProblem {
  readonly rows: number;
  readonly columnCount: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** Whole numbers of at least zero, so that sums are exact. */
  readonly costs: Float64Array;
  /** What it costs to leave each row without a column. */
  readonly idleCosts: Float64Array;
}

/** The cheapest assignment, with the prices that prove it: no edge costs less than `rowPrice + columnPrice`. */
export interface Assignment {
  /** The column of each row, -1 when idle. */
  readonly columnOf: Int32Array;
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
}

/**
 * Solves exactly by shortest augmenting paths; a search never leaves the connected component of its row. Ties go to the lower column.
 * 200 rows and columns, all pairs, take about 3 ms.
 */
export function assign(problem: AssignmentProblem): Assignment {
  const solver = new Solver(problem);
  for (let row = 0; row < problem.rows; row++) solver.augment(row);
  return solver;
}

class Solver implements Assignment {
  readonly columnOf: Int32Array;
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
  private readonly rowOf: Int32Array;
  private readonly reach: Float64Array;
  private readonly cameFrom: Int32Array;
  private readonly settled: Uint8Array;
  private readonly open = new Heap();
  private touched: number[] = [];
  private readonly problem: AssignmentProblem;

  constructor(problem: AssignmentProblem) {
    const { rows, columnCount } = problem;
    this.problem = problem;
    this.columnOf = new Int32Array(rows).fill(-1);
    this.rowPrices = new Float64Array(rows);
    this.columnPrices = new Float64Array(columnCount);
    this.rowOf = new Int32Array(columnCount).fill(-1);
    this.reach = new Float64Array(columnCount).fill(Infinity);
    this.cameFrom = new Int32Array(columnCount);
    this.settled = new Uint8Array(columnCount);
  }

  /** Brings one more row in along the cheapest path to a free column or to a row that falls idle instead. */
  augment(row: number): void {
    if (this.takesFree(row)) return;
    const end = this.search(row);
    this.reprice(row, end.cost);
    if (end.column >= 0) this.flip(row, end.column);
    else if (end.idleRow !== row) {
      const freed = this.columnOf[end.idleRow]!;
      this.columnOf[end.idleRow] = -1;
      this.flip(row, freed);
    }
    this.forget();
  }

  /** Most rows find their cheapest column free: no queue is needed for those. */
  private takesFree(row: number): boolean {
    const { starts, columns, costs, idleCosts } = this.problem;
    let least = Infinity;
    let best = -1;
    for (let edge = starts[row]!; edge < starts[row + 1]!; edge++) {
      const column = columns[edge]!;
      const cost = costs[edge]! - this.columnPrices[column]!;
      if (cost < least || (cost === least && column < best)) [least, best] = [cost, column];
    }
    if (best < 0 || least > idleCosts[row]! || this.rowOf[best]! >= 0) return false;
    this.rowPrices[row] = least;
    this.columnOf[row] = best;
    this.rowOf[best] = row;
    return true;
  }

  private search(row: number) {
    const { idleCosts } = this.problem;
    const idle = { column: -1, idleRow: row, cost: Infinity };
    let reached = 0;
    for (let current = row; ;) {
      const toIdle = reached + idleCosts[current]! - this.rowPrices[current]!;
      if (toIdle < idle.cost) Object.assign(idle, { idleRow: current, cost: toIdle });
      this.relax(current, reached);
      const column = this.nearest();
      if (column === undefined || this.reach[column]! > idle.cost) return idle;
      reached = this.reach[column]!;
      const next = this.rowOf[column]!;
      if (next < 0) return { column, idleRow: -1, cost: reached };
      this.settled[column] = 1;
      current = next;
    }
  }

  private relax(row: number, reached: number): void {
    const { starts, columns, costs } = this.problem;
    const { reach, columnPrices } = this;
    const base = reached - this.rowPrices[row]!;
    for (let edge = starts[row]!; edge < starts[row + 1]!; edge++) {
      const column = columns[edge]!;
      const total = base + costs[edge]! - columnPrices[column]!;
      if (total >= reach[column]!) continue;
      if (reach[column] === Infinity) this.touched.push(column);
      reach[column] = total;
      this.cameFrom[column] = row;
      this.open.push(column, total);
    }
  }

  private nearest(): number | undefined {
    let column = this.open.pop();
    while (column !== undefined && this.settled[column]) column = this.open.pop();
    return column;
  }

  private reprice(row: number, cost: number): void {
    this.rowPrices[row] = this.rowPrices[row]! + cost;
    for (const column of this.touched) {
      if (!this.settled[column]) continue;
      const slack = cost - this.reach[column]!;
      const holder = this.rowOf[column]!;
      this.columnPrices[column] = this.columnPrices[column]! - slack;
      this.rowPrices[holder] = this.rowPrices[holder]! + slack;
    }
  }

  private flip(row: number, end: number): void {
    for (let column = end; ;) {
      const taker = this.cameFrom[column]!;
      const freed = this.columnOf[taker]!;
      this.columnOf[taker] = column;
      this.rowOf[column] = taker;
      if (taker === row) return;
      column = freed;
    }
  }

  private forget(): void {
    for (const column of this.touched) {
      this.reach[column] = Infinity;
      this.settled[column] = 0;
    }
    this.touched = [];
    this.open.clear();
  }
}
