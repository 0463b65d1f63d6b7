import { check } from '../../src/dispatch/check.ts';
import type { Snapshot } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import type { Policy } from '../../src/dispatch/policy.ts';
import type { Travel } from '../../src/dispatch/travel.ts';
import { distance } from '../../src/geo/point.ts';

/** Who is asked for what, by whatever rule decides. */
export interface Asking {
  readonly taskIds: readonly string[];
  readonly riderIds: readonly string[];
}

export type Decide = (snapshot: Snapshot) => readonly Asking[];

/** The engine, as production asks it; throws when a plan breaks a law. */
export const byEngine =
  (policy: Policy, travel: Travel): Decide =>
  (snapshot) => {
    const decided = plan(snapshot, policy, travel);
    const broken = check(snapshot, decided, { policy, travel });
    if (broken.length > 0) throw new Error(broken.join('; '));
    return decided.offers.map(({ taskIds, asked }) => ({
      taskIds,
      riderIds: asked.map(({ riderId }) => riderId),
    }));
  };

/** Each request at once to the nearest free rider as the crow flies who may do it and has room; the most urgent first. */
export const toNearest =
  (policy: Policy): Decide =>
  ({ now, riders, tasks }) => {
    const busy = new Set(riders.flatMap(({ id, pendingTaskId }) => (pendingTaskId ? [id] : [])));
    const openNow = tasks.filter(({ readyAt }) => readyAt - policy.offerAheadMs <= now);
    const ranked = openNow.toSorted(
      (a, b) => b.tier - a.tier || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1),
    );
    return ranked.flatMap((task): Asking[] => {
      const first = (task.pickup ?? task.dropoff).at;
      const able = riders.filter(
        ({ id, duty, capacity, load, route, trustLevel, skills, declinedTaskIds }) =>
          !busy.has(id) &&
          duty === 'ON' &&
          trustLevel >= task.minTrust &&
          task.needs.every((need) => skills.includes(need)) &&
          !declinedTaskIds.includes(task.id) &&
          route.reduce((sum, { loadChange }) => sum + Math.max(0, loadChange), load) + task.load <=
            capacity,
      );
      const [nearest] = able.toSorted(
        (a, b) => distance(a.at, first) - distance(b.at, first) || (a.id < b.id ? -1 : 1),
      );
      if (!nearest) return [];
      busy.add(nearest.id);
      return [{ taskIds: [task.id], riderIds: [nearest.id] }];
    });
  };
