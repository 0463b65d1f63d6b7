import { assign } from '../assignment.ts';
import type { Policy } from '../policy.ts';
import type { Chances } from './chances.ts';
import type { Job } from './job.ts';
import { type Group, type Tour, tourOf } from './tour.ts';
import { Walk } from './walk.ts';

/** What one rider would do beyond what is promised, to be given to the rider for whom that is cheapest. */
interface Load {
  readonly from: number;
  readonly groups: readonly Group[];
}

/** What an exchange goes by. */
interface Known {
  readonly policy: Policy;
  /** What each rider would do without any load. */
  readonly presents: readonly Tour[];
  chances(job: Job): Chances;
}

/** How many riders are looked at for each load to begin with. */
const FIRST_LOOK = 8;

/** The tours that change when loads go to the riders for whom all together is cheapest; none when they are there. */
export function exchanged(tours: readonly Tour[], known: Known): Tour[] {
  const { policy, presents } = known;
  const loads = tours.flatMap((tour): Load[] => {
    const groups = tour.groups.slice(tour.member.head.length ? 1 : 0);
    return groups.length ? [{ from: tour.member.index, groups }] : [];
  });
  const taken = new Exchange(loads, known).solve();
  const changed = new Map<number, Tour>();
  for (const [row, { from }] of loads.entries())
    if (taken[row] !== from) changed.set(from, presents[from]!);
  for (const [row, { from, groups }] of loads.entries()) {
    const index = taken[row]!;
    if (index === from) continue;
    const { member, groups: kept } = presents[index]!;
    changed.set(index, tourOf(member, [...kept, ...groups], policy));
  }
  return [...changed.values()];
}

/** What a load would cost each rider who may take it. */
interface Row {
  /** Riders, lowest index first. */
  readonly columns: Int32Array;
  /** In thousandths of a minute; what the pair costs at least until it is looked at. */
  readonly units: Float64Array;
  readonly looked: Uint8Array;
  /** Where the cheapest stand to begin with, and what any other costs at least. */
  nearest: readonly number[];
  others: number;
}

/** One matching of loads and riders: exact, although a pair is only looked at once the prices show that it may matter. */
class Exchange {
  private readonly loads: readonly Load[];
  private readonly bases: readonly Tour[];
  private readonly rows: readonly Row[];
  private readonly walk: Walk;
  /** Moves costs above zero: a bonus may make them negative. */
  private readonly shift: number;
  private lowest = 0;

  constructor(loads: readonly Load[], { policy, presents, chances }: Known) {
    this.loads = loads;
    this.walk = new Walk(policy);
    this.bases = presents;
    this.rows = loads.map(({ groups }) => this.rowOf(groups.flat().map(chances)));
    this.shift = Math.ceil(-this.lowest) + 2;
  }

  /** Whoever may do all jobs of a load, with the sum of what each costs at least. */
  private rowOf([first, ...more]: readonly Chances[]): Row {
    let columns = first!.members;
    let units = first!.least.map((minutes) => 1000 * minutes);
    for (const cost of units) this.lowest = Math.min(this.lowest, cost);
    for (const { members, least } of more) {
      let [next, size] = [0, 0];
      const [both, sums] = [new Int32Array(columns.length), new Float64Array(columns.length)];
      for (let at = 0; at < columns.length; at++) {
        while (next < members.length && members[next]! < columns[at]!) next++;
        if (members[next] !== columns[at]) continue;
        both[size] = columns[at]!;
        sums[size] = units[at]! + 1000 * least[next]!;
        this.lowest = Math.min(this.lowest, sums[size++]!);
      }
      [columns, units] = [both.subarray(0, size), sums.subarray(0, size)];
    }
    return { columns, units, looked: new Uint8Array(units.length), nearest: [], others: Infinity };
  }

  solve(): Int32Array {
    for (const [load, row] of this.rows.entries()) {
      this.look(load, row.columns.indexOf(this.loads[load]!.from));
      this.rank(row);
      for (const at of row.nearest) this.look(load, at);
    }
    for (;;) {
      const { columnOf, rowPrices, columnPrices } = assign(this.problem());
      let widened = false;
      for (let load = 0; load < this.rows.length; load++) {
        const { columns, units, looked, others } = this.rows[load]!;
        const rowPrice = rowPrices[load]!;
        // No column's price is above zero.
        if (others - 1 + this.shift >= rowPrice) continue;
        for (let at = 0; at < columns.length; at++) {
          if (looked[at]) continue;
          const price = rowPrice + columnPrices[columns[at]!]!;
          if (units[at]! - 1 + this.shift >= price) continue;
          this.look(load, at);
          widened ||= units[at]! + this.shift < price;
        }
      }
      if (!widened) return columnOf;
    }
  }

  /** Picks the cheapest of a row. */
  private rank(row: Row): void {
    const { units } = row;
    const best: number[] = [];
    for (let at = 0; at < units.length; at++) {
      const cost = units[at]!;
      if (cost === Infinity) continue;
      let place = best.length;
      while (place > 0 && units[best[place - 1]!]! > cost) place--;
      if (place < FIRST_LOOK) best.splice(place, 0, at);
      else row.others = Math.min(row.others, cost);
      if (best.length > FIRST_LOOK) row.others = Math.min(row.others, units[best.pop()!]!);
    }
    row.nearest = best;
  }

  /** Works out what the pair really costs. */
  private look(load: number, at: number): void {
    const { columns, units, looked } = this.rows[load]!;
    if (looked[at]) return;
    looked[at] = 1;
    const { member, cost, marks } = this.bases[columns[at]!]!;
    units[at] = Infinity;
    const last = marks.at(-1);
    if (!last) return;
    this.walk.resume(member, last);
    for (const group of this.loads[load]!.groups) if (!this.walk.go(group)) return;
    units[at] = Math.round((this.walk.cost - cost) * 1000);
  }

  private problem() {
    const starts = new Int32Array(this.rows.length + 1);
    const columns: number[] = [];
    const costs: number[] = [];
    let dearest = 0;
    for (const [load, row] of this.rows.entries()) {
      for (let at = 0; at < row.columns.length; at++) {
        const units = row.units[at]!;
        if (!row.looked[at] || units === Infinity) continue;
        columns.push(row.columns[at]!);
        costs.push(units + this.shift);
        dearest = Math.max(dearest, units + this.shift);
      }
      starts[load + 1] = columns.length;
    }
    return {
      rows: this.rows.length,
      columnCount: this.bases.length,
      starts,
      columns: Int32Array.from(columns),
      costs: Float64Array.from(costs),
      idleCosts: new Float64Array(this.rows.length).fill((dearest + 1) * (this.rows.length + 1)),
    };
  }
}
