import { indexNearest, type NearestIndex, type Ranked } from '../geo/nearest.ts';
import type { LngLat } from '../geo/point.ts';
import { ByGrid, type Open } from './by-grid.ts';
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
  /** How many riders each of these rules refuses. */
  readonly refused: Readonly<Record<string, number>>;
  /** Free riders of these grids; everywhere, also those in no grid of the street. */
  freeIn(open: Open): readonly Rider[];
  /** The nearest of all riders, as many as the policy writes about; ties by id. */
  nearest(to: LngLat): readonly Ranked<Rider>[];
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
  const byGrid = new ByGrid<Rider>();
  for (const rider of free) byGrid.add(rider, rider.gridIds.filter(scene.knows));
  // A plan that asks nobody explains nothing.
  let index: NearestIndex<Rider> | undefined;
  return {
    size: riders.length,
    free,
    refusedBy,
    refused: countedBy(refusedBy.values()),
    freeIn: (open) => byGrid.in(open),
    nearest: (to) => (index ??= indexNearest(riders)).ranked(to, scene.policy.exclusionsPerTask),
  };
}

function countedBy(rules: Iterable<RiderConstraint>): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const { name } of rules) counted[name] = (counted[name] ?? 0) + 1;
  return counted;
}
