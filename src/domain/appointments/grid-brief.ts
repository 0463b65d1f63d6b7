import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
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

  /** As the grid's own figures say. */
  @Field(() => Int)
  households!: number;

  @Field(() => Int)
  elders!: number;
}

/** The counts of a grid, for staff of its community and for riders appointed to it; refuses NOT_FOUND. */
export async function briefOf(ctx: Context, gridId: string): Promise<GridBrief> {
  const grid = await ctx.em.findOne(Grid, { $and: [{ id: gridId }, inForceAt(ctx.now)] });
  if (!grid || !(await mayLook(ctx, grid))) return refuse('NOT_FOUND');
  const values = [ctx.now.toISOString(), grid.streetId, gridId];
  const [counts] = await ctx.em.execute<Omit<GridBrief, 'grid' | 'households' | 'elders'>[]>(
    COUNTS,
    values,
  );
  return { grid, households: grid.households, elders: grid.elders, ...counts! };
}

async function mayLook(ctx: Context, grid: Grid): Promise<boolean> {
  const { role, communityIds } = ctx.actor!;
  if (role === 'STREET_STAFF') return true;
  if (role === 'COMMUNITY_STAFF') return communityIds.includes(grid.community.id);
  return isAppointedTo(ctx, grid.code);
}

/** Values: instant, street, grid. */
const COUNTS = `
  select count(*)::int as "openRequests",
    count(*) filter (where r.due_at < ?)::int as "overdueRequests",
    count(*) filter (where r.state in ('OPEN', 'MATCHING', 'HANDED_TO_BACKSTOP'))::int as "waitingRequests"
  from service_request r
  where r.street_id = ? and r.grid_id = ? and r.state in ('OPEN', 'MATCHING', 'ASSIGNED', 'IN_PROGRESS', 'HANDED_TO_BACKSTOP')`;
