import { indexNearest } from '../geo/nearest.ts';
import type { LngLat } from '../geo/point.ts';
import { riderConstraints } from './constraints/all.ts';
import type { RiderConstraint } from './constraints/constraint.ts';
import type { Rider } from './model.ts';
import type { Scene } from './scene.ts';

/** The riders of a snapshot, sorted out once for all its tasks. */
export interface Roster {
  readonly size: number;
  /** Who may be asked at all. */
  readonly free: readonly Rider[];
  /** The rule that refuses a rider whatever the task. */
  readonly refusedBy: ReadonlyMap<string, RiderConstraint>;
  /** Free riders of these grids. */
  freeIn(gridIds: readonly string[]): readonly Rider[];
  /** The nearest of all riders, as many as the policy writes about; ties by id. */
  nearest(to: LngLat): readonly Rider[];
}

/** Sorts out who cannot be asked for anything, and indexes the rest by grid and all by place. */
export function rosterOf(riders: readonly Rider[], scene: Scene): Roster {
  const free: Rider[] = [];
  const refusedBy = new Map<string, RiderConstraint>();
  for (const rider of riders) {
    const rule = riderConstraints.find((one) => !one.allows(rider, scene));
    if (rule) refusedBy.set(rider.id, rule);
    else free.push(rider);
  }
  const byGrid = new Map<string, Rider[]>();
  for (const rider of free)
    for (const grid of rider.gridIds) {
      const there = byGrid.get(grid);
      if (there) there.push(rider);
      else byGrid.set(grid, [rider]);
    }
  const index = indexNearest(riders);
  return {
    size: riders.length,
    free,
    refusedBy,
    freeIn: (gridIds) => [...new Set(gridIds.flatMap((grid) => byGrid.get(grid) ?? []))],
    nearest: (to) => index.nearest(to, scene.policy.exclusionsPerTask),
  };
}
