import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { stageNamed } from '../positions/pipeline.ts';
import { storePositions } from '../positions/storing.ts';
import { refuse } from '../refusals.ts';
import { lngLatOf } from '../territory/point.ts';
import type { PositionInput } from './inputs.ts';
import { LatestPosition, type RiderPosition, shownPosition } from './position.ts';

/**
 * Keeps where the rider who acts is, on duty only, through the same stages as a batch. One measured earlier than the one that
 * is known moves nobody. Refuses OFF_DUTY, POSITION_FROM_THE_FUTURE, POSITION_INACCURATE, POSITION_NOT_BELIEVED,
 * POINT_OUT_OF_RANGE.
 */
export async function reportPosition(ctx: Context, input: PositionInput): Promise<RiderPosition> {
  const { em, actor, now } = ctx;
  const riderId = actor!.riderId ?? refuse('NOT_FOUND');
  const { accuracyM, deviceAt } = input;
  const fix = { at: lngLatOf(input.point), accuracyM, deviceMs: deviceAt.getTime() };
  const sifted = await storePositions(ctx, [{ riderId, fixes: [fix] }]).catch(refuseOffDuty);
  const [stage] = sifted.get(riderId)?.dropped.keys() ?? [];
  if (stage) refuseDropped(stage);
  const stored = await em.findOne(
    LatestPosition,
    { rider: riderId },
    { populate: ['rider'], refresh: true },
  );
  // A place of an earlier duty is kept in the track, but tells nobody where the rider is.
  if (!stored) return refuse('OFF_DUTY');
  return shownPosition(stored, stored.rider.getEntity(), now);
}

/** One that is known already is answered as it was the first time. */
function refuseDropped(stage: string): void {
  if (stage === 'DUPLICATE') return;
  if (stage === 'OFF_DUTY') refuse('OFF_DUTY');
  if (stage === 'FUTURE') refuse('POSITION_FROM_THE_FUTURE');
  if (stage === 'INACCURATE') refuse('POSITION_INACCURATE');
  refuse('POSITION_NOT_BELIEVED', stageNamed(stage).label);
}

function refuseOffDuty(error: unknown): never {
  if (constraintOf(error)?.endsWith('_on_duty')) refuse('OFF_DUTY');
  throw error;
}
