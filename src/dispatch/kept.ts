import { assess } from './assessment.ts';
import { explain, keptForSomebody } from './explain.ts';
import type { Explanation, Snapshot } from './model.ts';
import { rosterOf } from './roster.ts';
import { sceneOf, type Terms } from './scene.ts';

/**
 * What is kept for riders, each explained as if it had to be asked for now, by itself; the summaries say that it is kept. Apart from
 * planning: what is kept is most of a plan, is planned again and again, and is seldom read.
 */
export function explainKept(
  snapshot: Snapshot,
  taskIds: readonly string[],
  terms: Terms,
): Explanation[] {
  if (!taskIds.length) return [];
  const scene = sceneOf(snapshot, terms);
  const riders = snapshot.riders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const roster = rosterOf(riders, scene);
  const wanted = new Set(taskIds);
  return snapshot.tasks
    .filter(({ id }) => wanted.has(id))
    .map((task) => ({
      ...explain(assess(task, roster, scene), { asked: [] }, { roster, scene }),
      summary: keptForSomebody,
    }));
}
