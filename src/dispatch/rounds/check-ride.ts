import type { LngLat } from '../../geo/point.ts';
import type { Rider, Task, Visit } from '../model.ts';
import type { Travel } from '../travel.ts';
import type { RoundRoute } from './model.ts';

/** A place where the rider calls: promised before, or a stop of the round with its task and the instant told. */
export interface Call extends Visit {
  readonly isPickup: boolean;
  readonly notBefore: number;
  readonly load: number;
  readonly task?: Task;
  readonly told?: number;
}

/** All calls in order: what is promised already, then the stops of the round that exist. */
export function callsOf(
  { stops }: RoundRoute,
  { route }: Rider,
  tasks: ReadonlyMap<string, Task>,
): Call[] {
  const promised = route.map(
    ({ at, approachSeconds, serviceSeconds, kind, notBefore, loadChange }): Call => ({
      ...{ at, approachSeconds, serviceSeconds, notBefore },
      isPickup: kind === 'PICKUP',
      load: loadChange,
    }),
  );
  const added = stops.flatMap(({ taskId, kind, beginsAt: told }): Call[] => {
    const task = tasks.get(taskId);
    if (!task) return [];
    const { pickup, dropoff, readyAt, windowStart, load } = task;
    if (kind === 'DROPOFF')
      return [{ ...dropoff, isPickup: false, notBefore: windowStart, load: -load, task, told }];
    return pickup ? [{ ...pickup, isPickup: true, notBefore: readyAt, load, task, told }] : [];
  });
  return [...promised, ...added];
}

/** When each call begins and when the rider is free at last; what is fetched at one place in a row is handed over as one. */
export function ride(
  rider: Rider,
  calls: readonly Call[],
  { now, travel }: { readonly now: number; readonly travel: Travel },
): { readonly begins: readonly number[]; readonly end: number } {
  const { at, availableAt } = rider;
  const begins: number[] = [];
  let here = { at, isPickup: false, since: -Infinity, free: availableAt < now ? now : availableAt };
  for (const call of calls) {
    const { approachSeconds, serviceSeconds, notBefore, isPickup } = call;
    const stays = here.isPickup && isPickup && isSame(here.at, call.at);
    const way = () => travel(here.at, call.at, rider) + approachSeconds;
    const there = stays ? here.since : here.free + inMs(way());
    const since = there < notBefore ? notBefore : there;
    const done = since + inMs(serviceSeconds);
    const free = stays && here.free > done ? here.free : done;
    here = { at: call.at, isPickup, since, free };
    begins.push(since);
  }
  return { begins, end: here.free };
}

/** The most units on board at once; what has no pickup is on board from the start. */
export function heaviest({ load }: Rider, calls: readonly Call[]): number {
  let aboard = load;
  for (const { task, isPickup } of calls)
    if (task && !isPickup && !task.pickup) aboard += task.load;
  let most = aboard;
  for (const call of calls) {
    aboard += call.load;
    most = Math.max(most, aboard);
  }
  return most;
}

const inMs = (seconds: number): number => Math.round(1000 * seconds);

const isSame = (one: LngLat, other: LngLat): boolean => one[0] === other[0] && one[1] === other[1];
