import type { Rider, Task } from '../model.ts';
import { earliestOf } from '../route.ts';
import type { Scene } from '../scene.ts';
import type { PairConstraint } from './constraint.ts';

/** Own grid and near neighbours first, then ring by ring as time passes; urgent and pinned work reaches everywhere. */
export const territory: PairConstraint = {
  name: 'territory',
  label: { zh: '离责任网格太远', en: 'too many grids away' },
  allows: (task, rider, scene) =>
    task.tier >= scene.policy.urgentTier ||
    task.pinnedRiderId === rider.id ||
    near(task, rider, scene),
  sentence: (task, _rider, scene) => ({
    zh: `不在本网格及周边 ${ringOf(task, scene)} 层网格内，稍后再扩大范围。`,
    en: `Is outside the grid and its ${ringOf(task, scene)} rings of neighbours, which widen with time.`,
  }),
};

/** When the next ring of neighbours is let in. */
export const nextRingAt = (task: Task, scene: Scene): number =>
  spreadsFrom(task, scene) +
  (ringOf(task, scene) - scene.policy.territory.firstHops + 1) * scene.policy.territory.stepMs;

/** A rider in no grid of the street counts as one ring beyond the whole street. */
function near(task: Task, rider: Rider, scene: Scene) {
  const ring = ringOf(task, scene);
  const hops = scene.hops(task, rider);
  return hops === Infinity ? ring > scene.policy.territory.everywhereHops : hops <= ring;
}

function ringOf(task: Task, scene: Scene): number {
  const { firstHops, stepMs } = scene.policy.territory;
  const waited = Math.max(0, scene.now - spreadsFrom(task, scene));
  return firstHops + Math.floor(waited / stepMs);
}

const spreadsFrom = (task: Task, { policy }: Scene) =>
  Math.max(task.openedAt, earliestOf(task) - policy.offerAheadMs);
