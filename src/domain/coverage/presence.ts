import type { Context } from '../../platform/context.ts';
import type { Period } from './period.ts';

/** 在格人数: how many available riders stood in which grid at one instant; grids without riders are left out. */
export interface Sample {
  readonly atMs: number;
  readonly riders: ReadonlyMap<string, number>;
}

/** The samples of a period, the oldest first. */
export async function samplesIn(
  { em, actor }: Context,
  { from, until }: Period,
): Promise<Sample[]> {
  const rows = await em.execute<{ ms: number; riders: Record<string, number> | null }[]>(
    `select extract(epoch from at)::float8 * 1000 as ms,
       jsonb_object_agg(grid_id, riders) filter (where riders > 0) as riders
     from presence_count where street_id = ? and at >= ? and at < ? group by at order by at`,
    [actor!.streetId, from.toISOString(), until.toISOString()],
  );
  return rows.map(({ ms, riders }) => ({
    atMs: ms,
    riders: new Map(Object.entries(riders ?? {})),
  }));
}

/** Every grid in which somebody stood. */
export const stoodIn = (samples: readonly Sample[]): string[] => [
  ...new Set(samples.flatMap(({ riders }) => [...riders.keys()])),
];

/** The samples of each hour, by the instant at which the hour begins. */
export const byHour = (samples: readonly Sample[]): Map<number, Sample[]> =>
  Map.groupBy(samples, ({ atMs }) => atMs - (atMs % HOUR_MS));

/** A sample as the counting wants it: riders by anchor. */
export function ridersBy(
  anchors: ReadonlyMap<string, number>,
  anchorCount: number,
): (sample: Sample) => number[] {
  return ({ riders }) => {
    const counts = Array<number>(anchorCount).fill(0);
    for (const [grid, count] of riders) {
      const anchor = anchors.get(grid);
      if (anchor !== undefined) counts[anchor]! += count;
    }
    return counts;
  };
}

export const HOUR_MS = 3_600_000;
