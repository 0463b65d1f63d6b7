import type { Dice } from './dice.ts';
import { empty, standIn, usedIn } from './fleet.ts';
import { kinship } from './kinship.ts';
import type { Budget, Searching } from './limits.ts';
import { Removal } from './removal.ts';
import { Repair } from './repair.ts';
import { Routes } from './routes.ts';
import { Seats } from './seats.ts';
import { Weights } from './weights.ts';

/** Temperatures of the annealing, in shares of the length of one job's part of the routes. */
const HOT = 0.15;
const COLD = 0.001;
const FEWEST_OUT = 2;
const MOST_OUT = 16;
/** So often another kind of vehicle is tried in place of one in use. */
const EXCHANGES = 0.1;
const ROUNDING = 1e-9;

/** Which vehicles may be used, and what still waits for one. */
export interface Standing {
  readonly open: readonly number[];
  readonly waiting: readonly number[];
}

/** Makes routes shorter by taking jobs off and putting them back: adaptive large-neighbourhood search with annealing. What was left unplanned is tried again and again. */
export class Shorter {
  private readonly now: Routes;
  private readonly tried: Routes;
  private readonly best: Routes;
  private readonly dice: Dice;
  private readonly removal: Removal;
  private readonly repair: Repair;
  private readonly out: Weights;
  private readonly back: Weights;
  private open: readonly number[];
  private waiting: readonly number[];
  private worth: Worth;
  private bestWorth: Worth;

  constructor(best: Routes, dice: Dice, { open, waiting }: Standing) {
    const { problem } = best;
    this.best = best;
    this.dice = dice;
    this.open = open;
    this.waiting = waiting;
    this.now = new Routes(problem);
    this.tried = new Routes(problem);
    this.now.copyFrom(best);
    this.tried.copyFrom(best);
    this.removal = new Removal(this.tried, dice, kinship(problem));
    this.repair = new Repair(this.tried, new Seats(problem.jobs, problem.vehicles), dice);
    this.out = new Weights(this.removal.ways.length, dice);
    this.back = new Weights(this.repair.ways.length, dice);
    this.worth = worthOf(best, waiting);
    this.bestWorth = this.worth;
  }

  /** Searches until the budget ends; the best found is in the routes it was made with. */
  *run(budget: Budget, tell: (share: number) => void): Searching<void> {
    const hot = (HOT * this.best.total()) / Math.max(1, this.best.problem.jobs);
    for (let step = 0; ; step++) {
      const share = budget.step();
      if (share >= 1) return;
      if (step % 100 === 0) tell(share);
      yield;
      this.attempt(hot * (COLD / HOT) ** share);
    }
  }

  private attempt(temperature: number) {
    const { dice, now, tried, repair } = this;
    repair.open = this.open;
    const taken = this.takeOff();
    const waiting = repair.ways[this.back.pick()]!([...taken, ...this.waiting]);
    const worth = worthOf(tried, waiting);
    const better = compare(worth, this.worth);
    const slack = -temperature * Math.log(dice.next());
    const grows = worth.length - this.worth.length;
    if (worth.rank > this.worth.rank || (worth.rank === this.worth.rank && grows >= slack)) {
      tried.copyFrom(now);
      return;
    }
    now.copyFrom(tried);
    this.open = repair.open;
    this.waiting = waiting;
    this.worth = worth;
    if (compare(worth, this.bestWorth)) {
      this.bestWorth = worth;
      this.best.copyFrom(tried);
      this.reward(6);
    } else if (better) this.reward(2);
  }

  private takeOff(): number[] {
    const { dice, tried, open } = this;
    if (dice.next() < EXCHANGES) {
      const used = usedIn(tried);
      const vehicle = used[dice.below(used.length)] ?? 0;
      const other = standIn(tried, dice, { vehicle, open });
      if (other !== undefined) {
        this.repair.open = [...open.filter((one) => one !== vehicle), other];
        return empty(tried, vehicle);
      }
    }
    const count = FEWEST_OUT + dice.below(Math.min(MOST_OUT, tried.problem.jobs / 2));
    return this.removal.ways[this.out.pick()]!(count);
  }

  private reward(points: number) {
    this.out.reward(points);
    this.back.reward(points);
  }
}

/** How good routes are: first what is left undone and the vehicles in use, then the length. */
interface Worth {
  readonly rank: number;
  readonly length: number;
}

const worthOf = (routes: Routes, waiting: readonly number[]): Worth => ({
  rank: waiting.length * (routes.problem.vehicles + 1) + usedIn(routes).length,
  length: routes.total(),
});

const compare = (one: Worth, other: Worth): boolean =>
  one.rank < other.rank || (one.rank === other.rank && one.length < other.length - ROUNDING);
