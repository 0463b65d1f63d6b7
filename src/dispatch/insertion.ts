import { routeConstraints } from './constraints/all.ts';
import type { RouteConstraint } from './constraints/constraint.ts';
import { routeTerms, type RouteTerms } from './cost.ts';
import type { Rider, Stop, Task } from './model.ts';
import type { Timing } from './route.ts';
import type { Scene } from './scene.ts';
import { NONE, type Trying } from './trial.ts';

/** A rider's route as it would be with a task in it. */
export interface Placement {
  readonly task: Task;
  readonly rider: Rider;
  readonly stops: readonly Stop[];
  readonly schedule: Timing;
  /** The schedule without the task. */
  readonly present: Timing;
  readonly pickupAt?: number;
  readonly arriveAt: number;
  /** Before which stops of the present route the new ones go. */
  readonly insertion: { readonly pickup?: number; readonly dropoff: number };
}

/** The cheapest allowed place of a task in a route, or the rule that forbids the cheapest of all. */
export type Fit =
  | { readonly placement: Placement; readonly terms: RouteTerms; readonly refusedBy?: undefined }
  | { readonly placement: Placement; readonly refusedBy: RouteConstraint };

/**
 * Tries every place behind the frozen part, pickup before drop-off; the earlier place wins a tie. Only what may be the best is
 * built and held against the rules.
 */
export function bestFit(task: Task, rider: Rider, scene: Scene): Fit {
  const trying = { task, rider, added: scene.stops(task), present: scene.present(rider) };
  const { trial } = scene;
  trial.runAll(trying);
  const { totals, inTime, places } = trial;
  for (
    let index = leastOf(inTime, places);
    inTime[index]! < Infinity;
    index = leastOf(inTime, places)
  ) {
    const placement = build(trying, index, scene);
    if (!refusalOf(placement, scene)) return { placement, terms: routeTerms(placement, scene) };
    inTime[index] = Infinity;
  }
  const placement = build(trying, leastOf(totals, places), scene);
  return { placement, refusedBy: refusalOf(placement, scene)! };
}

function refusalOf(placement: Placement, scene: Scene): RouteConstraint | undefined {
  for (const rule of routeConstraints) if (!rule.allows(placement, scene)) return rule;
  return undefined;
}

/** The first of the least of so many; the very first when nothing is less. */
function leastOf(totals: readonly number[], places: number): number {
  let least = 0;
  for (let index = 1; index < places; index++) if (totals[index]! < totals[least]!) least = index;
  return least;
}

function build({ task, rider, present }: Trying, index: number, { trial }: Scene): Placement {
  const pickup = trial.pickups[index]!;
  const dropoff = trial.dropoffs[index]!;
  const { stops, schedule } = trial.wayAt(index);
  const { begins } = schedule;
  if (pickup === NONE)
    return {
      task,
      rider,
      stops,
      schedule,
      present,
      arriveAt: begins[dropoff]!,
      insertion: { dropoff },
    };
  const [pickupAt, arriveAt] = [begins[pickup]!, begins[dropoff + 1]!];
  const insertion = { pickup, dropoff };
  return { task, rider, stops, schedule, present, pickupAt, arriveAt, insertion };
}
