import type { Grid, Rider, Task } from './model.ts';

/** How the grids lie to each other. */
export interface GridMap {
  /** Borders between the task's grid and the nearest grid of the rider; zero when no grids are known, `Infinity` when no way leads there. */
  hops(task: Task, rider: Rider): number;
  /** Every grid at most so many borders away; undefined when no grids are known. */
  within(gridId: string, ring: number): readonly string[] | undefined;
}

/** Counts borders breadth first, once for each grid that is asked about. */
export function gridMapOf(grids: readonly Grid[]): GridMap {
  if (!grids.length) return { hops: () => 0, within: () => undefined };
  const neighbours = new Map(grids.map((grid) => [grid.id, grid.neighbours]));
  const counted = new Map<string, ReadonlyMap<string, number>>();
  const hopsFrom = (grid: string) => {
    const known = counted.get(grid) ?? spread(grid, neighbours);
    counted.set(grid, known);
    return known;
  };
  return {
    hops(task, rider) {
      const hops = hopsFrom(task.gridId);
      let least = Infinity;
      for (const grid of rider.gridIds) least = Math.min(least, hops.get(grid) ?? Infinity);
      return least;
    },
    within: (gridId, ring) =>
      [...hopsFrom(gridId)].filter(([, hops]) => hops <= ring).map(([grid]) => grid),
  };
}

function spread(from: string, neighbours: ReadonlyMap<string, readonly string[]>) {
  const hops = new Map([[from, 0]]);
  // A Map is walked in the order of insertion and sees what is added on the way: it is the queue.
  for (const [grid, count] of hops)
    for (const next of neighbours.get(grid) ?? []) if (!hops.has(next)) hops.set(next, count + 1);
  return hops;
}
