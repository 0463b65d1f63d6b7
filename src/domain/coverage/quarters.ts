import { type Counts, type CoverageRow, rowsOn } from './counted.ts';
import type { Ground } from './ground.ts';
import type { CoveragePolicy, Spot } from './rules.ts';
import type { CoverageWeight } from './views.ts';

/** What counts as covered. */
export interface Reach {
  readonly minutes: number;
  readonly k: number;
  readonly weight: CoverageWeight;
}

/** The ground with only what is reached in time; places of a grid that the same anchors reach are one. */
export function groundWithin(ground: Ground, minutes: number): Ground {
  const merged = new Map<string, Spot>();
  for (const { arrivals, ...spot } of ground.spots) {
    const near = arrivals.filter((arrival) => arrival.minutes <= minutes);
    const anchors = near.map(({ anchor }) => anchor).toSorted((a, b) => a - b);
    const key = `${spot.grid}: ${anchors.join(' ')}`;
    const same = merged.get(key) ?? { grid: spot.grid, homes: 0, elders: 0, arrivals: [] };
    merged.set(key, {
      grid: spot.grid,
      homes: same.homes + spot.homes,
      elders: same.elders + spot.elders,
      arrivals: anchors.map((anchor) => ({ anchor, minutes: 1 })),
    });
  }
  return { ...ground, spots: [...merged.values()] };
}

/** Rows by grid and quarter on a ground that knows only what is reached in time; steps with the same riders are counted once. */
export function quartersOn(
  ground: Ground,
  { k, weight, policy }: Reach & { readonly policy: CoveragePolicy },
  counts: readonly Counts[],
): CoverageRow[] {
  const known = new Map<string, number>();
  const nthOf = ({ riders }: Counts): number => {
    const key = riders.join();
    known.set(key, known.get(key) ?? known.size);
    return known.get(key)!;
  };
  const steps = counts.map((one) => ({ ...one, nth: nthOf(one) }));
  const once = new Map(steps.map(({ nth, riders }) => [nth, { hour: nth, riders }]));
  const inTime = { minutes: 1, k, weight, policy: { ...policy, mostMinutes: 1 } };
  const rows = Map.groupBy(rowsOn(ground, inTime, [...once.values()]), ({ hour }) => hour);
  return [...Map.groupBy(steps, ({ hour }) => hour)].flatMap(([hour, own]) =>
    own
      .map(({ nth }) => rows.get(nth)!)
      .reduce((sums, more) => sums.map((row, grid) => together(row, more[grid]!)))
      .map((row) => ({ ...row, hour })),
  );
}

const together = (one: CoverageRow, other: CoverageRow): CoverageRow => ({
  ...one,
  samples: one.samples + other.samples,
  units: one.units + other.units,
  reached: one.reached + other.reached,
  weight: one.weight + other.weight,
  covered: one.covered + other.covered,
});
