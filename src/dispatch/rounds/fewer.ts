import type { Dice } from './dice.ts';
import type { Budget, Searching } from './limits.ts';
import type { Routes } from './routes.ts';
import type { Seats } from './seats.ts';

/** At most so many jobs are put out at once for one that does not fit. */
const MOST_PUT_OUT = 3;
const TRIES_PER_LOOK = 64;
/** Random moves after each ejection, so that the next attempt meets other routes. */
const SHAKES = 100;

/** Empties routes one by one: guided ejection search after Nagata and Kobayashi, "A powerful route minimization heuristic for the
 * vehicle routing problem with time windows" and its sequel for pickup and delivery (2009, 2010). */
export class Fewer {
  private readonly routes: Routes;
  private readonly seats: Seats;
  private readonly dice: Dice;
  /** How often no place was found for a job: those are put out last. */
  private readonly refusals: Float64Array;
  private open: number[] = [];
  private isOver: () => boolean = () => false;
  private tries = 0;
  private over = false;
  private least = Infinity;
  private bestOut: number[] = [];
  private bestSeat: [number, number] = [-1, -1];

  constructor(routes: Routes, seats: Seats, dice: Dice) {
    this.routes = routes;
    this.seats = seats;
    this.dice = dice;
    this.refusals = new Float64Array(routes.problem.jobs).fill(1);
  }

  /** Finds a place for every one of `jobs` on the routes of `open`; false when the budget ends before that, with some left over. */
  *seatAll(jobs: number[], open: readonly number[], budget: Budget): Searching<boolean> {
    this.open = [...open];
    this.isOver = () => budget.share() >= 1;
    this.over = false;
    this.refusals.fill(1);
    const waiting = [...jobs];
    while (waiting.length > 0) {
      yield;
      if (budget.step() >= 1) return false;
      const job = waiting.pop()!;
      if (this.seatAnywhere(job)) continue;
      this.refusals[job]!++;
      waiting.push(job);
      if (this.eject(job)) {
        waiting.pop();
        waiting.push(...this.dice.shuffle([...this.bestOut]));
      } else this.dice.shuffle(waiting);
      for (let i = 0; i < SHAKES; i++) this.shake();
    }
    return true;
  }

  private seatAnywhere(job: number): boolean {
    const { routes, seats, dice } = this;
    let seen = 0;
    let chosen = -1;
    let seat: [number, number] = [-1, -1];
    for (const vehicle of this.open) {
      const count = seats.any(routes, job, { vehicle, dice, seen: 0 });
      if (count === 0) continue;
      seen += count;
      if (dice.next() * seen < count) {
        chosen = vehicle;
        seat = [seats.pickupAfter, seats.dropoffAfter];
      }
    }
    if (chosen < 0) return false;
    routes.insert(job, chosen, seat);
    return true;
  }

  /** Puts those out for the job that were easiest to place so far. */
  private eject(job: number): boolean {
    this.least = Infinity;
    let chosen = -1;
    for (const vehicle of this.dice.shuffle([...this.open])) {
      const { least } = this;
      this.tryWithout(job, vehicle, { out: [], sum: 0, from: 0, jobs: this.easiestFirst(vehicle) });
      if (this.least < least) chosen = vehicle;
    }
    if (chosen < 0) return false;
    for (const other of this.bestOut) this.routes.lift(other);
    this.routes.refresh(chosen);
    this.routes.insert(job, chosen, this.bestSeat);
    return true;
  }

  private easiestFirst(vehicle: number): number[] {
    return this.dice
      .shuffle(this.routes.jobsOf(vehicle))
      .toSorted((a, b) => this.refusals[a]! - this.refusals[b]!);
  }

  private tryWithout(job: number, vehicle: number, tried: Without) {
    const { routes, seats, dice, refusals } = this;
    const { jobs, out } = tried;
    for (let at = tried.from; at < jobs.length; at++) {
      const other = jobs[at]!;
      const sum = tried.sum + refusals[other]!;
      if (sum >= this.least) return;
      // A long route has thousands of such sets: the clock is looked at in between.
      if (++this.tries % TRIES_PER_LOOK === 0) this.over = this.isOver();
      if (this.over) return;
      routes.lift(other);
      routes.refresh(vehicle);
      out.push(other);
      if (seats.any(routes, job, { vehicle, dice, seen: 0 }) > 0) {
        this.least = sum;
        this.bestOut = [...out];
        this.bestSeat = [seats.pickupAfter, seats.dropoffAfter];
      } else if (out.length < MOST_PUT_OUT)
        this.tryWithout(job, vehicle, { out, sum, from: at + 1, jobs });
      out.pop();
      routes.putBack(other, vehicle);
      routes.refresh(vehicle);
    }
  }

  /** Moves a job somewhere else, or two jobs into each other's routes. */
  private shake() {
    const { routes, dice, open } = this;
    const vehicle = open[dice.below(open.length)]!;
    if (routes.size[vehicle] === 0) return;
    const job = this.jobOn(vehicle);
    if (dice.next() < 0.5) this.moveTo(job, open[dice.below(open.length)]!);
    else this.exchange(job, open[dice.below(open.length)]!);
  }

  private jobOn(vehicle: number): number {
    const { routes, dice } = this;
    let at = routes.next[routes.startOf(vehicle)]!;
    for (let steps = dice.below(2 * routes.size[vehicle]!); steps > 0; steps--)
      at = routes.next[at]!;
    return at >> 1;
  }

  private moveTo(job: number, to: number) {
    const { routes, seats, dice } = this;
    const from = routes.vehicleOf[job]!;
    routes.lift(job);
    routes.refresh(from);
    if (seats.any(routes, job, { vehicle: to, dice, seen: 0 }) > 0)
      routes.insert(job, to, [seats.pickupAfter, seats.dropoffAfter]);
    else {
      routes.putBack(job, from);
      routes.refresh(from);
    }
  }

  private exchange(job: number, to: number) {
    const { routes, seats, dice } = this;
    const from = routes.vehicleOf[job]!;
    if (from === to || routes.size[to] === 0) return;
    const other = this.jobOn(to);
    routes.lift(job);
    routes.lift(other);
    routes.refresh(from);
    routes.refresh(to);
    if (seats.any(routes, job, { vehicle: to, dice, seen: 0 }) > 0) {
      const seat: [number, number] = [seats.pickupAfter, seats.dropoffAfter];
      if (seats.any(routes, other, { vehicle: from, dice, seen: 0 }) > 0) {
        routes.insert(other, from, [seats.pickupAfter, seats.dropoffAfter]);
        routes.insert(job, to, seat);
        return;
      }
    }
    routes.putBack(other, to);
    routes.putBack(job, from);
    routes.refresh(from);
    routes.refresh(to);
  }
}

/** Jobs taken out of a route for a try, with the sum of their refusals. */
interface Without {
  readonly out: number[];
  readonly sum: number;
  readonly from: number;
  readonly jobs: readonly number[];
}
