import type { Assessment } from '../assessment.ts';
import type { Task } from '../model.ts';
import type { Scene } from '../scene.ts';
import { rankOf, type Wave } from '../waves.ts';
import type { Tour } from './tour.ts';

/** A tour whose rider is asked, or meant, for these tasks. */
export interface Kept {
  readonly tour: Tour;
  readonly tasks: readonly Task[];
}

/** What no tour has, and who is asked for it all the same, by task. */
export interface Lost {
  readonly left: readonly Assessment[];
  readonly waves: ReadonlyMap<string, Wave>;
}

/**
 * The tours that remain when each task that would wait takes back one rider who could serve it and has only lesser work: the
 * one for whom that is cheapest. All of them when nothing greater waits.
 */
export function unyielding(
  kept: readonly Kept[],
  { left, waves }: Lost,
  scene: Scene,
): readonly Kept[] {
  const rank = (task: Task) => rankOf(task, scene);
  const greatest = new Map(
    kept.map(({ tour, tasks }) => [tour.member.rider.id, Math.max(...tasks.map(rank))]),
  );
  const waiting = left.filter(({ task, held }) => !held && !waves.has(task.id));
  const yielding = new Set<string>();
  for (const { task, candidates } of waiting.toSorted((a, b) => rank(b.task) - rank(a.task))) {
    const found = candidates.find(
      ({ riderId }) => !yielding.has(riderId) && (greatest.get(riderId) ?? Infinity) < rank(task),
    );
    if (found) yielding.add(found.riderId);
  }
  return yielding.size ? kept.filter(({ tour }) => !yielding.has(tour.member.rider.id)) : kept;
}
