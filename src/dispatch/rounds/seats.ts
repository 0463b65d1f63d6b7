import type { Dice } from './dice.ts';
import type { Routes } from './routes.ts';

/** Finds where on a route a job fits; the answer of the last search is in `pickupAfter` and `dropoffAfter`. */
export class Seats {
  pickupAfter = -1;
  dropoffAfter = -1;
  private readonly known: Float64Array;
  private readonly knownCost: Float64Array;
  private readonly knownPickup: Int32Array;
  private readonly knownDropoff: Int32Array;

  constructor(jobs: number, vehicles: number) {
    this.known = new Float64Array(jobs * vehicles).fill(-1);
    this.knownCost = new Float64Array(jobs * vehicles);
    this.knownPickup = new Int32Array(jobs * vehicles);
    this.knownDropoff = new Int32Array(jobs * vehicles);
  }

  /** The least that a route grows by when it takes the job; `Infinity` when it cannot. Remembered until the route changes. */
  cheapest(routes: Routes, job: number, vehicle: number): number {
    const key = job * routes.problem.vehicles + vehicle;
    const version = routes.version[vehicle]!;
    if (this.known[key] !== version) {
      this.knownCost[key] = mayTake(routes, job, vehicle)
        ? this.search(routes, job, vehicle)
        : Infinity;
      this.known[key] = version;
      this.knownPickup[key] = this.pickupAfter;
      this.knownDropoff[key] = this.dropoffAfter;
    }
    this.pickupAfter = this.knownPickup[key]!;
    this.dropoffAfter = this.knownDropoff[key]!;
    return this.knownCost[key]!;
  }

  private search(routes: Routes, job: number, vehicle: number): number {
    const { nodes, legs, opensAt, closesAt, service, demand, capacity } = routes.problem;
    const { next, leavesAt, latestAt, load } = routes;
    const leg = legs[vehicle]!;
    const pickup = 2 * job;
    const dropoff = pickup + 1;
    const room = capacity[vehicle]! - demand[pickup]!;
    const end = routes.startOf(vehicle) + 1;
    const between = leg[pickup * nodes + dropoff]!;
    let best = Infinity;
    for (let at = end - 1; at !== end; at = next[at]!) {
      let time = leavesAt[at]! + leg[at * nodes + pickup]!;
      if (time > closesAt[pickup]!) break;
      if (load[at]! > room) continue;
      if (time < opensAt[pickup]!) time = opensAt[pickup]!;
      time += service[pickup]!;
      let after = next[at]!;
      const direct = leg[at * nodes + after]!;
      const base = leg[at * nodes + pickup]! - direct;
      let brings = time + between;
      if (brings > closesAt[dropoff]!) break;
      if (brings < opensAt[dropoff]!) brings = opensAt[dropoff]!;
      const back = leg[dropoff * nodes + after]!;
      if (brings + service[dropoff]! + back <= latestAt[after]! && base + between + back < best) {
        best = base + between + back;
        this.pickupAfter = at;
        this.dropoffAfter = pickup;
      }
      const detour = base + leg[pickup * nodes + after]!;
      if (detour >= best) continue;
      time += leg[pickup * nodes + after]!;
      while (after !== end && time <= latestAt[after]! && load[after]! <= room) {
        time = (time < opensAt[after]! ? opensAt[after]! : time) + service[after]!;
        brings = time + leg[after * nodes + dropoff]!;
        if (brings > closesAt[dropoff]!) break;
        if (brings < opensAt[dropoff]!) brings = opensAt[dropoff]!;
        const then = next[after]!;
        const onward = leg[dropoff * nodes + then]!;
        const way = leg[after * nodes + then]!;
        const cost = detour + leg[after * nodes + dropoff]! + onward - way;
        if (cost < best && brings + service[dropoff]! + onward <= latestAt[then]!) {
          best = cost;
          this.pickupAfter = at;
          this.dropoffAfter = after;
        }
        time += way;
        after = then;
      }
    }
    return best;
  }

  /** Picks any place where the job fits, each as likely as the other; `seen` places of other routes were offered before. Returns how many there are by now. */
  any(routes: Routes, job: number, { vehicle, dice, seen }: Draw): number {
    if (!mayTake(routes, job, vehicle)) return seen;
    const { nodes, legs, opensAt, closesAt, service, demand, capacity } = routes.problem;
    const { next, leavesAt, latestAt, load } = routes;
    const leg = legs[vehicle]!;
    const pickup = 2 * job;
    const dropoff = pickup + 1;
    const room = capacity[vehicle]! - demand[pickup]!;
    const end = routes.startOf(vehicle) + 1;
    let count = seen;
    for (let at = end - 1; at !== end; at = next[at]!) {
      let time = leavesAt[at]! + leg[at * nodes + pickup]!;
      if (time > closesAt[pickup]!) break;
      if (load[at]! > room) continue;
      if (time < opensAt[pickup]!) time = opensAt[pickup]!;
      time += service[pickup]!;
      let behind = pickup;
      let then = next[at]!;
      for (;;) {
        let brings = time + leg[behind * nodes + dropoff]!;
        if (brings > closesAt[dropoff]!) break;
        if (brings < opensAt[dropoff]!) brings = opensAt[dropoff]!;
        brings += service[dropoff]! + leg[dropoff * nodes + then]!;
        if (brings <= latestAt[then]! && dice.next() * ++count < 1) {
          this.pickupAfter = at;
          this.dropoffAfter = behind;
        }
        time += leg[behind * nodes + then]!;
        if (then === end || time > latestAt[then]! || load[then]! > room) break;
        time = (time < opensAt[then]! ? opensAt[then]! : time) + service[then]!;
        behind = then;
        then = next[then]!;
      }
    }
    return count;
  }
}

const mayTake = ({ problem, taken }: Routes, job: number, vehicle: number): boolean =>
  problem.allowed[job * problem.vehicles + vehicle] === 1 &&
  taken[vehicle]! + problem.demand[2 * job]! <= problem.inAll[vehicle]!;

/** One draw among all places of a job on several routes. */
export interface Draw {
  readonly vehicle: number;
  readonly dice: Dice;
  readonly seen: number;
}
