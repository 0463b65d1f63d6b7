import { Inspection, isRecord, type Problem, type Unproven } from './invalid.ts';
import type { Grid, Snapshot } from './model.ts';
import { problemsOfRider } from './rider.ts';
import { problemsOfTask } from './task.ts';

/** What a task costs grows with the time until it is done: within this, sums of costs stay exact. */
const YEAR_MS = 366 * 86_400_000;

/**
 * A snapshot of valid riders and tasks, whoever made them; throws `InvalidModel` naming what is wrong with any of them, doubled
 * ids, unknown grids, or a task that is already on a route.
 */
export function makeSnapshot(draft: Omit<Snapshot, 'grids'> & Partial<Snapshot>): Snapshot {
  const found = new Inspection('snapshot');
  found.record('', draft);
  found.conclude();
  const snapshot: Snapshot = { grids: [], ...draft };
  inspectMembers(found, snapshot);
  // What holds between members can only be asked when each of them is one.
  found.conclude();
  const { now, riders, tasks, grids } = snapshot;
  for (const { id, dueAt, latestAt = dueAt } of tasks)
    found.require(latestAt - now <= YEAR_MS, `task ${id}`, {
      zh: '时限在一年以后',
      en: 'may wait for more than a year',
    });
  found.unique('riders', ids(riders));
  found.unique('tasks', ids(tasks));
  found.unique('grids', ids(grids));
  inspectTerritory(found, snapshot);
  inspectRoutes(found, snapshot);
  found.conclude();
  return snapshot;
}

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

function inspectMembers(found: Inspection, snapshot: Unproven<Snapshot>): void {
  const { now, riders, tasks, grids } = snapshot;
  found.time('now', now);
  inspectEach(found, { field: 'riders', list: riders, problemsOf: problemsOfRider });
  inspectEach(found, { field: 'tasks', list: tasks, problemsOf: problemsOfTask });
  if (!found.list('grids', grids)) return;
  for (const [index, grid] of grids.entries()) inspectGrid(found, index, grid);
}

interface Members {
  readonly field: string;
  readonly list: unknown;
  problemsOf(member: object): readonly Problem[];
}

function inspectEach(found: Inspection, { field, list, problemsOf }: Members): void {
  if (!found.list(field, list)) return;
  for (const [index, member] of list.entries())
    if (isRecord(member)) found.problems.push(...problemsOf(member));
    else found.record(`${field}[${index}]`, member);
}

function inspectGrid(found: Inspection, index: number, grid: unknown): void {
  const field = `grids[${index}]`;
  if (!found.record(field, grid)) return;
  const { id, neighbours }: Unproven<Grid> = grid;
  found.id(`${field}.id`, id);
  found.ids(`${field}.neighbours`, neighbours);
}

function inspectTerritory(found: Inspection, { grids, tasks }: Snapshot): void {
  if (!grids.length) return;
  const known = new Set(ids(grids));
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

/**
 * Nothing is fetched by two riders, nothing waits that is on a route, no stop is called as one of a waiting task would be. On its
 * way back with one rider, a task may be on the route of another.
 */
function inspectRoutes(found: Inspection, { riders, tasks }: Snapshot): void {
  const onRoute = new Set<string>();
  const fetched = new Set<string>();
  const stops = new Set<string>();
  for (const rider of riders)
    for (const { id, kind, taskId } of rider.route) {
      stops.add(id);
      if (taskId === undefined) continue;
      onRoute.add(taskId);
      if (kind !== 'PICKUP') continue;
      found.require(!fetched.has(taskId), `rider ${rider.id}`, {
        zh: `任务 ${taskId} 已由另一名骑手去取`,
        en: `is to pick up task ${taskId}, and so is another rider`,
      });
      fetched.add(taskId);
    }
  for (const { id } of tasks) {
    const isThere = onRoute.has(id);
    found.require(!isThere, `task ${id}`, {
      zh: '已在骑手路线上，不能再待派',
      en: 'is on a route already and cannot wait as well',
    });
    const isNamed = stops.has(`${id}/pickup`) || stops.has(`${id}/dropoff`);
    found.require(isThere || !isNamed, `task ${id}`, {
      zh: '路线上已有同名的停靠点',
      en: 'would share the name of a stop on a route',
    });
  }
}
