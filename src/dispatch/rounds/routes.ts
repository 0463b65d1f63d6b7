import type { RoundProblem } from './problem.ts';

/** Who does what in which order, with the earliest and latest times that make an insertion a matter of one comparison. */
export class Routes {
  readonly problem: RoundProblem;
  readonly next: Int32Array;
  readonly prev: Int32Array;
  /** The vehicle of each job; -1 while it is unplanned. */
  readonly vehicleOf: Int32Array;
  /** Jobs on each route. */
  readonly size: Int32Array;
  /** The earliest time each node can be left. */
  readonly leavesAt: Float64Array;
  /** The latest time a node may be reached so that everything after it stays in time. */
  readonly latestAt: Float64Array;
  /** What is on board when a node is left. */
  readonly load: Float64Array;
  readonly length: Float64Array;
  /** Units each route takes on in all. */
  readonly taken: Float64Array;
  /** Changes with the content of a route, and comes back when the content is put back. */
  readonly version: Float64Array;
  private versions = 0;

  constructor(problem: RoundProblem) {
    const { nodes, jobs, vehicles } = problem;
    this.problem = problem;
    this.next = new Int32Array(nodes).fill(-1);
    this.prev = new Int32Array(nodes).fill(-1);
    this.vehicleOf = new Int32Array(jobs).fill(-1);
    this.size = new Int32Array(vehicles);
    this.leavesAt = new Float64Array(nodes);
    this.latestAt = new Float64Array(nodes);
    this.load = new Float64Array(nodes);
    this.length = new Float64Array(vehicles);
    this.taken = new Float64Array(vehicles);
    this.version = new Float64Array(vehicles);
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      const start = this.startOf(vehicle);
      this.next[start] = start + 1;
      this.prev[start + 1] = start;
      this.refresh(vehicle);
    }
  }

  startOf(vehicle: number): number {
    return 2 * (this.problem.jobs + vehicle);
  }

  /** The nodes of a vehicle in order, without where it begins and ends. */
  nodesOf(vehicle: number): number[] {
    const nodes: number[] = [];
    const start = this.startOf(vehicle);
    for (let node = this.next[start]!; node !== start + 1; node = this.next[node]!)
      nodes.push(node);
    return nodes;
  }

  jobsOf(vehicle: number): number[] {
    return this.nodesOf(vehicle).flatMap((node) => (node % 2 === 0 ? [node >> 1] : []));
  }

  /** Puts a job in: fetched behind `pickupAfter`, brought behind `dropoffAfter` (its own pickup when that is next). */
  insert(job: number, vehicle: number, [pickupAfter, dropoffAfter]: readonly [number, number]) {
    this.link(2 * job, pickupAfter);
    this.link(2 * job + 1, dropoffAfter);
    this.vehicleOf[job] = vehicle;
    this.size[vehicle]!++;
    this.refresh(vehicle);
  }

  remove(job: number) {
    const vehicle = this.vehicleOf[job]!;
    this.lift(job);
    this.refresh(vehicle);
  }

  /** Takes a job out and leaves the times as they were: `refresh` follows. */
  lift(job: number) {
    for (let node = 2 * job + 1; node >= 2 * job; node--) {
      this.next[this.prev[node]!] = this.next[node]!;
      this.prev[this.next[node]!] = this.prev[node]!;
    }
    this.size[this.vehicleOf[job]!]!--;
    this.vehicleOf[job] = -1;
  }

  /** Undoes the last `lift` of a job that is not undone yet; `refresh` follows. */
  putBack(job: number, vehicle: number) {
    for (let node = 2 * job; node <= 2 * job + 1; node++) {
      this.next[this.prev[node]!] = node;
      this.prev[this.next[node]!] = node;
    }
    this.size[vehicle]!++;
    this.vehicleOf[job] = vehicle;
  }

  /** Works out the times, loads and length of a route anew. */
  refresh(vehicle: number) {
    const { nodes, legs, opensAt, closesAt, service, demand } = this.problem;
    const { next, prev, leavesAt, latestAt, load } = this;
    const leg = legs[vehicle]!;
    const start = this.startOf(vehicle);
    let at = start;
    let length = 0;
    let taken = 0;
    leavesAt[start] = opensAt[start]!;
    while (at !== start + 1) {
      const to = next[at]!;
      const way = leg[at * nodes + to]!;
      const arrives = leavesAt[at]! + way;
      leavesAt[to] = (arrives > opensAt[to]! ? arrives : opensAt[to]!) + service[to]!;
      load[to] = load[at]! + demand[to]!;
      if (demand[to]! > 0) taken += demand[to]!;
      length += way;
      at = to;
    }
    latestAt[at] = closesAt[at]!;
    while (at !== start) {
      const from = prev[at]!;
      const latest = latestAt[at]! - leg[from * nodes + at]! - service[from]!;
      latestAt[from] = latest < closesAt[from]! ? latest : closesAt[from]!;
      at = from;
    }
    this.taken[vehicle] = taken;
    // A vehicle that stays where it is travels no way.
    this.length[vehicle] = this.size[vehicle] === 0 ? 0 : length;
    this.version[vehicle] = ++this.versions;
  }

  /** Length of all routes together. */
  total(): number {
    let sum = 0;
    for (const length of this.length) sum += length;
    return sum;
  }

  copyFrom(other: Routes) {
    this.next.set(other.next);
    this.prev.set(other.prev);
    this.vehicleOf.set(other.vehicleOf);
    this.size.set(other.size);
    this.leavesAt.set(other.leavesAt);
    this.latestAt.set(other.latestAt);
    this.load.set(other.load);
    this.length.set(other.length);
    this.taken.set(other.taken);
    this.version.set(other.version);
    this.versions = Math.max(this.versions, other.versions);
  }

  private link(node: number, after: number) {
    const before = this.next[after]!;
    this.next[after] = node;
    this.prev[node] = after;
    this.next[node] = before;
    this.prev[before] = node;
  }
}
