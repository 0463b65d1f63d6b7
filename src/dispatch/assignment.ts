import { Heap } from '../geo/heap.ts';
import { Cheapest } from './cheapest.ts';

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
  /** Of rows with very many edges about so many are looked at to begin with. */
  readonly few?: number;
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
 * Edges are looked at cheapest first, and only as far as they may matter.
 */
export function assign(problem: AssignmentProblem): Assignment {
  const solver = new Solver(problem);
  for (const row of solver.bid()) solver.augment(row);
  return solver;
}

/** Beyond so many bids what is left is searched for: two rows of nearly equal choices could outbid each other for long. */
const BIDS_PER_ROW = 6;
const PASSES = 10;

/** What a search has reached, by what that costs: one is enough, since no search begins before the last has ended. */
const nearest = new Heap();

class Solver implements Assignment {
  readonly columnOf: Int32Array;
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
  private readonly rowOf: Int32Array;
  /** What it costs to reach each column in this search. */
  private readonly reach: Float64Array;
  /** Columns reached at no further cost: they need no queue. */
  private readonly atHand: number[] = [];
  private readonly cameFrom: Int32Array;
  /** Whether the last bid was worth no more than the second choice. */
  private tied = false;
  private readonly isSettled: Uint8Array;
  /** Columns reached in this search, and those of them that are settled. */
  private readonly touched: Int32Array;
  private touchedCount = 0;
  private readonly settled: Int32Array;
  private settledCount = 0;
  private readonly problem: AssignmentProblem;
  private readonly edges: Cheapest;
  /** What the cheapest end costs that this search has seen. */
  private bound = Infinity;

  constructor(problem: AssignmentProblem) {
    const { rows, columnCount } = problem;
    this.problem = problem;
    this.edges = new Cheapest(problem);
    this.columnOf = new Int32Array(rows).fill(-1);
    this.rowPrices = new Float64Array(rows);
    this.columnPrices = new Float64Array(columnCount);
    this.rowOf = new Int32Array(columnCount).fill(-1);
    this.reach = new Float64Array(columnCount).fill(Infinity);
    this.cameFrom = new Int32Array(columnCount);
    this.isSettled = new Uint8Array(columnCount);
    this.touched = new Int32Array(columnCount);
    this.settled = new Int32Array(columnCount);
  }

