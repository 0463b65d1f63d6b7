import type { Open } from '../by-grid.ts';
import type { Rider, Task } from '../model.ts';
import { earliestOf } from '../route.ts';
import type { Scene } from '../scene.ts';
import type { PairConstraint } from './constraint.ts';

/** Own grid and near neighbours first, then ring by ring as time passes; urgent work begins further out, named work reaches everywhere. */
export const territory: PairConstraint = {
  name: 'territory',
  label: { zh: '离责任网格太远', en: 'too many grids away' },
  // Where no grids are known everybody is near.
  concerns: (task, scene) => scene.within(task.gridId, 0) !== undefined,
  allows: (task, rider, scene) => task.pinnedRiderId === rider.id || near(task, rider, scene),
  sentence: (task, _rider, scene) => ({
    zh: `不在本网格及周边 ${ringOf(task, scene)} 层网格内，稍后再扩大范围。`,
    en: `Is outside the grid and its ${ringOf(task, scene)} rings of neighbours, which widen with time.`,
  }),
};

/** When the next ring of neighbours is let in. */
export const nextRingAt = (task: Task, scene: Scene): number =>
  spreadsFrom(task, scene) +
  (ringOf(task, scene) - firstRingOf(task, scene) + 1) * scene.policy.territory.stepMs;

/** The grids whose riders the rule allows for the task, and whether those in no grid of the street as well; undefined when each rider has to be looked at. */
export function openTo(task: Task, scene: Scene): Open | undefined {
  const ring = ringOf(task, scene);
  const everywhere = ring > scene.policy.territory.everywhereHops;
  if (task.pinnedRiderId !== undefined || (everywhere && !scene.reachesAll(task.gridId)))
    return undefined;
  const gridIds = scene.within(task.gridId, ring);
  return gridIds && { gridIds, everywhere };
}

/** A rider in no grid of the street counts as one ring beyond the whole street. */
function near(task: Task, rider: Rider, scene: Scene) {
  const ring = ringOf(task, scene);
  const hops = scene.hops(task, rider, ring);
  return hops === Infinity ? ring > scene.policy.territory.everywhereHops : hops <= ring;
}

function ringOf(task: Task, scene: Scene): number {
  const { stepMs } = scene.policy.territory;
  const waited = Math.max(0, scene.now - spreadsFrom(task, scene));
  return firstRingOf(task, scene) + Math.floor(waited / stepMs);
}

const firstRingOf = (task: Task, { policy }: Scene): number =>
  task.tier >= policy.urgentTier ? policy.territory.urgentHops : policy.territory.firstHops;

const spreadsFrom = (task: Task, { policy }: Scene) =>
  Math.max(task.openedAt, earliestOf(task) - policy.offerAheadMs);
