import type { Context } from '../../platform/context.ts';
import type { Grid } from '../territory/grid.ts';
import type { GridMetrics, MetricsReport } from './metric-views.ts';
import { figuresOf, type Outcome, together } from './metrics.ts';
import { type Least, leastOf } from './observing.ts';
import { type Period, periodOf } from './period.ts';
import { policyOf } from './policy.ts';
import { gridIdOf } from './recut.ts';
import { changedIn, grids } from './scope.ts';
import type { Cut } from './views.ts';

/** What metrics are asked for. */
export interface MetricsAsked extends Period {
  readonly cut: Cut;
  readonly gridIds?: readonly string[] | null | undefined;
}

/** 网格指标: what became of the requests opened in a period, by grid. Refuses INVALID_INPUT. */
export async function measureGrids(ctx: Context, asked: MetricsAsked): Promise<MetricsReport> {
  const policy = await policyOf(ctx);
  const { from, until } = periodOf(asked, policy.mostDays);
  const least = leastOf(ctx, policy);
  const outcomes = await outcomesIn(ctx, asked);
  const seen = await grids(
    ctx,
    [...outcomes.keys()].filter((id) => id !== OUTSIDE),
  );
  const wanted = asked.gridIds ? seen.filter(({ id }) => asked.gridIds!.includes(id)) : seen;
  const told = wanted.map((grid) => ({ grid, outcome: outcomes.get(grid.id)! }));
  const outside = asked.gridIds ? undefined : outcomes.get(OUTSIDE);
  const all: readonly Told[] = [...told, ...(outside ? [{ grid: null, outcome: outside }] : [])];
  const counted = all.filter(({ outcome }) => outcome.opened >= least.count);
  return {
    from,
    until,
    cut: asked.cut,
    changedGrids: await changedIn(ctx, { from, until }),
    total: metricsOf(
      { grid: null, outcome: together(counted.map(({ outcome }) => outcome)) },
      least,
    ),
    grids: all.map((one) => metricsOf(one, least)),
  };
}

interface Told {
  readonly grid: Grid | null;
  readonly outcome: Outcome;
}

const metricsOf = ({ grid, outcome }: Told, least: Least): GridMetrics => ({
  grid,
  ...figuresOf(outcome, least),
});

/** Where a place is in no grid today. */
const OUTSIDE = 'OUTSIDE';

async function outcomesIn(
  { em, actor, now }: Context,
  { from, until, cut }: MetricsAsked,
): Promise<Map<string, Outcome>> {
  const grid = gridIdOf(cut, now);
  const rows = await em.execute<(Outcome & { grid: string | null })[]>(
    `select grid, count(*)::int as opened, count(done_at)::int as served,
       count(*) filter (where done_at <= due_at)::int as "servedOnTime",
       count(*) filter (where done_at is null and not closed and due_at < now)::int as "openOverdue",
       count(*) filter (where done_at is null and closed and not taken_back)::int as unserved,
       count(backstop_at)::int as "handedToBackstop",
       coalesce(array_agg(extract(epoch from done_at - opened_at)::float8 / 60) filter (where done_at is not null), '{}') as minutes
     from (select c.*, ${grid.sql} as grid, ?::timestamptz as now,
         unserved_at is not null or cancelled_at is not null as closed,
         cancelled_at is not null and cancelled_by_asker and cancelled_at <= due_at as taken_back
       from request_course c where c.street_id = ? and c.opened_at >= ? and c.opened_at < ?) c
     group by grid`,
    [...grid.values, now.toISOString(), actor!.streetId, from.toISOString(), until.toISOString()],
  );
  return new Map(rows.map(({ grid, ...outcome }) => [grid ?? OUTSIDE, outcome]));
}
