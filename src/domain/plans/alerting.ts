import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { actorOf } from '../requests/visible.ts';
import { Occurrence, OccurrenceState } from './occurrence.ts';

const open = [OccurrenceState.BLOCKED, OccurrenceState.MISSED];
const LONGEST = 500;

/** The days that became no request and of which nobody has said what was done instead, first due first. */
export const listAlerts = (ctx: Context): Promise<Occurrence[]> =>
  ctx.em.find(
    Occurrence,
    { state: { $in: open }, settledAt: null },
    { orderBy: { dueAt: 'asc', id: 'asc' }, limit: LONGEST },
  );

/** 补办: staff say what was done for a day that was missed. Said twice, the first word stands. */
export async function settleOccurrence(
  ctx: Context,
  id: string,
  note: string,
): Promise<Occurrence> {
  const occurrence = await ctx.em.findOne(Occurrence, { id, state: OccurrenceState.MISSED });
  if (!occurrence) return refuse('NOT_FOUND');
  if (occurrence.settledAt) return occurrence;
  occurrence.settledAt = ctx.now;
  occurrence.settledBy = actorOf(ctx).accountId!;
  occurrence.settledNote = note;
  await ctx.em.flush();
  return occurrence;
}
