import type { Dice } from './dice.ts';
import { kinship } from './kinship.ts';
import type { Budget } from './limits.ts';
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

/** Makes routes shorter by taking jobs off and putting them back: adaptive large-neighbourhood search with annealing. What was left unplanned is tried again and again. */
export class Shorter {
  private readonly now: Routes;
  private readonly tried: Routes;
  private readonly best: Routes;
  private readonly dice: Dice;
  private readonly removal: Removal;
  private readonly repair: Repair;
  private unplanned: number[];

  constructor(best: Routes, dice: Dice, open: readonly number[]) {
    const { problem } = best;
    this.best = best;
    this.dice = dice;
    this.now = new Routes(problem);
    this.tried = new Routes(problem);
    this.now.copyFrom(best);
    this.tried.copyFrom(best);
    this.removal = new Removal(this.tried, dice, kinship(problem));
    this.repair = new Repair(this.tried, new Seats(problem.jobs, problem.vehicles), dice);
    this.repair.open = open;
    this.unplanned = [...best.vehicleOf.keys()].filter((job) => best.vehicleOf[job]! < 0);
  }

  /** Searches until the budget ends; the best found is in the routes it was made with. */
  run(budget: Budget, tell: (share: number) => void) {
    const { dice, now, tried, best, removal, repair } = this;
    const { jobs } = best.problem;
    const out = new Weights(removal.ways.length, dice);
    const back = new Weights(repair.ways.length, dice);
    const hot = (HOT * best.total()) / Math.max(1, jobs);
    let fewest = this.unplanned.length;
    let shortest = best.total();
    for (let step = 0; ; step++) {
      const share = budget.step();
      if (share >= 1) return;
      if (step % 100 === 0) tell(share);
      const temperature = hot * (COLD / HOT) ** share;
      const count = FEWEST_OUT + dice.below(Math.min(MOST_OUT, jobs / 2));
      const taken = removal.ways[out.pick()]!(count);
      const left = repair.ways[back.pick()]!([...taken, ...this.unplanned]);
      const length = tried.total();
      const worse = left.length - this.unplanned.length;
      const limit = now.total() - temperature * Math.log(dice.next());
      if (worse > 0 || (worse === 0 && length >= limit)) {
        tried.copyFrom(now);
        continue;
      }
      const progress = worse < 0 || length < now.total() - 1e-9;
      now.copyFrom(tried);
      this.unplanned = left;
      if (left.length < fewest || (left.length === fewest && length < shortest - 1e-9)) {
        [fewest, shortest] = [left.length, length];
        best.copyFrom(tried);
        out.reward(6);
        back.reward(6);
      } else if (progress) {
        out.reward(2);
        back.reward(2);
      }
    }
  }
}
