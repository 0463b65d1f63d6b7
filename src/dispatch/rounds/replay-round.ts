import { minutesBetween } from '../minutes.ts';
import type { Snapshot } from '../model.ts';
import { makeSnapshot } from '../snapshot.ts';
import type { Terms } from '../scene.ts';
import type { Search } from './limits.ts';
import type { RoundPlan, RoundRoute } from './model.ts';
import { planRound } from './plan-round.ts';

/** Searches a stored question again, by steps alone; undefined when the snapshot does not hold the task. */
export function replayRound(
  snapshot: Snapshot,
  terms: Terms,
  { search, taskId }: { readonly search: Search; readonly taskId: string },
): RoundPlan | undefined {
  if (!snapshot.tasks.some(({ id }) => id === taskId)) return undefined;
  return planRound(makeSnapshot(snapshot), terms, { ...search, clock: () => 0, ms: 1 });
}

/** The round that a task is part of, in lines for people, Chinese first: every stop in order with how long after the planning it begins. */
export function tellRound({ riderId, stops }: RoundRoute, { now }: Snapshot): string[] {
  return [
    `骑手 rider ${riderId}，${stops.length} 站 stops`,
    ...stops.map(({ taskId, kind, beginsAt }, index) => {
      const what = kind === 'PICKUP' ? '取 fetch' : '送 bring';
      return `  ${index + 1}. ${what} ${taskId} +${minutesBetween(now, beginsAt)} min`;
    }),
  ];
}
