import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { refuse } from '../refusals.ts';
import { lngLatOf } from '../territory/point.ts';
import type { BoxInput, PositionInput } from './inputs.ts';
import type { RiderPosition } from './position.ts';
import type { Duty } from './rider.ts';
import { isStale, positionFault } from './rules.ts';

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
  await em
    .execute(
      `insert into rider_position as p (street_id, rider_id, location, accuracy_m, device_at, received_at)
       values (?, ?, st_setsrid(st_makepoint(?, ?), 4326), ?, ?, ?)
       on conflict (street_id, rider_id) do update set location = excluded.location,
         accuracy_m = excluded.accuracy_m, device_at = excluded.device_at, received_at = excluded.received_at
       where p.device_at < excluded.device_at`,
      [
        actor!.streetId,
        riderId,
        lng,
        lat,
        input.accuracyM,
        input.deviceAt.toISOString(),
        now.toISOString(),
      ],
    )
    .catch((error: unknown) => {
      if (constraintOf(error) === 'position_on_duty') refuse('OFF_DUTY');
      throw error;
    });
  const [position] = await readPositions(ctx, { sql: 'p.rider_id = ?', values: [riderId] });
  return position!;
}

/** Every position inside a window of the map. */
export const positionsIn = (ctx: Context, { west, south, east, north }: BoxInput) =>
  readPositions(ctx, {
    sql: 'p.location && st_makeenvelope(?, ?, ?, ?, 4326)',
    values: [west, south, east, north],
  });

interface Row {
  rider_id: string;
  badge: string;
  name: string;
  duty: Duty;
  load: number;
  lng: number;
  lat: number;
  accuracy_m: number;
  device_ms: number;
  received_ms: number;
}

async function readPositions(
  { em, actor, now }: Context,
  where: { sql: string; values: readonly unknown[] },
): Promise<RiderPosition[]> {
  const rows = await em.execute<Row[]>(
    `select p.rider_id, r.badge, r.name, r.duty, r.load, st_x(p.location) as lng, st_y(p.location) as lat,
       p.accuracy_m, (extract(epoch from p.device_at) * 1000)::float8 as device_ms,
       (extract(epoch from p.received_at) * 1000)::float8 as received_ms
     from rider_position p join rider r on r.street_id = p.street_id and r.id = p.rider_id
     where p.street_id = ? and ${where.sql} order by r.badge`,
    [actor!.streetId, ...where.values],
  );
  return rows.map(
    ({ rider_id: riderId, accuracy_m: accuracyM, device_ms, received_ms, lng, lat, ...rider }) => {
      const receivedAt = new Date(received_ms);
      const point = { lng, lat };
      const stale = isStale(receivedAt, now);
      return {
        ...rider,
        riderId,
        point,
        accuracyM,
        deviceAt: new Date(device_ms),
        receivedAt,
        stale,
      };
    },
  );
}
