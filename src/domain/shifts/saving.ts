import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import type { Shift } from './shift.ts';

/** Writes a changed shift; refuses SHIFT_OVERLAPS. */
export const keep = ({ em }: Context): Promise<void> => em.flush().catch(refuseOverlap);

/** Writes two shifts that change hands: only once both are written may none overlap. Refuses SHIFT_OVERLAPS. */
export async function keepBoth({ em }: Context): Promise<void> {
  await em.execute('set constraints shift_overlap deferred');
  await em.flush();
  await em.execute('set constraints shift_overlap immediate').catch(refuseOverlap);
}

function refuseOverlap(error: unknown): never {
  if (constraintOf(error) === 'shift_overlap') refuse('SHIFT_OVERLAPS');
  throw error;
}

export const tellChanged = (ctx: Context, { id, state, rider }: Shift): Promise<void> =>
  record(ctx, 'shift.changed', { shiftId: id, state, ...(rider && { riderId: rider.id }) });

/** Whoever had it is told that the shift is theirs no longer. */
export const tellTakenBack = (ctx: Context, { id }: Shift, riderId: string): Promise<void> =>
  record(ctx, 'shift.changed', { shiftId: id, state: 'CANCELLED', riderId });
