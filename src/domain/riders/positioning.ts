import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { refuse } from '../refusals.ts';
import { lngLatOf } from '../territory/point.ts';
import type { PositionInput } from './inputs.ts';
import { LatestPosition, type RiderPosition, shownPosition } from './position.ts';
import { positionFault } from './rules.ts';

/**
 * Keeps the latest position of the rider who acts, on duty only. One measured earlier than the one that is kept changes
 * nothing. Refuses OFF_DUTY, POSITION_FROM_THE_FUTURE, POSITION_INACCURATE, POINT_OUT_OF_RANGE.
 */
export async function reportPosition(ctx: Context, input: PositionInput): Promise<RiderPosition> {
  const { em, actor, now } = ctx;
  const riderId = actor!.riderId ?? refuse('NOT_FOUND');
  const fault = positionFault(input, now);
  if (fault) refuse(fault);
  const [lng, lat] = lngLatOf(input.point);
  const { accuracyM, deviceAt } = input;
  await em
    .execute(
      `insert into rider_position as p (street_id, rider_id, location, accuracy_m, device_at, received_at)
       values (?, ?, st_setsrid(st_makepoint(?, ?), 4326), ?, ?, ?)
       on conflict (street_id, rider_id) do update set location = excluded.location,
         accuracy_m = excluded.accuracy_m, device_at = excluded.device_at, received_at = excluded.received_at
       where p.device_at < excluded.device_at`,
      [actor!.streetId, riderId, lng, lat, accuracyM, deviceAt.toISOString(), now.toISOString()],
    )
    .catch(refuseOffDuty);
  const stored = await em.findOneOrFail(
    LatestPosition,
    { rider: riderId },
    { populate: ['rider'], refresh: true },
  );
  return shownPosition(stored, stored.rider.getEntity(), now);
}

function refuseOffDuty(error: unknown): never {
  if (constraintOf(error) === 'position_on_duty') refuse('OFF_DUTY');
  throw error;
}
