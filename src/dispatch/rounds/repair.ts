import type { Dice } from './dice.ts';
import type { Routes } from './routes.ts';
import type { Seats } from './seats.ts';

/** A place is overlooked with this probability, so that the greedy does not always do the same. */
const BLINK = 0.01;
/** How far noise may shift what an insertion costs. */
const NOISE = 0.1;

/** Puts jobs back on the routes of `open`; what fits nowhere is left and named. */
export class Repair {
  private readonly routes: Routes;
  private readonly seats: Seats;
  private readonly dice: Dice;
  open: readonly number[] = [];

  constructor(routes: Routes, seats: Seats, dice: Dice) {
    this.routes = routes;
    this.seats = seats;
    this.dice = dice;
  }

  /** The ways; each answers with the jobs that found no place. */
  readonly ways: readonly ((jobs: number[]) => number[])[] = [
    (jobs) => this.inOrder(this.dice.shuffle(jobs)),
    (jobs) => this.inOrder(this.sorted(jobs)),
    (jobs) => this.byRegret(jobs, { rank: 2, noise: 0 }),
    (jobs) => this.byRegret(jobs, { rank: 3, noise: NOISE }),
    (jobs) => this.byRegret(jobs, { rank: 1, noise: NOISE }),
  ];

  /** By one of several measures, such as the narrowest window or the longest way first. */
  private sorted(jobs: number[]): number[] {
    const { nodes, legs, opensAt, closesAt } = this.routes.problem;
    const leg = legs[0]!;
    const start = this.routes.startOf(0);
    const far = (job: number) => leg[start * nodes + 2 * job]! + leg[start * nodes + 2 * job + 1]!;
    const measures = [
      (job: number) => -far(job),
      far,
      (job: number) => closesAt[2 * job + 1]! - opensAt[2 * job]!,
      (job: number) => opensAt[2 * job]!,
      (job: number) => -closesAt[2 * job + 1]!,
    ];
    const measure = measures[this.dice.below(measures.length)]!;
    return jobs.toSorted((a, b) => measure(a) - measure(b) || a - b);
  }

  private inOrder(jobs: readonly number[]): number[] {
    const { routes, seats, dice } = this;
    return jobs.filter((job) => {
      let least = Infinity;
      let chosen = -1;
      for (const vehicle of this.offered()) {
        if (dice.next() < BLINK) continue;
        const cost = seats.cheapest(routes, job, vehicle);
        if (cost < least) [least, chosen] = [cost, vehicle];
      }
      if (chosen < 0) return true;
      this.seat(job, chosen);
      return false;
    });
  }

  /** Always the job next that would lose most by waiting: its `rank` best routes against the best. */
  private byRegret(jobs: readonly number[], { rank, noise }: Regret): number[] {
    const waiting = [...jobs];
    const left: number[] = [];
    while (waiting.length > 0) {
      let worst = -Infinity;
      let next = -1;
      let to = -1;
      for (let at = 0; at < waiting.length; at++) {
        const { regret, vehicle } = this.regretOf(waiting[at]!, rank, noise);
        if (regret > worst || next < 0) [worst, next, to] = [regret, at, vehicle];
      }
      const [job] = waiting.splice(next, 1);
      if (to < 0) left.push(job!);
      else this.seat(job!, to);
    }
    return left;
  }

  private regretOf(job: number, rank: number, noise: number) {
    const { routes, seats, dice } = this;
    let [first, second, third] = [Infinity, Infinity, Infinity];
    let vehicle = -1;
    for (const open of this.offered()) {
      let cost = seats.cheapest(routes, job, open);
      if (cost === Infinity) continue;
      if (noise > 0) cost += Math.abs(cost) * noise * (2 * dice.next() - 1);
      if (cost < first) {
        [first, second, third] = [cost, first, second];
        vehicle = open;
      } else if (cost < second) [second, third] = [cost, second];
      else if (cost < third) third = cost;
    }
    if (vehicle < 0) return { regret: Infinity, vehicle };
    const lost = (cost: number) => Math.min(cost, first + FAR) - first;
    if (rank === 1) return { regret: -first, vehicle };
    return { regret: rank === 2 ? lost(second) : lost(second) + lost(third), vehicle };
  }

  /** Of the empty routes only one of each kind. */
  private *offered(): Generator<number> {
    const { routes, open } = this;
    const { kind } = routes.problem;
    const kinds = new Set<number>();
    for (const vehicle of open) {
      if (routes.size[vehicle] === 0) {
        if (kinds.has(kind[vehicle]!)) continue;
        kinds.add(kind[vehicle]!);
      }
      yield vehicle;
    }
  }

  private seat(job: number, vehicle: number) {
    const { routes, seats } = this;
    seats.cheapest(routes, job, vehicle);
    routes.insert(job, vehicle, [seats.pickupAfter, seats.dropoffAfter]);
  }
}

/** Stands for the cost of a route that cannot take the job at all. */
const FAR = 1e6;

interface Regret {
  readonly rank: number;
  readonly noise: number;
}