  /** Brings one more row in along the cheapest path to a free column or to a row that falls idle instead. */
  augment(row: number): void {
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

  /**
   * Lets rows bid for their cheapest column what it is worth above the second (Jonker and Volgenant, 1987: augmenting row reduction):
   * most find their place without any search. Returns the rows that are left, lowest first.
   */
  bid(): number[] {
    const { rows } = this.problem;
    let bids = BIDS_PER_ROW * rows;
    let waiting = Array.from({ length: rows }, (_, row) => row);
    for (let pass = 0; pass < PASSES && waiting.length; pass++) {
      const later: number[] = [];
      for (const next of waiting) {
        this.tied = false;
        let row = next;
        while (row >= 0 && !this.tied && bids-- > 0) row = this.take(row);
        if (row >= 0) later.push(row);
      }
      waiting = later.toSorted((a, b) => a - b);
    }
    return waiting;
  }

  /** Of equally cheap columns a free one, then the lower. */
  private goesBefore(column: number, other: number): boolean {
    const held = this.rowOf[column]! >= 0;
    const otherHeld = this.rowOf[other]! >= 0;
    return held === otherHeld ? column < other : otherHeld;
  }

  /** The row takes its cheapest column; who held that is returned, -1 for nobody. */
  private take(row: number): number {
    const { idleCosts } = this.problem;
    const { columnPrices, edges } = this;
    let least = Infinity;
    let second = idleCosts[row]!;
    let best = -1;
    for (let place = 0; place < edges.count[row]! || edges.widen(row); place++) {
      const edge = edges.first[row]! + place;
      // No price is above zero, and what comes after costs no less.
      if (edges.costs[edge]! > second) break;
      const column = edges.columns[edge]!;
      const cost = edges.costs[edge]! - columnPrices[column]!;
      if (cost > second) continue;
      if (cost < least || (cost === least && this.goesBefore(column, best))) {
        second = Math.min(second, least);
        least = cost;
        best = column;
      } else second = cost;
    }
    if (best < 0 || least > idleCosts[row]!) {
      this.rowPrices[row] = idleCosts[row]!;
      return -1;
    }
    const holder = this.rowOf[best]!;
    // At the same price two could take it from each other for ever: who lost it waits for the next pass.
    this.tied = least === second;
    this.rowPrices[row] = second;
    columnPrices[best]! -= second - least;
    if (holder >= 0) this.columnOf[holder] = -1;
    this.columnOf[row] = best;
    this.rowOf[best] = row;
    return holder;
  }

  private search(row: number): End {
    const { idleCosts } = this.problem;
    let idleRow = row;
    let idleCost = Infinity;
    let far = 0;
    this.bound = Infinity;
    for (let current = row; ;) {
      const toIdle = far + idleCosts[current]! - this.rowPrices[current]!;
      if (toIdle < idleCost) [idleRow, idleCost] = [current, toIdle];
      this.bound = Math.min(this.bound, toIdle);
      this.relax(current, far, 0);
      const column = this.settleNearest();
      if (column === undefined || this.reach[column]! > idleCost)
        return { column: -1, idleRow, cost: idleCost };
      far = this.reach[column]!;
      const next = this.rowOf[column]!;
      if (next < 0) return { column, idleRow: -1, cost: far };
      this.settled[this.settledCount++] = column;
      current = next;
    }
  }

  /** Looks on from a row by those of its picked edges that come after so many; what costs more than an end already seen is of no use. */
  private relax(row: number, far: number, after: number): void {
    const { edges, reach, atHand, touched, columnPrices, cameFrom, rowOf } = this;
    const base = far - this.rowPrices[row]!;
    const end = edges.first[row]! + edges.count[row]!;
    for (let edge = edges.first[row]! + after; edge < end; edge++) {
      if (base + edges.costs[edge]! > this.bound) return;
      const column = edges.columns[edge]!;
      const cost = base + edges.costs[edge]! - columnPrices[column]!;
      if (cost >= reach[column]! || cost > this.bound) continue;
      if (reach[column] === Infinity) touched[this.touchedCount++] = column;
      if (rowOf[column]! < 0) this.bound = cost;
      reach[column] = cost;
      cameFrom[column] = row;
      if (cost === far) atHand.push(column);
      else nearest.push(column, cost);
    }
    // The rest of the row waits its turn, behind the columns.
    if (edges.hasMore(row))
      nearest.push(this.problem.columnCount + row, base + edges.costs[end - 1]!);
  }

  /** Settles the nearest column that is not: one that was reached again, cheaper, stands in the queue twice. */
  private settleNearest(): number | undefined {
    const { atHand, isSettled } = this;
    const { columnCount } = this.problem;
    for (;;) {
      const next = atHand.pop() ?? nearest.pop();
      if (next === undefined) return undefined;
      if (next >= columnCount) this.lookFurther(next - columnCount);
      else if (!isSettled[next]) {
        isSettled[next] = 1;
        return next;
      }
    }
  }

  private lookFurther(row: number): void {
    const looked = this.edges.count[row]!;
    this.edges.widen(row);
    const held = this.columnOf[row]!;
    this.relax(row, held < 0 ? 0 : this.reach[held]!, looked);
  }

  private reprice(row: number, cost: number): void {
    this.rowPrices[row]! += cost;
    for (let nth = 0; nth < this.settledCount; nth++) {
      const column = this.settled[nth]!;
      const slack = cost - this.reach[column]!;
      this.columnPrices[column]! -= slack;
      this.rowPrices[this.rowOf[column]!]! += slack;
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
    for (let nth = 0; nth < this.touchedCount; nth++) {
      const column = this.touched[nth]!;
      this.reach[column] = Infinity;
      this.isSettled[column] = 0;
    }
    this.touchedCount = 0;
    this.settledCount = 0;
    nearest.clear();
    this.atHand.length = 0;
  }
}

/** Where a search ends: at a free column, or at a row that falls idle instead. */
interface End {
  readonly column: number;
  readonly idleRow: number;
  readonly cost: number;
}
