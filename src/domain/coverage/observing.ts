import type { Context } from '../../platform/context.ts';
import type { Period } from './period.ts';
import { gridIdOf } from './recut.ts';
import type { CoveragePolicy } from './rules.ts';
import { isAnalyst } from './scope.ts';
import { type Cut, Missing, type Observed, type ObservedMinutes } from './views.ts';

/** What was observed in each grid and hour of the day over a period. */
export async function observedIn(
  ctx: Context,
  { from, until, cut }: Period & { cut: Cut },
  policy: CoveragePolicy,
): Promise<(gridId: string, hour: number) => Observed> {
  const { em, actor, now } = ctx;
  const grid = gridIdOf(cut, now);
  const rows = await em.execute<Row[]>(
    `select ${grid.sql} as grid, extract(hour from c.opened_at at time zone 'Asia/Shanghai')::int as hour,
       count(done)::int as "doneN", count(taken)::int as "takenN",
       percentile_cont(array[0.5, 0.9]) within group (order by done) as done,
       percentile_cont(array[0.5, 0.9]) within group (order by taken) as taken
     from request_course c, lateral (select extract(epoch from c.done_at - c.opened_at)::float8 / 60 as done,
       extract(epoch from c.accepted_at - c.offered_at)::float8 / 60 as taken) m
     where c.street_id = ? and c.opened_at >= ? and c.opened_at < ? and c.opened_at <= ?
     group by 1, 2`,
    [...grid.values, actor!.streetId, from.toISOString(), until.toISOString(), now.toISOString()],
  );
  const byPlace = new Map(rows.map((row) => [`${row.grid} ${row.hour}`, row]));
  const least = leastOf(ctx, policy);
  return (gridId, hour) => {
    const row = byPlace.get(`${gridId} ${hour}`);
    return {
      openedToDone: minutesOf(row?.doneN ?? 0, row?.done, least),
      offeredToAccepted: minutesOf(row?.takenN ?? 0, row?.taken, least),
    };
  };
}

interface Row {
  readonly grid: string | null;
  readonly hour: number;
  readonly doneN: number;
  readonly takenN: number;
  readonly done: number[] | null;
  readonly taken: number[] | null;
}

/** From how many cases on a figure is told, and from how many on an analyst is told that there were any. */
export interface Least {
  readonly figure: number;
  readonly count: number;
}

export const leastOf = (ctx: Context, { minimumN, smallestCell }: CoveragePolicy): Least => ({
  figure: isAnalyst(ctx) ? Math.max(minimumN, smallestCell) : minimumN,
  count: isAnalyst(ctx) ? smallestCell : 0,
});

/** The middle and the slow end of some minutes; of too few, none. */
export function minutesOf(
  n: number,
  quantiles: readonly number[] | null | undefined,
  least: Least,
): ObservedMinutes {
  if (n >= least.figure && n > 0 && quantiles)
    return { n, medianMinutes: quantiles[0]!, p90Minutes: quantiles[1]!, missing: null };
  const told = n >= least.count ? n : null;
  return { n: told, medianMinutes: null, p90Minutes: null, missing: Missing.TOO_FEW };
}
