import { checkRound } from '../../src/dispatch/rounds/check-round.ts';
import { roundProblem, type Visit } from '../../src/dispatch/rounds/problem.ts';
import { searchRounds } from '../../src/dispatch/rounds/search.ts';
import type { Instance, Task } from './read.ts';

export interface Answer {
  readonly routes: readonly (readonly number[])[];
  readonly cost: number;
  /** Pairs nobody brings. */
  readonly undone: number;
  readonly broken: readonly string[];
}

const distance = (a: Task, b: Task) => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

/** Solves an instance until the clock shows `endsAt`. */
export function solve(
  instance: Instance,
  { seed, endsAt, steps }: { seed: number; endsAt: number; steps: number },
): Answer {
  const depot = instance.tasks[0]!;
  const byId = new Map(instance.tasks.map((task) => [task.id, task]));
  const pairs = instance.tasks.flatMap((pickup) =>
    pickup.id !== depot.id && pickup.dropoffOf > 0
      ? [[pickup, byId.get(pickup.dropoffOf)!] as const]
      : [],
  );
  const taskAt = (node: number) => pairs[node >> 1]?.[node & 1] ?? depot;
  const problem = roundProblem({
    jobs: pairs.map(([pickup, dropoff]) => ({
      pickup: visitOf(pickup),
      dropoff: visitOf(dropoff),
      units: pickup.demand,
    })),
    vehicles: Array.from({ length: instance.vehicles }, () => ({
      beginsAt: depot.opensAt,
      endsAt: depot.closesAt,
      capacity: instance.capacity,
      pace: 0,
    })),
    leg: (from, to) => distance(taskAt(from), taskAt(to)),
    allows: () => true,
    kindOf: () => 0,
  });
  const clock = () => performance.now();
  const found = searchRounds(problem, { seed, clock, ms: endsAt - clock(), steps });
  const routes = found.routes
    .filter((route) => route.length > 0)
    .map((route) => route.map((node) => taskAt(node).id));
  return {
    routes,
    cost: costOf(routes, byId, depot),
    undone: found.unplanned.length,
    broken: brokenBy(instance, routes),
  };
}

const visitOf = ({ opensAt, closesAt, service }: Task): Visit => ({ opensAt, closesAt, service });

function costOf(
  routes: readonly (readonly number[])[],
  byId: ReadonlyMap<number, Task>,
  depot: Task,
): number {
  let sum = 0;
  for (const route of routes) {
    const way = [depot, ...route.map((id) => byId.get(id)!), depot];
    for (let at = 1; at < way.length; at++) sum += distance(way[at - 1]!, way[at]!);
  }
  return sum;
}

/** The laws an answer breaks, from the instance alone. */
function brokenBy(
  { tasks, capacity, vehicles }: Instance,
  routes: readonly (readonly number[])[],
): string[] {
  const depot = tasks[0]!;
  const byId = new Map(tasks.map((task) => [String(task.id), task]));
  const named = (task: Task) => ({ ...visitOf(task), id: String(task.id) });
  const broken = checkRound({
    tasks: tasks
      .filter(({ id, dropoffOf }) => id !== depot.id && dropoffOf > 0)
      .map((pickup) => ({
        id: String(pickup.id),
        pickup: named(pickup),
        dropoff: named(byId.get(String(pickup.dropoffOf))!),
        units: pickup.demand,
      })),
    routes: routes.map((visits, index) => ({
      vehicle: `vehicle ${index + 1}`,
      beginsAt: depot.opensAt,
      endsAt: depot.closesAt,
      capacity,
      start: String(depot.id),
      end: String(depot.id),
      visits: visits.map(String),
      allows: () => true,
    })),
    unplanned: [],
    way: (from, to) => distance(byId.get(from)!, byId.get(to)!),
  });
  return routes.length > vehicles ? [...broken, `${routes.length} vehicles used`] : broken;
}
