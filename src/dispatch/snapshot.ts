import { Inspection } from './invalid.ts';
import type { Snapshot } from './model.ts';

/** A snapshot of valid riders and tasks; throws `InvalidModel` on doubled ids, unknown grids, or a task that is already on a route. */
export function makeSnapshot(draft: Omit<Snapshot, 'grids'> & Partial<Snapshot>): Snapshot {
  const snapshot: Snapshot = { grids: [], ...draft };
  const { now, riders, tasks, grids } = snapshot;
  const found = new Inspection('snapshot');
  found.time('now', now);
  found.unique('riders', ids(riders));
  found.unique('tasks', ids(tasks));
  found.unique('grids', ids(grids));
  inspectTerritory(found, snapshot);
  const onRoute = new Set(riders.flatMap(({ route }) => route.map(({ taskId }) => taskId)));
  for (const { id } of tasks)
    found.require(!onRoute.has(id), `task ${id}`, {
      zh: '已在骑手路线上，不能再待派',
      en: 'is on a route already and cannot wait as well',
    });
  found.conclude();
  return snapshot;
}

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

function inspectTerritory(found: Inspection, { grids, tasks }: Snapshot): void {
  if (!grids.length) return;
  const known = new Set(grids.map(({ id }) => id));
  for (const { id, neighbours } of grids)
    found.require(
      neighbours.every((neighbour) => known.has(neighbour)),
      `grid ${id}`,
      { zh: '相邻网格不存在', en: 'borders an unknown grid' },
    );
  for (const { id, gridId } of tasks)
    found.require(known.has(gridId), `task ${id}`, {
      zh: '不在任何网格内',
      en: 'lies outside every grid',
    });
}
