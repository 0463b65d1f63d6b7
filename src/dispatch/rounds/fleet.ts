import type { Dice } from './dice.ts';
import type { Routes } from './routes.ts';

/** The vehicles with something to do. */
export const usedIn = ({ size }: Routes): number[] =>
  [...size.keys()].filter((vehicle) => size[vehicle]! > 0);

/** One by chance of those that stay at home and are of another kind than `vehicle`; undefined when there is none. */
export function standIn(
  { problem: { kind, vehicles } }: Routes,
  dice: Dice,
  { vehicle, open }: { readonly vehicle: number; readonly open: readonly number[] },
): number | undefined {
  const others: number[] = [];
  for (let other = 0; other < vehicles; other++)
    if (kind[other] !== kind[vehicle] && !open.includes(other)) others.push(other);
  return others[dice.below(others.length)];
}

/** Takes everything off a vehicle; names what it was. */
export function empty(routes: Routes, vehicle: number): number[] {
  const jobs = routes.jobsOf(vehicle);
  for (const job of jobs) routes.lift(job);
  routes.refresh(vehicle);
  return jobs;
}
