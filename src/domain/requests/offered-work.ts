import type { Context } from '../../platform/context.ts';
import { arrayOf } from './ids.ts';
import type { RiderRow } from './riders-sql.ts';
import { tasksWhere, type WaitingRow } from './snapshot-sql.ts';
import { actorOf } from './visible.ts';

/**
 * The rows of riders with what they are being asked for counted as theirs: who plans hours ahead does not wait for an answer of
 * minutes, and leaves room for it. A rider has one row for each request asked for.
 */
export async function countingOffers(ctx: Context, rows: readonly RiderRow[]): Promise<RiderRow[]> {
  const ids = [...new Set(rows.flatMap(({ pending }) => pending ?? []))];
  if (ids.length === 0) return [...rows];
  const found = await ctx.em.execute<WaitingRow[]>(tasksWhere('r.id = any (?::uuid[])'), [
    ...[ctx.now.toISOString(), actorOf(ctx).streetId, arrayOf(ids)],
  ]);
  const offered = new Map(found.map(({ task }) => [task.id, { state: 'ACCEPTED', task }]));
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((same) => {
    const asked = same.flatMap(({ pending }) => offered.get(pending ?? '') ?? []);
    return { ...same[0]!, work: [...(same[0]!.work ?? []), ...asked], pending: null };
  });
}
