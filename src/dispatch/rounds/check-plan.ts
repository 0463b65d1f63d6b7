import { pairConstraints, riderConstraints } from '../constraints/all.ts';
import type { Rider, Snapshot, Stop } from '../model.ts';
import { limitOf, stopsOf, walk } from '../route.ts';
import { type Scene, sceneOf, type Terms } from '../scene.ts';
import type { RoundPlan, RoundRoute } from './model.ts';

/** Every law that a plan of rounds breaks, in words; none when it is right. Shares no code with the search. */
export function checkPlan(snapshot: Snapshot, plan: RoundPlan, terms: Terms): string[] {
  const scene = sceneOf(snapshot, terms);
  return [
    ...everyTaskOnce(snapshot, plan),
    ...plan.routes.flatMap((route) => {
      const rider = snapshot.riders.find(({ id }) => id === route.riderId);
      if (!rider) return [`rider ${route.riderId} is unknown`];
      return checkRoute(route, rider, { snapshot, scene });
    }),
  ];
}

function everyTaskOnce({ tasks }: Snapshot, { routes, unplanned }: RoundPlan): string[] {
  const taken = [
    ...routes.flatMap(({ stops }) => stops.filter(({ kind }) => kind === 'DROPOFF')),
    ...unplanned,
  ].map(({ taskId }) => taskId);
  const riders = routes.map(({ riderId }) => riderId);
  return [
    ...tasks
      .filter(({ id }) => taken.filter((other) => other === id).length !== 1)
      .map(({ id }) => `task ${id} is not answered exactly once`),
    ...(taken.length === tasks.length ? [] : ['something is planned that was not asked for']),
    ...(new Set(riders).size === riders.length ? [] : ['a rider has two routes']),
  ];
}

function checkRoute(
  route: RoundRoute,
  rider: Rider,
  { snapshot, scene }: { readonly snapshot: Snapshot; readonly scene: Scene },
): string[] {
  const wrong: string[] = [];
  const tasks = new Map(snapshot.tasks.map((task) => [task.id, task]));
  const stops: Stop[] = [];
  const fetched = new Set<string>();
  let promised = rider.route.reduce((sum, one) => sum + Math.max(0, one.loadChange), rider.load);
  for (const { taskId, kind } of route.stops) {
    const task = tasks.get(taskId);
    const stop = task && stopsOf(task).find((one) => one.kind === kind);
    if (!task || !stop) return [`${rider.id} has a stop that does not exist: ${taskId} ${kind}`];
    stops.push(stop);
    if (kind === 'PICKUP') fetched.add(taskId);
    else {
      promised += task.load;
      if (task.pickup && !fetched.has(taskId)) wrong.push(`${taskId} is brought before fetched`);
      for (const rule of pairConstraints)
        if (!rule.allows(task, rider, scene)) wrong.push(`${rider.id} ${taskId}: ${rule.name}`);
    }
  }
  for (const rule of riderConstraints)
    if (!rule.allows(rider, scene)) wrong.push(`${rider.id}: ${rule.name}`);
  if (promised > rider.capacity) wrong.push(`${rider.id} is promised more than fits`);
  const { begins } = walk(rider, [...rider.route, ...stops], scene);
  for (const [index, { taskId, kind, beginsAt }] of route.stops.entries()) {
    const real = begins[rider.route.length + index]!;
    if (real !== beginsAt) wrong.push(`${taskId} ${kind} begins at another instant than told`);
    if (kind === 'DROPOFF' && real > limitOf(tasks.get(taskId)!, scene))
      wrong.push(`${taskId} comes too late`);
  }
  return wrong;
}
