import type { Grid, Rider, Task } from './model.ts';

/** Counts borders between a task's grid and a rider's nearest grid, breadth first; zero everywhere when there are no grids. */
export function hopCounter(grids: readonly Grid[]): (task: Task, rider: Rider) => number {
  if (!grids.length) return () => 0;
  const neighbours = new Map(grids.map((grid) => [grid.id, grid.neighbours]));
  const counted = new Map<string, ReadonlyMap<string, number>>();
  return (task, rider) => {
    let hops = counted.get(task.gridId);
    if (!hops) counted.set(task.gridId, (hops = spread(task.gridId, neighbours)));
    let least = Infinity;
    for (const grid of rider.gridIds) least = Math.min(least, hops.get(grid) ?? Infinity);
    return least;
  };
}

function spread(from: string, neighbours: ReadonlyMap<string, readonly string[]>) {
  const hops = new Map([[from, 0]]);
  // A Map is walked in the order of insertion and sees what is added on the way: it is the queue.
  for (const [grid, count] of hops)
    for (const next of neighbours.get(grid) ?? []) if (!hops.has(next)) hops.set(next, count + 1);
  return hops;
}
