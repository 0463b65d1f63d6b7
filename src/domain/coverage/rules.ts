import type { Arrival } from '../../geo/reach.ts';

/** By which numbers coverage is counted and figures are told. Data with a version: a street may have its own. */
export interface CoveragePolicy {
  readonly version: number;
  /** The pace of an electric bicycle between two doors, traffic and turns included. */
  readonly speedMps: number;
  /** Road metres per metre as the crow flies, where no roads are known. */
  readonly detourFactor: number;
  /** The most riders at once and the longest time that are kept. */
  readonly mostRiders: number;
  readonly mostMinutes: number;
  /** Fewer cases than this make no figure. */
  readonly minimumN: number;
  /** Fewer people or cases than this are not told to analysts. */
  readonly smallestCell: number;
  /** Where fewer homes are known, households stand at the grid's anchor. */
  readonly minimumHomes: number;
  /** Requests closer than this to each other make a cluster, of at least so many distinct residents. */
  readonly clusterM: number;
  readonly clusterResidents: number;
  /** The longest period that is told, and the longest that is counted anew on other grids or with other riders. */
  readonly mostDays: number;
  readonly mostDaysAnew: number;
}

/** The policy a street starts with. */
export const coveragePolicy: CoveragePolicy = {
  version: 1,
  speedMps: 5,
  detourFactor: 1.35,
  mostRiders: 5,
  mostMinutes: 60,
  minimumN: 5,
  smallestCell: 5,
  minimumHomes: 5,
  clusterM: 150,
  clusterResidents: 5,
  mostDays: 366,
  mostDaysAnew: 31,
};

/** A place where people live: which grid it counts for, as how many homes and elders, and from where it is reached. */
export interface Spot {
  readonly grid: number;
  readonly homes: number;
  readonly elders: number;
  readonly arrivals: readonly Arrival[];
}

/** Of one grid, summed over samples: how much is reached by k + 1 riders within m + 1 minutes, `[k][m]`. */
export interface Reached {
  readonly homes: number[][];
  readonly elders: number[][];
}

/** Counts for each grid what was reached in these samples; a sample says how many riders stood at each anchor. */
export function countReached(
  spots: readonly Spot[],
  samples: readonly ArrayLike<number>[],
  { grids, mostRiders, mostMinutes }: { grids: number; mostRiders: number; mostMinutes: number },
): Reached[] {
  const empty = () => Array.from({ length: mostRiders }, () => Array<number>(mostMinutes).fill(0));
  const reached = Array.from({ length: grids }, () => ({ homes: empty(), elders: empty() }));
  for (const { grid, homes, elders, arrivals } of spots)
    for (const riders of samples) {
      let there = 0;
      for (const { anchor, minutes } of arrivals) {
        const before = there;
        there = Math.min(mostRiders, there + (riders[anchor] ?? 0));
        for (let k = before; k < there; k++) {
          reached[grid]!.homes[k]![minutes - 1]! += homes;
          reached[grid]!.elders[k]![minutes - 1]! += elders;
        }
        if (there === mostRiders) break;
      }
    }
  return reached.map(({ homes, elders }) => ({ homes: homes.map(sums), elders: elders.map(sums) }));
}

const sums = (counts: readonly number[]): number[] => {
  let sum = 0;
  return counts.map((count) => (sum += count));
};

/** Without the rows and columns that say nothing new: the last minute stands for all later ones, a missing row for zero. */
export function trimmed(table: readonly (readonly number[])[]): number[][] {
  const rows = table.filter((row) => row.at(-1)! > 0);
  const width = Math.max(0, ...rows.map((row) => row.indexOf(row.at(-1)!) + 1));
  return rows.map((row) => row.slice(0, width));
}
