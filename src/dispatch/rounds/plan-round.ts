import type { Rider, Snapshot, Stop, Task } from '../model.ts';
import { stopsOf, walk } from '../route.ts';
import { type Scene, sceneOf, type Terms } from '../scene.ts';
import { reasonsAgainst } from './eligibility.ts';
import { atOnce, type Limits, type Searching } from './limits.ts';
import type { RoundPlan, RoundRoute } from './model.ts';
import { searching } from './search.ts';
import { problemOf } from './ways.ts';

/** 路线规划: rounds for the scheduled tasks of a snapshot, by few riders on short ways; the rules of dispatching decide who may do what. */
export const planRound = (snapshot: Snapshot, terms: Terms, limits: Limits): RoundPlan =>
  atOnce(planningRound(snapshot, terms, limits));

/** The same, step by step. */
export function* planningRound(
  snapshot: Snapshot,
  terms: Terms,
  limits: Limits,
): Searching<RoundPlan> {
  const scene = sceneOf(snapshot, terms);
  // In the order of ids, so that the order of the input does not matter.
  const tasks = snapshot.tasks.toSorted(byId);
  const riders = snapshot.riders.toSorted(byId);
  const { routes, unplanned } = yield* searching(problemOf(tasks, riders, scene), limits);
  return {
    routes: routes.flatMap((nodes, index): RoundRoute[] =>
      nodes.length > 0 ? [routeOf(stopsAlong(nodes, tasks), riders[index]!, scene)] : [],
    ),
    unplanned: unplanned.map((job) => ({
      taskId: tasks[job]!.id,
      reasons: reasonsAgainst(tasks[job]!, riders, scene),
    })),
  };
}

const byId = (one: { readonly id: string }, other: { readonly id: string }) =>
  one.id < other.id ? -1 : 1;

const stopsAlong = (nodes: readonly number[], tasks: readonly Task[]): Stop[] =>
  nodes.flatMap((node) => {
    const kind = node % 2 === 0 ? 'PICKUP' : 'DROPOFF';
    return stopsOf(tasks[node >> 1]!).filter((stop) => stop.kind === kind);
  });

function routeOf(stops: readonly Stop[], rider: Rider, scene: Scene): RoundRoute {
  const { begins } = walk(rider, [...rider.route, ...stops], scene);
  return {
    riderId: rider.id,
    stops: stops.map(({ taskId, kind }, index) => ({
      taskId: taskId!,
      kind: kind === 'PICKUP' ? 'PICKUP' : 'DROPOFF',
      beginsAt: begins[rider.route.length + index]!,
    })),
  };
}
