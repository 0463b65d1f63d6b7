/** Columns by what it costs to reach them, the cheapest first and of equal ones the lower: a binary heap in plain arrays. */
export class Nearest {
  /** What each column costs, as far as is known; Infinity where nothing is. */
  readonly costOf: Float64Array;
  private readonly heap: Int32Array;
  private readonly placeOf: Int32Array;
  private readonly known: Int32Array;
  private count = 0;
  private knownCount = 0;

  constructor(columnCount: number) {
    this.costOf = new Float64Array(columnCount).fill(Infinity);
    this.heap = new Int32Array(columnCount);
    this.placeOf = new Int32Array(columnCount);
    this.known = new Int32Array(columnCount);
  }

  /** The column can be reached at this cost, which is less than was known. */
  put(column: number, cost: number): void {
    const { costOf, heap, placeOf } = this;
    let at = placeOf[column]!;
    if (costOf[column] === Infinity) {
      at = this.count++;
      this.known[this.knownCount++] = column;
    }
    costOf[column] = cost;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = heap[above]!;
      const otherCost = costOf[other]!;
      if (otherCost < cost || (otherCost === cost && other < column)) break;
      heap[at] = other;
      placeOf[other] = at;
      at = above;
    }
    heap[at] = column;
    placeOf[column] = at;
  }

  /** Takes the cheapest column out, -1 when there is none; its cost stays known. */
  take(): number {
    const { costOf, heap, placeOf } = this;
    if (this.count === 0) return -1;
    const first = heap[0]!;
    const last = heap[--this.count]!;
    const cost = costOf[last]!;
    const { count } = this;
    let at = 0;
    for (let below = 1; below < count; below = 2 * at + 1) {
      let other = heap[below]!;
      let otherCost = costOf[other]!;
      if (below + 1 < count) {
        const beside = heap[below + 1]!;
        const besideCost = costOf[beside]!;
        if (besideCost < otherCost || (besideCost === otherCost && beside < other)) {
          below++;
          other = beside;
          otherCost = besideCost;
        }
      }
      if (cost < otherCost || (cost === otherCost && last < other)) break;
      heap[at] = other;
      placeOf[other] = at;
      at = below;
    }
    heap[at] = last;
    placeOf[last] = at;
    return first;
  }

  /** Forgets everything. */
  clear(): void {
    for (let i = 0; i < this.knownCount; i++) this.costOf[this.known[i]!] = Infinity;
    this.count = 0;
    this.knownCount = 0;
  }
}
