import type { Context } from '../../platform/context.ts';

/**
 * 网格变更: homes, people, open requests and riders in a grid that is no longer in force go to the grid that took their ground
 * over. What was is not touched: closed requests keep the grid of their day.
 */
export async function moveToGridsInForce({ em, actor, now }: Context): Promise<void> {
  await em.execute('select move_to_grids_in_force(?, ?)', [actor!.streetId, now.toISOString()]);
}
