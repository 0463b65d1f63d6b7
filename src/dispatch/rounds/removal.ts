import type { Dice } from './dice.ts';
import type { Routes } from './routes.ts';

/** Strings are taken from at most so many neighbouring visits of a route. */
const LONGEST_STRING = 12;
/** How strongly relatedness and cost decide against chance (Ropke and Pisinger 2006). */
const DETERMINISM = 4;

/** Takes jobs off their routes, by one of several ideas of what belongs together; names them. */
export class Removal {
  private readonly routes: Routes;
  private readonly dice: Dice;
  private readonly kin: readonly Int32Array[];

  constructor(routes: Routes, dice: Dice, kin: readonly Int32Array[]) {
    this.routes = routes;
    this.dice = dice;
    this.kin = kin;
  }

  /** The ideas; each takes about `count` jobs, and says which. */
  readonly ways: readonly ((count: number) => number[])[] = [
    (count) => this.strings(count),
    (count) => this.related(count),
    (count) => this.anyOf(count),
    (count) => this.dearest(count),
    () => this.route(),
  ];

  /** Slack induction by string removals (Christiaens and Vanden Berghe 2020), for pairs. */
  private strings(count: number): number[] {
    const { routes, dice } = this;
    const out: number[] = [];
    const touched = new Set<number>();
    const most = Math.max(1, Math.round(count / (1 + dice.below(3))));
    for (const job of this.kin[dice.below(this.kin.length)]!) {
      const vehicle = routes.vehicleOf[job]!;
      if (vehicle < 0 || touched.has(vehicle)) continue;
      touched.add(vehicle);
      const nodes = routes.nodesOf(vehicle);
      const length = 1 + dice.below(Math.min(2 * most, nodes.length, LONGEST_STRING));
      const at = nodes.indexOf(2 * job + dice.below(2));
      const from = Math.min(Math.max(0, at - dice.below(length)), nodes.length - length);
      for (const taken of new Set(nodes.slice(from, from + length).map((node) => node >> 1)))
        this.take(taken, out);
      routes.refresh(vehicle);
      if (out.length >= count) break;
    }
    return out;
  }

  private related(count: number): number[] {
    const { dice, kin } = this;
    const out: number[] = [];
    const first = dice.below(kin.length);
    const near = [...kin[first]!].filter((job) => this.routes.vehicleOf[job]! >= 0);
    while (out.length < count && near.length > 0) {
      const at = Math.floor(near.length * dice.next() ** DETERMINISM);
      this.take(near.splice(at, 1)[0]!, out);
    }
    return this.refreshed(out);
  }

  private anyOf(count: number): number[] {
    const out: number[] = [];
    for (const job of this.dice.shuffle(this.planned()).slice(0, count)) this.take(job, out);
    return this.refreshed(out);
  }

  private dearest(count: number): number[] {
    const { dice } = this;
    const out: number[] = [];
    const gain = new Map(this.planned().map((job) => [job, this.gain(job)]));
    const jobs = [...gain.keys()].toSorted((a, b) => gain.get(b)! - gain.get(a)! || a - b);
    while (out.length < count && jobs.length > 0) {
      const at = Math.floor(jobs.length * dice.next() ** DETERMINISM);
      this.take(jobs.splice(at, 1)[0]!, out);
    }
    return this.refreshed(out);
  }

  private route(): number[] {
    const { routes, dice } = this;
    const planned = this.planned();
    if (planned.length === 0) return [];
    const vehicle = routes.vehicleOf[planned[dice.below(planned.length)]!]!;
    const out: number[] = [];
    for (const job of routes.jobsOf(vehicle)) this.take(job, out);
    return this.refreshed(out);
  }

  private planned(): number[] {
    return this.kin.flatMap((_, job) => (this.routes.vehicleOf[job]! >= 0 ? [job] : []));
  }

  /** What the route would save without the job. */
  private gain(job: number): number {
    const { routes } = this;
    const { nodes, legs } = routes.problem;
    const leg = legs[routes.vehicleOf[job]!]!;
    const { next, prev } = routes;
    const [pickup, dropoff] = [2 * job, 2 * job + 1];
    const way = (a: number, b: number) => leg[a * nodes + b]!;
    const [before, last] = [prev[pickup]!, next[dropoff]!];
    if (next[pickup] === dropoff)
      return way(before, pickup) + way(pickup, dropoff) + way(dropoff, last) - way(before, last);
    const [behind, ahead] = [next[pickup]!, prev[dropoff]!];
    return (
      way(before, pickup) +
      way(pickup, behind) -
      way(before, behind) +
      way(ahead, dropoff) +
      way(dropoff, last) -
      way(ahead, last)
    );
  }

  private readonly changed = new Set<number>();

  private take(job: number, out: number[]) {
    this.changed.add(this.routes.vehicleOf[job]!);
    this.routes.lift(job);
    out.push(job);
  }

  private refreshed(out: number[]): number[] {
    for (const vehicle of this.changed) this.routes.refresh(vehicle);
    this.changed.clear();
    return out;
  }
}
