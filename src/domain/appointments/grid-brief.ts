import { Field, Int, ObjectType } from 'type-graphql';
import { asPlatform, type Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { Grid, inForceAt } from '../territory/grid.ts';
import { isAppointedTo } from './finding.ts';

/** 网格概况: how a grid stands right now, in counts; no name, no address, no point. */
@ObjectType()
export class GridBrief {
  @Field(() => Grid)
  grid!: Grid;

  /** Requests nobody has delivered yet. */
  @Field(() => Int)
  openRequests!: number;

  /** Of those, past their promised instant. */
  @Field(() => Int)
  overdueRequests!: number;

  /** Requests that wait for a rider. */
  @Field(() => Int)
  waitingRequests!: number;

  /** Residents in care who live alone or are frail. */
  @Field(() => Int)
  eldersInCare!: number;

  /** Riders on duty who were last seen in the grid. */
  @Field(() => Int)
  ridersHere!: number;
}

/** The counts of a grid, for staff of its community and for riders appointed to it; refuses NOT_FOUND. */
export async function briefOf(ctx: Context, gridId: string): Promise<GridBrief> {
  const grid = await ctx.em.findOne(Grid, { $and: [{ id: gridId }, inForceAt(ctx.now)] });
  if (!grid || !(await mayLook(ctx, grid))) return refuse('NOT_FOUND');
  const platform = asPlatform(ctx);
  const now = platform.now.toISOString();
  const [counts] = await platform.em.execute<Omit<GridBrief, 'grid'>[]>(COUNTS, [
    now,
    ctx.actor!.streetId,
    gridId,
  ]);
  return { grid, ...counts! };
}

async function mayLook(ctx: Context, grid: Grid): Promise<boolean> {
  const { role, communityIds } = ctx.actor!;
  if (role === 'STREET_STAFF') return true;
  if (role === 'COMMUNITY_STAFF') return communityIds.includes(grid.community.id);
  return isAppointedTo(ctx, grid.code);
}

/** Values: instant, street, grid. */
const COUNTS = `
  with asked as (select ?::timestamptz as now, ?::uuid as street_id, ?::uuid as grid_id),
  live as (select r.state, r.due_at < k.now as overdue from asked k join service_request r
    on r.street_id = k.street_id and r.grid_id = k.grid_id
    where r.state in ('OPEN', 'MATCHING', 'ASSIGNED', 'IN_PROGRESS', 'HANDED_TO_BACKSTOP'))
  select (select count(*)::int from live) as "openRequests",
    (select count(*)::int from live where overdue) as "overdueRequests",
    (select count(*)::int from live where state in ('OPEN', 'MATCHING', 'HANDED_TO_BACKSTOP')) as "waitingRequests",
    (select count(*)::int from asked k join home h on h.street_id = k.street_id and h.grid_id = k.grid_id
      join resident p on p.street_id = h.street_id and p.home_id = h.id
      where p.categories && array['LIVING_ALONE', 'FRAIL', 'CHILDLESS']) as "eldersInCare",
    (select count(*)::int from asked k join grid g on g.street_id = k.street_id and g.id = k.grid_id
      join rider_position p on p.street_id = g.street_id and st_covers(g.boundary, p.location)) as "ridersHere"`;
