import { type GridMap, gridMapOf } from './hops.ts';
import type { Rider, Snapshot, Stop, Task } from './model.ts';
import type { Policy } from './policy.ts';
import { type Schedule, type Setting, stopsOf, walk } from './route.ts';
import type { Travel } from './travel.ts';
import { Trial } from './trial.ts';

/** A snapshot with what follows from it worked out once, for one plan. */
export interface Scene extends Setting, GridMap {
  /** Tasks some rider has been asked for and has not answered. */
  readonly underOffer: ReadonlySet<string>;
  /** Whether work is collected for a moment because riders are scarce. */
  readonly scarce: boolean;
  /** The rider's schedule without any new task. */
  present(rider: Rider): Schedule;
  readonly trial: Trial;
  /** What a task adds to a route. */
  stops(task: Task): readonly Stop[];
  /** Minutes of service the rider is short of a fair share; negative when ahead. */
  debt(rider: Rider): number;
}

/** How a plan is asked for: the policy and the travel times. */
export interface Terms {
  readonly policy: Policy;
  readonly travel: Travel;
}

/** Prepares a snapshot for planning. */
export function sceneOf(snapshot: Snapshot, { policy, travel }: Terms): Scene {
  const { now, riders, tasks, grids } = snapshot;
  const setting = { now, policy, travel };
  const free = riders.filter(({ duty, pendingTaskId }) => duty === 'ON' && !pendingTaskId).length;
  const { minTasks, ridersPerTask } = policy.hold;
  const present = new Map<string, Schedule>();
  const stops = new Map<string, readonly Stop[]>();
  return {
    ...setting,
    ...gridMapOf(grids),
    trial: new Trial(setting),
    underOffer: new Set(riders.flatMap(({ pendingTaskId }) => pendingTaskId ?? [])),
    scarce: tasks.length >= minTasks && free < ridersPerTask * tasks.length,
    debt: debtOf(riders),
    stops(task) {
      const known = stops.get(task.id);
      if (known) return known;
      const added = stopsOf(task);
      stops.set(task.id, added);
      return added;
    },
    present(rider) {
      const known = present.get(rider.id);
      if (known) return known;
      const schedule = walk(rider, rider.route, setting);
      present.set(rider.id, schedule);
      return schedule;
    },
  };
}

/** A fair share is the minutes credited to all, divided by the minutes on duty. */
function debtOf(riders: readonly Rider[]): Scene['debt'] {
  // Summed in the order of ids: the last bit of a sum must not depend on the order of the input.
  const sorted = riders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const total = (minutes: (rider: Rider) => number) =>
    sorted.reduce((sum, rider) => sum + minutes(rider), 0);
  const available = total((rider) => rider.availableMinutes);
  const rate = available ? total((rider) => rider.creditedMinutes) / available : 0;
  return (rider) => rate * rider.availableMinutes - rider.creditedMinutes;
}
