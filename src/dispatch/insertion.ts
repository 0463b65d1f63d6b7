import { routeConstraints } from './constraints/all.ts';
import type { RouteConstraint } from './constraints/constraint.ts';
import { routeTerms, type RouteTerms } from './cost.ts';
import type { Rider, Stop, Task } from './model.ts';
import { type Schedule, stopsOf, walk } from './route.ts';
import type { Scene } from './scene.ts';

/** A rider's route as it would be with a task in it. */
export interface Placement {
  readonly task: Task;
  readonly rider: Rider;
  readonly stops: readonly Stop[];
  readonly schedule: Schedule;
  /** The schedule without the task. */
  readonly present: Schedule;
  readonly pickupAt?: number;
  readonly arriveAt: number;
  /** Before which stops of the present route the new ones go. */
  readonly insertion: { readonly pickup?: number; readonly dropoff: number };
}

/** The cheapest allowed place of a task in a route, or the rule that forbids the cheapest of all. */
export type Fit =
  | { readonly placement: Placement; readonly terms: RouteTerms; readonly refusedBy?: undefined }
  | { readonly placement: Placement; readonly refusedBy: RouteConstraint };

/** Tries every place behind the frozen part, pickup before drop-off; the earlier place wins a tie. */
export function bestFit(task: Task, rider: Rider, scene: Scene): Fit {
  let best: { placement: Placement; terms: RouteTerms; total: number } | undefined;
  let forbidden: { placement: Placement; refusedBy: RouteConstraint; total: number } | undefined;
  const added = stopsOf(task);
  for (const insertion of placesFor(task, rider)) {
    const placement = place({ task, rider, added, insertion }, scene);
    const terms = routeTerms(placement, scene);
    const total = terms.added + terms.waiting + terms.late;
    if (best && !(total < best.total)) continue;
    const refusedBy = routeConstraints.find((rule) => !rule.allows(placement, scene));
    if (!refusedBy) best = { placement, terms, total };
    else if (!forbidden || total < forbidden.total) forbidden = { placement, refusedBy, total };
  }
  return best ?? forbidden!;
}

function* placesFor(task: Task, { route, frozenStops }: Rider): Generator<Placement['insertion']> {
  for (let first = frozenStops; first <= route.length; first++) {
    if (!task.pickup) yield { dropoff: first };
    else
      for (let dropoff = first; dropoff <= route.length; dropoff++)
        yield { pickup: first, dropoff };
  }
}

interface Trial extends Pick<Placement, 'task' | 'rider' | 'insertion'> {
  readonly added: readonly Stop[];
}

function place({ task, rider, added, insertion }: Trial, scene: Scene): Placement {
  const { pickup, dropoff } = insertion;
  const { route } = rider;
  const stops =
    pickup === undefined
      ? route.toSpliced(dropoff, 0, ...added)
      : route.toSpliced(dropoff, 0, added[1]!).toSpliced(pickup, 0, added[0]!);
  const schedule = walk(rider, stops, scene);
  return {
    task,
    rider,
    stops,
    schedule,
    present: scene.present(rider),
    ...(pickup !== undefined && { pickupAt: schedule.begins[pickup]! }),
    arriveAt: schedule.begins[pickup === undefined ? dropoff : dropoff + 1]!,
    insertion,
  };
}
