import type { Grid, Rider, Task } from './model.ts';

/** Further than anybody asked. */
export const FAR = Number.MAX_SAFE_INTEGER;
/** So far is counted at once: costs ask further than the rules do. */
const USUAL_RADIUS = 8;

/** How the grids lie to each other. */
export interface GridMap {
  /**
   * Borders between the task's grid and the nearest grid of the rider; zero when no grids are known, perhaps `FAR` beyond the
   * radius, `Infinity` when no way leads there.
   */
  hops(task: Task, rider: Rider, radius: number): number;
  /** Every grid at most so many borders away; undefined when no grids are known. */
  within(gridId: string, ring: number): readonly string[] | undefined;
  knows(gridId: string): boolean;
  /** Whether a way leads from the grid to every other. */
  reachesAll(gridId: string): boolean;
}

/** Counts borders breadth first, around each grid that is asked about and only so far. */
export function gridMapOf(grids: readonly Grid[]): GridMap {
  if (!grids.length)
    return { hops: () => 0, within: () => undefined, knows: () => false, reachesAll: () => true };
  const number = new Map(grids.map(({ id }, index) => [id, index]));
  const neighbours = grids.map((grid) => grid.neighbours.map((id) => number.get(id) ?? -1));
  const { island, islands } = islandsOf(neighbours);
  // Where borders are told from one side only, islands say nothing.
  const isMutual = neighbours.every((list, grid) =>
    list.every((next) => next < 0 || neighbours[next]!.includes(grid)),
  );
  const counted = new Map<string, Rings>();
  // Everybody is held against one task after another: the grid last asked about is asked about again.
  let last: Rings | undefined;
  const ringsAround = (gridId: string, radius: number) => {
    if (last?.gridId === gridId && last.radius >= radius) return last;
    const known = counted.get(gridId);
    if (known && known.radius >= radius) return (last = known);
    const from = number.get(gridId) ?? -1;
    const reach = isMutual ? Math.max(radius, USUAL_RADIUS) : Infinity;
    last = { gridId, home: island[from], ...spread(from, { neighbours, radius: reach }) };
    counted.set(gridId, last);
    return last;
  };
  return {
    hops(task, rider, radius) {
      const { hops, home } = ringsAround(task.gridId, radius);
      let least = Infinity;
      for (const id of rider.gridIds) {
        const grid = number.get(id) ?? -1;
        const counted = hops[grid];
        if (counted !== undefined && counted >= 0) least = Math.min(least, counted);
        else if (isMutual && home !== undefined && island[grid] === home)
          least = Math.min(least, FAR);
      }
      return least;
    },
    within(gridId, ring) {
      const { order, hops } = ringsAround(gridId, ring);
      const open: string[] = [];
      for (const grid of order) {
        if (hops[grid]! > ring) break;
        open.push(grids[grid]!.id);
      }
      return open;
    },
    knows: (gridId) => number.has(gridId),
    reachesAll: (gridId) => isMutual && islands === 1 && number.has(gridId),
  };
}

interface Spread {
  /** The grids that are no further than the radius, nearest first. */
  readonly order: readonly number[];
  /** Borders to each grid, -1 to those further away. */
  readonly hops: Int32Array;
  readonly radius: number;
}

interface Rings extends Spread {
  readonly gridId: string;
  /** What the grid hangs together with. */
  readonly home: number | undefined;
}

type Neighbours = readonly (readonly number[])[];

function spread(
  from: number,
  { neighbours, radius }: { readonly neighbours: Neighbours; readonly radius: number },
): Spread {
  const hops = new Int32Array(neighbours.length).fill(-1);
  const order = from < 0 ? [] : [from];
  if (from >= 0) hops[from] = 0;
  for (const grid of order) {
    if (hops[grid]! >= radius) break;
    for (const next of neighbours[grid]!) {
      if (next < 0 || hops[next]! >= 0) continue;
      hops[next] = hops[grid]! + 1;
      order.push(next);
    }
  }
  return { order, hops, radius };
}

/** Which grids hang together. */
function islandsOf(neighbours: Neighbours): { island: readonly number[]; islands: number } {
  const island: number[] = neighbours.map(() => -1);
  let islands = 0;
  for (let start = 0; start < neighbours.length; start++) {
    if (island[start] !== -1) continue;
    const { order } = spread(start, { neighbours, radius: Infinity });
    for (const grid of order) island[grid] = islands;
    islands++;
  }
  return { island, islands };
}
