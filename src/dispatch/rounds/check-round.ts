/** A place of a round as the checker needs it. */
export interface CheckedVisit {
  readonly opensAt: number;
  readonly closesAt: number;
  readonly service: number;
}

/** What a round was asked for and what it answers, in the words of the one who asked. */
export interface CheckedRound {
  readonly tasks: readonly {
    readonly id: string;
    readonly pickup: CheckedVisit & { readonly id: string };
    readonly dropoff: CheckedVisit & { readonly id: string };
    readonly units: number;
  }[];
  readonly routes: readonly {
    readonly vehicle: string;
    readonly beginsAt: number;
    readonly endsAt: number;
    readonly capacity: number;
    readonly start: string;
    readonly end: string;
    /** Ids of visits in order. */
    readonly visits: readonly string[];
    readonly allows: (task: string) => boolean;
  }[];
  readonly unplanned: readonly string[];
  way(from: string, to: string, vehicle: string): number;
}

/** Times are sums of many numbers: so much may be due to rounding. */
const ROUNDING = 1e-6;

/** Every law that a round breaks, in words; none when it is right. Shares no code with the search. */
export function checkRound(round: CheckedRound): string[] {
  return [...everythingOnce(round), ...round.routes.flatMap((route) => checkRoute(route, round))];
}

function everythingOnce({ tasks, routes, unplanned }: CheckedRound): string[] {
  const seen = new Map<string, number>();
  for (const id of routes.flatMap(({ visits }) => visits)) seen.set(id, (seen.get(id) ?? 0) + 1);
  const left = new Set(unplanned);
  const known = new Set(tasks.flatMap(({ pickup, dropoff }) => [pickup.id, dropoff.id]));
  const wrong = tasks.flatMap(({ id, pickup, dropoff }) => {
    const times = left.has(id) ? 0 : 1;
    return [pickup.id, dropoff.id]
      .filter((visit) => (seen.get(visit) ?? 0) !== times)
      .map((visit) => `visit ${visit} of task ${id} is made ${seen.get(visit) ?? 0} times`);
  });
  const strange = [...seen.keys()].filter((id) => !known.has(id));
  return [...wrong, ...strange.map((id) => `visit ${id} was not asked for`)];
}

function checkRoute(route: CheckedRound['routes'][number], round: CheckedRound): string[] {
  const wrong: string[] = [];
  const aboard = new Map<string, number>();
  let [time, at] = [route.beginsAt, route.start];
  for (const id of route.visits) {
    const task = round.tasks.find(({ pickup, dropoff }) => pickup.id === id || dropoff.id === id);
    if (!task) continue;
    const visit = task.pickup.id === id ? task.pickup : task.dropoff;
    time += round.way(at, id, route.vehicle);
    if (time > visit.closesAt + ROUNDING)
      wrong.push(`${route.vehicle} reaches ${id} at ${time}, after ${visit.closesAt}`);
    time = Math.max(time, visit.opensAt) + visit.service;
    at = id;
    if (visit === task.pickup) {
      if (!route.allows(task.id)) wrong.push(`${route.vehicle} may not do task ${task.id}`);
      aboard.set(task.id, task.units);
    } else if (!aboard.delete(task.id))
      wrong.push(`${route.vehicle} brings task ${task.id} without having fetched it`);
    const load = [...aboard.values()].reduce((sum, units) => sum + units, 0);
    if (load > route.capacity + ROUNDING)
      wrong.push(`${route.vehicle} carries ${load} behind ${id}, more than ${route.capacity}`);
  }
  time += round.way(at, route.end, route.vehicle);
  if (route.visits.length > 0 && time > route.endsAt + ROUNDING)
    wrong.push(`${route.vehicle} ends at ${time}, after ${route.endsAt}`);
  for (const task of aboard.keys())
    wrong.push(`${route.vehicle} never brings task ${task} it fetched`);
  return wrong;
}
