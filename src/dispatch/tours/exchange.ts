import { assign } from '../assignment.ts';
import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import type { Chances } from './chances.ts';
import type { Job } from './job.ts';
import { type Group, presentTour, type Tour, tourOf } from './tour.ts';
import { Walk } from './walk.ts';

/** What one rider would do beyond what is promised, to be given to the rider for whom that is cheapest. */
interface Load {
  readonly from: number;
  readonly groups: readonly Group[];
}

/** What an exchange goes by. */
interface Known {
  readonly policy: Policy;
  chances(job: Job): Chances;
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
  const crew = tours.map(({ member }) => member);
  const taken = new Exchange(loads, crew, known).solve();
  const changed = new Map<number, Tour>();
  for (const [row, { from }] of loads.entries())
    if (taken[row] !== from) changed.set(from, presentTour(crew[from]!, policy));
  for (const [row, { from, groups }] of loads.entries()) {
    const index = taken[row]!;
    if (index === from) continue;
    const kept = presentTour(crew[index]!, policy).groups;
    changed.set(index, tourOf(crew[index]!, [...kept, ...groups], policy));
  }
  return [...changed.values()];
}

/** One matching of loads and riders: exact, although a pair is only looked at once the prices show that it may matter. */
class Exchange {
  private readonly loads: readonly Load[];
  private readonly crew: readonly Member[];
  private readonly bases: readonly Tour[];
  private readonly walk: Walk;
  /** In thousandths of a minute; what the pair costs at least until it is looked at. */
  private readonly units: Float64Array;
  private readonly looked: Uint8Array;
  /** Moves costs above zero: a bonus may make them negative. */
  private readonly shift: number;

  constructor(loads: readonly Load[], crew: readonly Member[], { policy, chances }: Known) {
    this.loads = loads;
    this.crew = crew;
    this.walk = new Walk(policy);
    this.bases = crew.map((member) => presentTour(member, policy));
    this.units = new Float64Array(loads.length * crew.length);
    this.looked = new Uint8Array(this.units.length);
    let lowest = 0;
    for (const [row, { groups }] of loads.entries())
      for (const job of groups.flat()) lowest = Math.min(lowest, this.bound(row, chances(job)));
    this.shift = Math.ceil(-lowest) + 2;
  }

  /** Adds what a job of the load costs each rider at least; tells the lowest sum so far. */
  private bound(row: number, { members, least }: Chances): number {
    const from = row * this.crew.length;
    let [next, lowest] = [0, 0];
    for (let column = 0; column < this.crew.length; column++) {
      const may = members[next] === column;
      this.units[from + column]! += may ? 1000 * least[next++]! : Infinity;
      lowest = Math.min(lowest, this.units[from + column]!);
    }
    return lowest;
  }

  solve(): Int32Array {
    for (const [row, { from }] of this.loads.entries()) {
      this.look(row, from);
      for (const column of this.nearest(row)) this.look(row, column);
    }
    for (;;) {
      const { columnOf, rowPrices, columnPrices } = assign(this.problem());
      let widened = false;
      for (let row = 0; row < this.loads.length; row++)
        for (let column = 0; column < this.crew.length; column++) {
          const pair = row * this.crew.length + column;
          if (this.looked[pair]) continue;
          const price = rowPrices[row]! + columnPrices[column]!;
          if (this.units[pair]! - 1 + this.shift >= price) continue;
          this.look(row, column);
          widened ||= this.units[pair]! + this.shift < price;
        }
      if (!widened) return columnOf;
    }
  }

  private nearest(row: number): readonly number[] {
    const from = row * this.crew.length;
    const best: number[] = [];
    for (let column = 0; column < this.crew.length; column++) {
      const cost = this.units[from + column]!;
      if (cost === Infinity) continue;
      let at = best.length;
      while (at > 0 && this.units[from + best[at - 1]!]! > cost) at--;
      if (at >= FIRST_LOOK) continue;
      best.splice(at, 0, column);
      if (best.length > FIRST_LOOK) best.pop();
    }
    return best;
  }

  /** Works out what the pair really costs. */
  private look(row: number, column: number): void {
    const pair = row * this.crew.length + column;
    if (this.looked[pair]) return;
    this.looked[pair] = 1;
    const { member, cost, marks } = this.bases[column]!;
    this.units[pair] = Infinity;
    const last = marks.at(-1);
    if (!last) return;
    this.walk.resume(member, last);
    for (const group of this.loads[row]!.groups) if (!this.walk.go(group)) return;
    this.units[pair] = Math.round((this.walk.cost - cost) * 1000);
  }

  private problem() {
    const width = this.crew.length;
    const starts = new Int32Array(this.loads.length + 1);
    const columns: number[] = [];
    const costs: number[] = [];
    let dearest = 0;
    for (let row = 0; row < this.loads.length; row++) {
      for (let column = 0; column < width; column++) {
        const units = this.units[row * width + column]!;
        if (!this.looked[row * width + column] || units === Infinity) continue;
        columns.push(column);
        costs.push(units + this.shift);
        dearest = Math.max(dearest, units + this.shift);
      }
      starts[row + 1] = columns.length;
    }
    return {
      rows: this.loads.length,
      columnCount: width,
      starts,
      columns: Int32Array.from(columns),
      costs: Float64Array.from(costs),
      idleCosts: new Float64Array(this.loads.length).fill((dearest + 1) * (this.loads.length + 1)),
    };
  }
}
