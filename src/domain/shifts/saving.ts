import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import type { Shift } from './shift.ts';

/** Writes a changed shift; refuses SHIFT_OVERLAPS. */
export async function keep({ em }: Context): Promise<void> {
  await em.flush().catch((error: unknown) => {
    if (constraintOf(error) === 'shift_overlap') refuse('SHIFT_OVERLAPS');
    throw error;
  });
}

export const tellChanged = (ctx: Context, { id, state, rider }: Shift): Promise<void> =>
  record(ctx, 'shift.changed', { shiftId: id, state, ...(rider && { riderId: rider.id }) });
