import type { Rider, Stop, Task } from './model.ts';
import type { Policy } from './policy.ts';
import type { Travel } from './travel.ts';

/** When service at each stop begins, and when the rider is free again. */
export interface Schedule {
  readonly begins: readonly number[];
  /** Milliseconds of the way to each stop, and when the rider is free again behind it. */
  readonly ways: readonly number[];
  readonly frees: readonly number[];
  /** Milliseconds that promises are late, up to and with each stop. */
  readonly lates: readonly number[];
  readonly endsAt: number;
  /** Milliseconds that all promises are late. */
  readonly lateMs: number;
}

/** What of a schedule is looked at when it is judged. */
export type Timing = Pick<Schedule, 'begins' | 'endsAt' | 'lateMs'>;

/** What a schedule is walked in. */
export interface Setting {
  readonly now: number;
  readonly policy: Policy;
  readonly travel: Travel;
}

export const stopId = (taskId: string, kind: 'PICKUP' | 'DROPOFF'): string =>
  `${taskId}/${kind === 'PICKUP' ? 'pickup' : 'dropoff'}`;

/** The stops a task adds to a route: its pickup, if any, then its drop-off. */
export function stopsOf(task: Task): readonly Stop[] {
  const { id: taskId, dueAt, latestAt } = task;
  const promise = { taskId, dueAt, ...(latestAt !== undefined && { latestAt }) };
  const dropoff: Stop = {
    ...promise,
    ...task.dropoff,
    id: stopId(taskId, 'DROPOFF'),
    kind: 'DROPOFF',
    notBefore: task.windowStart,
    loadChange: -task.load,
  };
  if (!task.pickup) return [dropoff];
  const pickup: Stop = {
    taskId,
    dueAt,
    ...task.pickup,
    id: stopId(taskId, 'PICKUP'),
    kind: 'PICKUP',
    notBefore: task.readyAt,
    loadChange: task.load,
  };
  return [pickup, dropoff];
}

/** Walks the stops in order from where the rider is, as early as possible; what is fetched at one place is handed over at once, when all of it is ready. */
export function walk(rider: Rider, stops: readonly Stop[], { now, travel }: Setting): Schedule {
  const begins = room(stops.length);
  const ways = room(stops.length);
  const frees = room(stops.length);
  const lates = room(stops.length);
  let clock = Math.max(now, rider.availableAt);
  let begin = clock;
  let late = 0;
  let before: Stop | undefined;
  for (let index = 0; index < stops.length; index++) {
    const stop = stops[index]!;
    const place = before === undefined ? rider.at : before.at;
    const onTheWay = milliseconds(travel(place, stop.at, rider) + stop.approachSeconds);
    const together = before !== undefined && isOneHandover(before, stop);
    begin = Math.max(together ? begin : clock + onTheWay, stop.notBefore);
    clock = Math.max(together ? clock : 0, begin + milliseconds(stop.serviceSeconds));
    late += lateAt(stop, begin);
    before = stop;
    begins[index] = begin;
    ways[index] = onTheWay;
    frees[index] = clock;
    lates[index] = late;
  }
  return { begins, ways, frees, lates, endsAt: clock, lateMs: late };
}

/** A list for so many numbers: one that grows takes room for seventeen at once, and schedules are made for every pair. */
// oxlint-disable-next-line unicorn/no-new-array
const room = (length: number) => new Array<number>(length);

/** How late a promise is, in milliseconds; a late pickup shows at its drop-off. */
export const lateAt = ({ kind, dueAt }: Stop, begin: number): number =>
  kind === 'PICKUP' || begin <= dueAt ? 0 : begin - dueAt;

/** Two pickups in a row at the very same place. */
export const isOneHandover = (one: Stop, other: Stop): boolean =>
  one.kind === 'PICKUP' &&
  other.kind === 'PICKUP' &&
  one.at[0] === other.at[0] &&
  one.at[1] === other.at[1];

/** Whole, so that sums of times are exact and two ways of adding agree. */
export const milliseconds = (seconds: number) => Math.round(seconds * 1000);

/** The last instant at which serving the task is still worth anything. */
export const limitOf = (task: Task, { now, policy }: Setting): number =>
  task.latestAt ?? Math.max(task.dueAt, now) + policy.lateGraceMs;

/** The last instant a stop already on the route may be pushed to; a pickup has none unless it says so. */
export function promiseOf(stop: Stop, { policy }: Setting): number {
  if (stop.latestAt !== undefined) return stop.latestAt;
  return stop.kind === 'PICKUP' ? Infinity : stop.dueAt + policy.lateGraceMs;
}

/** The first instant at which being at the door of the task is of use. */
export const earliestOf = (task: Task): number => Math.max(task.readyAt, task.windowStart);
