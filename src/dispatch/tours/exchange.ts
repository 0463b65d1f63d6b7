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
  /** What has been worked out by earlier exchanges of the same plan. */
  readonly sums: Sums;
  chances(job: Job): Chances;
}

/** What loads cost whom, by their first groups: the presents stay, and so do most loads from one exchange to the next. */
export type Sums = Map<Group, Sum>;

interface Sum {
  readonly groups: readonly Group[];
  /** Riders who may take the load, lowest index first, and in thousandths of a minute what it costs each at least. */
  readonly columns: Int32Array;
  readonly least: Float64Array;
  readonly lowest: number;
  /** What it really costs each beside the present; `NaN` where nobody has looked. */
  readonly real: Float64Array;
}

/** How many riders are looked at for each load to begin with. */
const FIRST_LOOK = 8;

/** The tours that change when loads go to the riders for whom all together is cheapest; none when they are there. */
export function exchanged(tours: readonly Tour[], known: Known): Tour[] {
  const { policy } = known;
  const loads = tours.flatMap((tour): Load[] => {
    const groups = tour.groups.slice(tour.member.head.length ? 1 : 0);
    return groups.length ? [{ from: tour.member.index, groups }] : [];
  });
  const bases = tours.map((tour, index) => baseOf(tour, known.presents[index]!, policy));
  const taken = new Exchange(loads, bases, known).solve();
  const changed = new Map<number, Tour>();
  for (const [row, { from }] of loads.entries())
    if (taken[row] !== from) changed.set(from, bases[from]!);
  for (const [row, { from, groups }] of loads.entries()) {
    const index = taken[row]!;
    if (index === from) continue;
    const { member, groups: kept } = bases[index]!;
    changed.set(index, tourOf(member, [...kept, ...groups], policy));
  }
  return [...changed.values()];
}

/** What a rider keeps: what is promised, with what has joined it. */
const baseOf = ({ member, groups }: Tour, present: Tour, policy: Policy): Tour =>
  member.head.length && groups[0]!.length > member.head.length
    ? tourOf(member, groups.slice(0, 1), policy)
    : present;

const isSame = (groups: readonly Group[], others: readonly Group[]) =>
  groups.length === others.length && groups.every((group, at) => group === others[at]);

/** Whoever may do all jobs of a load, with the sum of what each costs at least. */
function sumOf(groups: readonly Group[], [first, ...more]: readonly Chances[]): Sum {
  let columns = first!.members;
  let units = first!.least.map((minutes) => 1000 * minutes);
  let lowest = 0;
  for (const cost of units) lowest = Math.min(lowest, cost);
  for (const { members, least } of more) {
    let [next, size] = [0, 0];
    const [both, sums] = [new Int32Array(columns.length), new Float64Array(columns.length)];
    for (let at = 0; at < columns.length; at++) {
      while (next < members.length && members[next]! < columns[at]!) next++;
      if (members[next] !== columns[at]) continue;
      both[size] = columns[at]!;
      sums[size] = units[at]! + 1000 * least[next]!;
      lowest = Math.min(lowest, sums[size++]!);
    }
    [columns, units] = [both.subarray(0, size), sums.subarray(0, size)];
  }
  const real = new Float64Array(units.length).fill(NaN);
  return { groups, columns, least: units, lowest, real };
}

/** What a load would cost each rider who may take it. */
interface Row extends Pick<Sum, 'columns' | 'real'> {
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
  private readonly presents: readonly Tour[];
  private readonly rows: readonly Row[];
  private readonly walk: Walk;
  /** Moves costs above zero: a bonus may make them negative. */
  private readonly shift: number;

  constructor(loads: readonly Load[], bases: readonly Tour[], known: Known) {
    const { policy, presents, sums, chances } = known;
    this.loads = loads;
    this.walk = new Walk(policy);
    this.bases = bases;
    this.presents = presents;
    const rows = loads.map(({ groups }) => {
      const before = sums.get(groups[0]!);
      if (before && isSame(before.groups, groups)) return before;
      const sum = sumOf(groups, groups.flat().map(chances));
      sums.set(groups[0]!, sum);
      return sum;
    });
    this.rows = rows.map(({ columns, least, real }) => {
      const looked = new Uint8Array(least.length);
      return { columns, real, units: least.slice(), looked, nearest: [], others: Infinity };
    });
    this.shift = Math.ceil(-Math.min(0, ...rows.map(({ lowest }) => lowest))) + 2;
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

  /** Sees what the pair really costs. */
  private look(load: number, at: number): void {
    const { columns, units, looked, real } = this.rows[load]!;
    if (looked[at]) return;
    looked[at] = 1;
    const column = columns[at]!;
    // What is known is of those whom nothing has joined.
    if (this.bases[column] !== this.presents[column]) units[at] = this.costOf(load, column);
    else units[at] = Number.isNaN(real[at]!) ? (real[at] = this.costOf(load, column)) : real[at]!;
  }

  private costOf(load: number, column: number): number {
    const { member, cost, marks } = this.bases[column]!;
    const last = marks.at(-1);
    if (!last) return Infinity;
    this.walk.resume(member, last);
    for (const group of this.loads[load]!.groups) if (!this.walk.go(group)) return Infinity;
    return Math.round((this.walk.cost - cost) * 1000);
  }

  private problem() {
    const starts = new Int32Array(this.rows.length + 1);
    const most = this.rows.reduce((sum, { looked }) => sum + looked.length, 0);
    const [columns, costs] = [new Int32Array(most), new Float64Array(most)];
    let [size, dearest] = [0, 0];
    for (let load = 0; load < this.rows.length; load++) {
      const { columns: riders, units, looked } = this.rows[load]!;
      for (let at = 0; at < riders.length; at++) {
        if (looked[at] === 0 || units[at] === Infinity) continue;
        columns[size] = riders[at]!;
        costs[size] = units[at]! + this.shift;
        dearest = Math.max(dearest, costs[size++]!);
      }
      starts[load + 1] = size;
    }
    return {
      rows: this.rows.length,
      columnCount: this.bases.length,
      starts,
      columns: columns.subarray(0, size),
      costs: costs.subarray(0, size),
      idleCosts: new Float64Array(this.rows.length).fill((dearest + 1) * (this.rows.length + 1)),
    };
  }
}
