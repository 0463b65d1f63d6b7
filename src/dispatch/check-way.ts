import { distance, type LngLat } from '../geo/point.ts';
import type { Ground } from './check.ts';
import type { Pair } from './check-offer.ts';
import type { Rider, Stop, Task } from './model.ts';
import type { BundleRules } from './policy.ts';

/** The laws that a whole way through several tasks breaks, as the plan lists it stop by stop. */
export function wayLaws(pair: Pair, ground: Ground): string[] {
  const { rider, candidate, together, snapshot } = pair;
  const way = candidate.way ?? [];
  const known = new Map(rider.route.map((stop) => [stop.id, stop]));
  const places = new Map(known);
  for (const task of together) for (const stop of visits(task)) places.set(stop.id, stop);
  const stops = way.flatMap((id) => places.get(id) ?? []);
  if (stops.length !== way.length || way.length !== places.size || new Set(way).size !== way.length)
    return ['leaves out or invents a stop'];
  const kept = way.filter((id) => known.has(id));
  if (kept.some((id, index) => id !== rider.route[index]!.id))
    return ['turns round what is promised'];
  if (kept.slice(0, rider.frozenStops).some((id, index) => way[index] !== id))
    return ['is sent another way than the route allows'];

  const { begins, ends } = clockOf(rider, stops, { ...ground, now: snapshot.now });
  const before = clockOf(rider, rider.route, { ...ground, now: snapshot.now });
  const beginOf = new Map(way.map((id, index) => [id, begins[index]!]));
  const fetching = stops.findIndex(({ id, kind }) => kind === 'PICKUP' && !known.has(id));
  const leftAt = ends[lastAtPlace(stops, fetching)];
  const straight = ({ id, pickup, dropoff, windowStart }: Task) => {
    const left = ends[lastAtPlace(stops, way.indexOf(`${id}/pickup`))] ?? 0;
    const seconds =
      ground.travel(pickup?.at ?? rider.at, dropoff.at, rider) + dropoff.approachSeconds;
    return Math.max(left + Math.round(1000 * seconds), windowStart);
  };
  const broken = together.flatMap((task) =>
    taskOnWay(task, { beginOf, leftAt, straight, way, pair, ground }),
  );
  const law = (holds: boolean, sentence: string) => void (holds || broken.push(sentence));
  const first = together[0]!;
  const added =
    (ends.at(-1) ?? 0) - (before.ends.at(-1) ?? Math.max(snapshot.now, rider.availableAt));
  law(near(beginOf.get(`${first.id}/dropoff`), candidate.arriveAt), 'arrives by magic');
  law(near(beginOf.get(`${first.id}/pickup`), candidate.pickupAt), 'picks up by magic');
  law(near(added, candidate.addedMs), 'is longer or shorter on the way than said');
  law(fits(rider, stops, together), 'is overloaded on the way');
  for (const [index, stop] of rider.route.entries()) {
    const last = stop.kind === 'PICKUP' ? Infinity : stop.dueAt + ground.policy.lateGraceMs;
    const promise = Math.max(stop.latestAt ?? last, before.begins[index]!);
    law(beginOf.get(stop.id)! <= promise, 'breaks an earlier promise');
  }
  return broken;
}

/** The last of the pickups that follow at the place of this one. */
function lastAtPlace(stops: readonly Stop[], index: number): number {
  const [stop, next] = [stops[index], stops[index + 1]];
  const isOne = stop && next?.kind === 'PICKUP' && samePlace(stop.at, next.at);
  return isOne ? lastAtPlace(stops, index + 1) : index;
}

interface OnWay {
  readonly beginOf: ReadonlyMap<string, number>;
  /** When the rider leaves the first place where something new is fetched. */
  readonly leftAt: number | undefined;
  /** When service at the door would begin on the way straight from the pickup. */
  straight(task: Task): number;
  readonly way: readonly string[];
  readonly pair: Pair;
  readonly ground: Ground;
}

