import { Dice } from './dice.ts';
import { Fewer } from './fewer.ts';
import { empty, standIn, usedIn } from './fleet.ts';
import { atOnce, Budget, type Limits, type Progress, type Searching } from './limits.ts';
import type { RoundProblem } from './problem.ts';
import { Repair } from './repair.ts';
import { Routes } from './routes.ts';
import { Seats } from './seats.ts';
import { Shorter } from './shorter.ts';

/** This share of the time may go into doing without a vehicle, whatever comes of it. */
const SHARE_FOR_FEWER = 0.5;
/** So often two vehicles are replaced by one of another kind, where there are kinds. */
const REPLACEMENTS = 0.3;

/** What a search found. */
export interface Found {
  /** Vehicle by vehicle its nodes in order; empty for those that stay. */
  readonly routes: readonly (readonly number[])[];
  readonly unplanned: readonly number[];
  readonly length: number;
}

/** Rounds that do all they can, with few vehicles, on short ways, in that order. */
export const searchRounds = (problem: RoundProblem, limits: Limits): Found =>
  atOnce(searching(problem, limits));

/** The same search, step by step. */
export function* searching(problem: RoundProblem, limits: Limits): Searching<Found> {
  const began = limits.clock();
  const dice = new Dice(limits.seed);
  const routes = new Routes(problem);
  const all = [...routes.size.keys()];
  const tell = (phase: Progress['phase']) => (share: number) =>
    limits.onProgress?.({ phase, share, ...standing(routes) });
  const possible = possibleOn(routes);
  if (possible.length > 0) {
    const repair = new Repair(routes, new Seats(problem.jobs, problem.vehicles), dice);
    repair.open = all;
    const left = repair.ways[2]!(possible);
    const half = new Budget(limits, began + limits.ms * SHARE_FOR_FEWER);
    const seated = yield* new Descent(routes, dice, half).run(left, tell('FEWER'));
    const waiting = seated ? [] : left;
    const open = seated ? usedIn(routes) : all;
    const rest = new Budget(limits, began + limits.ms);
    yield* new Shorter(routes, dice, { open, waiting }).run(rest, tell('SHORTER'));
  }
  tell('SHORTER')(1);
  const { vehicleOf } = routes;
  return {
    routes: all.map((vehicle) => routes.nodesOf(vehicle)),
    unplanned: [...vehicleOf.keys()].filter((job) => vehicleOf[job]! < 0),
    length: routes.total(),
  };
}

/** Jobs that some vehicle could do if it had nothing else to do. */
function possibleOn(routes: Routes): number[] {
  const { jobs, vehicles } = routes.problem;
  const seats = new Seats(jobs, vehicles);
  const all = [...routes.size.keys()];
  return [...routes.vehicleOf.keys()].filter((job) =>
    all.some((vehicle) => seats.cheapest(routes, job, vehicle) < Infinity),
  );
}

/** Places what is left, then does without one vehicle after the other. */
class Descent {
  private readonly routes: Routes;
  private readonly tried: Routes;
  private readonly dice: Dice;
  private readonly budget: Budget;
  private readonly fewer: Fewer;

  constructor(routes: Routes, dice: Dice, budget: Budget) {
    const { problem } = routes;
    this.routes = routes;
    this.tried = new Routes(problem);
    this.tried.copyFrom(routes);
    this.dice = dice;
    this.budget = budget;
    this.fewer = new Fewer(this.tried, new Seats(problem.jobs, problem.vehicles), dice);
  }

  /** Whether everything has its place in the end. */
  *run(left: number[], tell: (share: number) => void): Searching<boolean> {
    const { routes, tried, fewer, budget } = this;
    if (left.length > 0) {
      if (!(yield* fewer.seatAll(left, [...routes.size.keys()], budget))) return false;
      routes.copyFrom(tried);
    }
    while (usedIn(routes).length > 1 && budget.step() < 1) {
      tell(budget.share());
      if (yield* this.withOneLess(usedIn(routes))) routes.copyFrom(tried);
      else tried.copyFrom(routes);
    }
    return true;
  }

  private *withOneLess(open: readonly number[]): Searching<boolean> {
    const { tried, dice, fewer, budget } = this;
    const gone = open[dice.below(open.length)]!;
    const jobs = empty(tried, gone);
    let others = open.filter((vehicle) => vehicle !== gone);
    const other = standIn(tried, dice, { vehicle: gone, open });
    if (other !== undefined && dice.next() < REPLACEMENTS) {
      const replaced = others[dice.below(others.length)]!;
      jobs.push(...empty(tried, replaced));
      others = [...others.filter((vehicle) => vehicle !== replaced), other];
    }
    return yield* fewer.seatAll(jobs, others, budget);
  }
}

function standing(routes: Routes) {
  const { vehicleOf } = routes;
  return {
    vehicles: usedIn(routes).length,
    length: routes.total(),
    unplanned: vehicleOf.reduce((sum, vehicle) => sum + Number(vehicle < 0), 0),
  };
}
