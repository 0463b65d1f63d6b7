import { Dice } from './dice.ts';
import { Fewer } from './fewer.ts';
import { Budget, type Limits, type Progress } from './limits.ts';
import type { RoundProblem } from './problem.ts';
import { Repair } from './repair.ts';
import { Routes } from './routes.ts';
import { Seats } from './seats.ts';
import { Shorter } from './shorter.ts';

/** This share of the time may go into doing without a vehicle, whatever comes of it. */
const SHARE_FOR_FEWER = 0.5;

/** What a search found. */
export interface Found {
  /** Vehicle by vehicle its nodes in order; empty for those that stay. */
  readonly routes: readonly (readonly number[])[];
  readonly unplanned: readonly number[];
  readonly length: number;
}

/** Rounds that do all they can, with few vehicles, on short ways, in that order. */
export function searchRounds(problem: RoundProblem, limits: Limits): Found {
  const began = limits.clock();
  const dice = new Dice(limits.seed);
  const routes = new Routes(problem);
  const tell = (phase: Progress['phase'], share: number) =>
    limits.progress?.({ phase, share, ...standing(routes) });
  if (problem.jobs > 0 && problem.vehicles > 0) {
    begin(routes, dice);
    const half = began + limits.ms * SHARE_FOR_FEWER;
    const open = withFewer(routes, dice, new Budget(limits, half), (share) => tell('FEWER', share));
    const budget = new Budget(limits, began + limits.ms);
    new Shorter(routes, dice, open).run(budget, (share) => tell('SHORTER', share));
  }
  tell('SHORTER', 1);
  const { vehicleOf } = routes;
  return {
    routes: Array.from({ length: problem.vehicles }, (_, vehicle) => routes.nodesOf(vehicle)),
    unplanned: [...vehicleOf.keys()].filter((job) => vehicleOf[job]! < 0),
    length: routes.total(),
  };
}

function begin(routes: Routes, dice: Dice) {
  const { jobs, vehicles } = routes.problem;
  const repair = new Repair(routes, new Seats(jobs, vehicles), dice);
  repair.open = [...routes.size.keys()];
  repair.ways[2]!([...routes.vehicleOf.keys()]);
}

/** Tries to place what is left, then to do without one vehicle after the other; names the vehicles in use. */
function withFewer(
  routes: Routes,
  dice: Dice,
  budget: Budget,
  tell: (share: number) => void,
): number[] {
  const { problem } = routes;
  const tried = new Routes(problem);
  tried.copyFrom(routes);
  const fewer = new Fewer(tried, new Seats(problem.jobs, problem.vehicles), dice);
  const left = [...routes.vehicleOf.keys()].filter((job) => routes.vehicleOf[job]! < 0);
  const all = [...routes.size.keys()];
  if (left.length > 0) {
    if (!fewer.seatAll(left, all, budget)) return all;
    routes.copyFrom(tried);
  }
  const used = () => all.filter((vehicle) => routes.size[vehicle]! > 0);
  for (let open = used(); open.length > 1 && budget.share() < 1; open = used()) {
    tell(budget.share());
    const gone = open[dice.below(open.length)]!;
    const jobs = tried.jobsOf(gone);
    for (const job of jobs) tried.lift(job);
    tried.refresh(gone);
    const others = open.filter((vehicle) => vehicle !== gone);
    if (fewer.seatAll(jobs, others, budget)) routes.copyFrom(tried);
    else tried.copyFrom(routes);
  }
  return used();
}

function standing(routes: Routes) {
  const { vehicleOf, size } = routes;
  return {
    vehicles: size.reduce((sum, jobs) => sum + Number(jobs > 0), 0),
    length: routes.total(),
    unplanned: vehicleOf.reduce((sum, vehicle) => sum + Number(vehicle < 0), 0),
  };
}