function taskOnWay(
  task: Task,
  { beginOf, leftAt, straight, way, pair, ground: { policy } }: OnWay,
): string[] {
  const { snapshot, rider, together } = pair;
  const door = beginOf.get(`${task.id}/dropoff`)!;
  const fetched = beginOf.get(`${task.id}/pickup`);
  const latest = task.latestAt ?? Math.max(snapshot.now, task.dueAt) + policy.lateGraceMs;
  const broken: string[] = [];
  const law = (holds: boolean, sentence: string) => void (holds || broken.push(sentence));
  law(
    !task.pickup || way.indexOf(`${task.id}/pickup`) < way.indexOf(`${task.id}/dropoff`),
    'does not pick up before dropping off',
  );
  law(door <= latest, 'comes too late');
  law(door >= task.windowStart, 'comes before the window');
  law((fetched ?? task.readyAt) >= task.readyAt, 'picks up before it is ready');
  law(
    (fetched ?? door) <= (rider.dutyEndsAt ?? Infinity) || (!task.pickup && task !== together[0]),
    'begins after going off duty',
  );
  if (leftAt !== undefined && together.length > 1)
    law(door - leftAt <= policy.bundle.freshMs, 'is no longer fresh at the door');
  if (!shareBuildings(together, policy.bundle))
    law(door <= straight(task) + policy.bundle.detourMs, 'is not on the way of the others');
  return broken;
}

/** Tasks may be carried together when every two of them share a building, or when all are fetched and the way is looked at. */
export const belongTogether = (tasks: readonly Task[], bundle: BundleRules): boolean =>
  shareBuildings(tasks, bundle) || (bundle.detourMs > 0 && tasks.every(({ pickup }) => pickup));

/** Whether every two are fetched in one building, or are brought to one. */
const shareBuildings = (tasks: readonly Task[], { sameBuildingM }: BundleRules): boolean =>
  tasks.every((task, index) =>
    tasks.slice(0, index).every((other) => {
      if (!task.pickup !== !other.pickup) return false;
      const isOne = (a: LngLat, b: LngLat) =>
        samePlace(a, b) || (sameBuildingM > 0 && distance(a, b) <= sameBuildingM);
      const toOne = isOne(task.dropoff.at, other.dropoff.at);
      if (!task.pickup || !other.pickup) return toOne;
      return isOne(task.pickup.at, other.pickup.at) || (sameBuildingM > 0 && toOne);
    }),
  );

const visits = (task: Task): Stop[] => {
  const { id: taskId, dueAt, dropoff, pickup, load } = task;
  const door: Stop = {
    ...dropoff,
    id: `${taskId}/dropoff`,
    kind: 'DROPOFF',
    taskId,
    dueAt,
    notBefore: task.windowStart,
    loadChange: -load,
  };
  if (!pickup) return [door];
  return [
    {
      ...pickup,
      id: `${taskId}/pickup`,
      kind: 'PICKUP',
      taskId,
      dueAt,
      notBefore: task.readyAt,
      loadChange: load,
    },
    door,
  ];
};

/** Begin and end of each visit; what is fetched at one place in a row is handed over as one. */
function clockOf(rider: Rider, stops: readonly Stop[], { travel, now }: Ground & { now: number }) {
  const begins: number[] = [];
  const ends: number[] = [];
  for (const [index, stop] of stops.entries()) {
    const last = stops[index - 1];
    const leave = ends[index - 1] ?? Math.max(rider.availableAt, now);
    const service = Math.round(1000 * stop.serviceSeconds);
    if (last?.kind === 'PICKUP' && stop.kind === 'PICKUP' && samePlace(last.at, stop.at)) {
      begins.push(Math.max(begins[index - 1]!, stop.notBefore));
      ends.push(Math.max(leave, begins[index]! + service));
      continue;
    }
    const way = travel(last?.at ?? rider.at, stop.at, rider) + stop.approachSeconds;
    begins.push(Math.max(leave + Math.round(1000 * way), stop.notBefore));
    ends.push(begins[index]! + service);
  }
  return { begins, ends };
}

function fits(rider: Rider, stops: readonly Stop[], together: readonly Task[]): boolean {
  let load = rider.load + together.reduce((sum, task) => sum + (task.pickup ? 0 : task.load), 0);
  return [0, ...stops.map(({ loadChange }) => loadChange)].every((change) => {
    load += change;
    return load <= rider.capacity;
  });
}

const samePlace = (a: LngLat, b: LngLat) => a[0] === b[0] && a[1] === b[1];

/** Equal to the millisecond, or both absent. */
const near = (a: number | undefined, b: number | undefined) =>
  a === b || Math.abs((a ?? Infinity) - (b ?? Infinity)) < 1;
