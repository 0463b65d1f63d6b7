import { assign } from '../assignment.ts';
import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import { insert, type Insertion, without } from './insertion.ts';
import type { Job } from './job.ts';
import { costOf, presentTour, type Tour } from './tour.ts';

/** Who would do what if nothing new happened: one tour per rider, and what nobody can do. */
export interface Tours {
  readonly tours: readonly Tour[];
  readonly left: readonly Job[];
}

/** Finds tours by cheapest insertion, exchange of whole tours by exact assignment, and moving jobs one by one, until nothing improves. */
export function findTours(jobs: readonly Job[], crew: readonly Member[], policy: Policy): Tours {
  const search = new Search(crew, policy);
  const order = jobs.toSorted(
    (a, b) =>
      b.rank - a.rank ||
      a.earliest - b.earliest ||
      a.dueAt - b.dueAt ||
      (a.taskId < b.taskId ? -1 : 1),
  );
  let left = order.filter((job) => !search.place(job));
  for (let pass = 0; pass < policy.search.passes; pass++) {
    const exchanged = search.exchange();
    const moved = search.move(order);
    left = left.filter((job) => !search.place(job));
    if (!exchanged && !moved) break;
  }
  return { tours: search.tours, left };
}

/** Gains below a thousandth of a minute are noise of rounding. */
const LEAST_GAIN = 1e-3;

class Search {
  readonly tours: Tour[];
  private readonly bare: readonly Tour[];
  private readonly tourOf = new Map<Job, number>();
  private readonly policy: Policy;

  constructor(crew: readonly Member[], policy: Policy) {
    this.policy = policy;
    this.bare = crew.map((member) => presentTour(member, policy));
    this.tours = [...this.bare];
  }

  /** Takes a job in where that is cheapest, if anywhere. */
  place(job: Job): boolean {
    const found = this.cheapest(job, Infinity);
    if (found) this.accept(found.tour, job);
    return found !== undefined;
  }

  private cheapest(job: Job, below: number): Insertion | undefined {
    let best: Insertion | undefined;
    for (const tour of this.tours) {
      const limit = best?.costs ?? below;
      best = insert(job, tour, { policy: this.policy, below: limit }) ?? best;
    }
    return best;
  }

  private accept(tour: Tour, job: Job): void {
    this.tours[tour.member.index] = tour;
    this.tourOf.set(job, tour.member.index);
  }

  /** Moves each job to where it is cheaper; tells whether any moved. */
  move(jobs: readonly Job[]): boolean {
    let moved = false;
    for (const job of jobs) {
      const index = this.tourOf.get(job);
      if (index === undefined) continue;
      const before = this.tours[index]!;
      const shorter = without(job, before, this.policy);
      this.tours[index] = shorter;
      const found = this.cheapest(job, before.cost - shorter.cost - LEAST_GAIN);
      if (found) this.accept(found.tour, job);
      else this.tours[index] = before;
      moved ||= found !== undefined;
    }
    return moved;
  }

  /** Gives what each rider would do, promises apart, to the riders for whom all together is cheapest. */
  exchange(): boolean {
    const loads = this.tours.flatMap((tour) => {
      const groups = tour.groups.slice(tour.member.head.length ? 1 : 0);
      return groups.length ? [{ from: tour.member.index, groups }] : [];
    });
    const bases = this.tours.map(({ member, groups }) => {
      const kept = member.head.length ? groups.slice(0, 1) : [];
      return { kept, cost: costOf(member, kept, this.policy) };
    });
    const costs = loads.flatMap(({ groups }) =>
      this.tours.map(
        ({ member }, index) =>
          costOf(member, [...bases[index]!.kept, ...groups], this.policy) - bases[index]!.cost,
      ),
    );
    const columnOf = cheapestColumns(costs, this.tours.length);
    if (loads.every(({ from }, row) => columnOf[row] === from)) return false;
    for (const { from } of loads) {
      const { kept, cost } = bases[from]!;
      this.tours[from] = { member: this.tours[from]!.member, groups: kept, cost };
    }
    for (const [row, { groups }] of loads.entries()) {
      const index = columnOf[row]!;
      const { kept, cost } = bases[index]!;
      this.tours[index] = {
        member: this.tours[index]!.member,
        groups: [...kept, ...groups],
        cost: cost + costs[row * this.tours.length + index]!,
      };
      for (const job of groups.flat()) this.tourOf.set(job, index);
    }
    return true;
  }
}

/** The column of each row for which the sum is least; every row can keep the one it has. */
function cheapestColumns(costs: readonly number[], columnCount: number): Int32Array {
  const rows = costs.length / columnCount;
  const least = Math.min(0, ...costs);
  const edges = costs.flatMap((cost, edge) => (cost < Infinity ? [edge] : []));
  const starts = new Int32Array(rows + 1);
  for (const edge of edges) starts[Math.floor(edge / columnCount) + 1]!++;
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const units = edges.map((edge) => Math.round((costs[edge]! - least) * 1000));
  const idle = (Math.max(0, ...units) + 1) * (rows + 1);
  return assign({
    rows,
    columnCount,
    starts,
    columns: Int32Array.from(edges, (edge) => edge % columnCount),
    costs: Float64Array.from(units),
    idleCosts: new Float64Array(rows).fill(idle),
  }).columnOf;
}
