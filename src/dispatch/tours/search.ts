import { ByGrid } from '../by-grid.ts';
import type { Policy } from '../policy.ts';
import { type Chances, chancesOf } from './chances.ts';
import type { Member } from './crew.ts';
import { exchanged, type Sums } from './exchange.ts';
import { insert, type Insertion, inserted, without } from './insertion.ts';
import type { Job } from './job.ts';
import { presentTour, type Tour } from './tour.ts';
import { Walk } from './walk.ts';

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
    const turned = search.exchange();
    const moved = search.move(order);
    const waiting = left.length;
    left = left.filter((job) => !search.place(job));
    if (!turned && !moved && left.length === waiting) break;
  }
  return { tours: search.tours, left };
}

/** Gains below a thousandth of a minute are noise of rounding. */
const LEAST_GAIN = 1e-3;

class Search {
  readonly tours: Tour[];
  private readonly tourOf = new Map<Job, number>();
  private readonly crew: readonly Member[];
  private readonly byGrid = new ByGrid<Member>();
  /** What each rider would do if nothing new came. */
  private readonly presents: readonly Tour[];
  private readonly sums: Sums = new Map();
  private readonly policy: Policy;
  private readonly walk: Walk;
  private readonly chances: Chances[] = [];
  /** The number of each rider's tour as it is, so that what is known of it is known to be of it. */
  private readonly stamps: Int32Array;
  private lastStamp = 1;

  constructor(crew: readonly Member[], policy: Policy) {
    this.crew = crew;
    this.policy = policy;
    this.walk = new Walk(policy);
    for (const member of crew) this.byGrid.add(member, member.gridIds);
    this.presents = crew.map((member) => presentTour(member, policy));
    this.tours = [...this.presents];
    this.stamps = new Int32Array(crew.length).fill(1);
  }

  /** Takes a job in where that is cheapest, if anywhere. */
  place(job: Job): boolean {
    const found = this.cheapest(job, Infinity);
    if (found) this.accept(found);
    return found !== undefined;
  }

  /** Looks first at the rider whom the job costs least at best, then at all who may be cheaper than the best so far. */
  private cheapest(job: Job, below: number): Insertion | undefined {
    const chances = this.chancesOf(job);
    const { least, first } = chances;
    let best: Insertion | undefined;
    let limit = below;
    for (let i = -1; i < least.length; i++) {
      const at = i < 0 ? first : i;
      if (at < 0 || i === first || least[at]! >= limit) continue;
      const found = this.insertAt(at, job, limit);
      if (found) [best, limit] = [found, found.costs];
    }
    return best;
  }

  private chancesOf(job: Job): Chances {
    return (this.chances[job.index] ??= chancesOf(job, this.near(job), this.policy));
  }

  /** Who need be looked at for a job: where many live, most riders are outside the grids open to it. */
  private near({ open }: Job): readonly Member[] {
    return open ? this.byGrid.in(open).toSorted((a, b) => a.index - b.index) : this.crew;
  }

  /** Tries one chance of a job, unless it is known that it cannot be good enough. */
  private insertAt(at: number, job: Job, below: number): Insertion | undefined {
    const { members, least, known, stamps } = this.chancesOf(job);
    const index = members[at]!;
    const stamp = this.stamps[index]!;
    if (stamps[at] === stamp && known[at]! >= below) return undefined;
    const { walk, policy } = this;
    const aim = { walk, policy, below, least: least[at]! };
    const found = insert(job, this.tours[index]!, aim);
    stamps[at] = stamp;
    known[at] = found?.costs ?? below;
    return found;
  }

  private accept(insertion: Insertion): void {
    const { index } = insertion.tour.member;
    this.put(inserted(insertion, this.policy));
    this.tourOf.set(insertion.job, index);
  }

  private put(tour: Tour): void {
    this.tours[tour.member.index] = tour;
    this.stamps[tour.member.index] = ++this.lastStamp;
  }

  /** Moves each job to where it is cheaper; tells whether any moved. */
  move(jobs: readonly Job[]): boolean {
    let moved = false;
    for (const job of jobs) {
      const index = this.tourOf.get(job);
      if (index === undefined) continue;
      const [before, stamp] = [this.tours[index]!, this.stamps[index]!];
      const shorter = without(job, before, this.policy);
      this.put(shorter);
      const found = this.cheapest(job, before.cost - shorter.cost - LEAST_GAIN);
      if (found) this.accept(found);
      else {
        this.tours[index] = before;
        this.stamps[index] = stamp;
      }
      moved ||= found !== undefined;
    }
    return moved;
  }

  /** Gives what each rider would do, promises apart, to the riders for whom all together is cheapest. */
  exchange(): boolean {
    const chances = (job: Job) => this.chancesOf(job);
    const { policy, presents, sums } = this;
    const changed = exchanged(this.tours, { policy, presents, sums, chances });
    for (const tour of changed) this.put(tour);
    for (const { member, groups } of changed)
      for (const group of groups)
        for (const job of group) if (job.task) this.tourOf.set(job, member.index);
    return changed.length > 0;
  }
}
