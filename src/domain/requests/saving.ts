import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { refuse } from '../refusals.ts';

/** Writes what has changed. Where two wanted the same at once the database has the last word, and it is said in ours. */
export async function save({ em }: Context): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    const constraint = constraintOf(error);
    if (constraint === 'rider_capacity') return refuse('RIDER_FULL');
    if (constraint === 'one_live_assignment') return refuse('ALREADY_TAKEN');
    if (constraint === 'one_open_transfer') return refuse('TRANSFER_UNDER_WAY');
    if (constraint === 'one_pending_offer') return refuse('RIDER_ALREADY_ASKED');
    throw error;
  }
}
