import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { type NearestRider } from './nearest-rider.ts';
import { LatestPosition, shownPosition } from './position.ts';

const MOST = 100;
/** Above what rounding can do to a distance. */
const ROUNDING_M = 0.001;

/**
 * The index walks on the sphere, which can be wrong about who is nearer by some metres in a thousand: its nearest only say
 * how far to look, and all within that reach are ordered by the ellipsoid. Values: lng, lat, street, first, first.
 */
const NEAREST = `
  with place as (select st_makepoint(?, ?)::geography as at, ?::uuid as street),
  active as (
    select p.rider_id, p.location::geography as location, p.street_id
    from rider_position p join rider r on r.street_id = p.street_id and r.id = p.rider_id
    where r.duty = 'ON' and r.left_at is null),
  first as materialized (
    select a.location, place.at from place join active a on a.street_id = place.street
    order by a.location <-> (select at from place) limit ?),
  reach as (select max(st_distance(location, at)) + ${ROUNDING_M} as m from first)
  select a.rider_id as id, st_distance(a.location, place.at) as distance_m
  from place cross join reach join active a on a.street_id = place.street and st_dwithin(a.location, place.at, reach.m)
  order by distance_m, a.rider_id limit ?`;

/** The riders on duty nearest to a place, nearest first, in metres on the ellipsoid; equal distances by id. Stale ones are marked. */
export async function nearestRiders(
  { em, now, actor }: Context,
  [lng, lat]: LngLat,
  first: number,
): Promise<NearestRider[]> {
  if (first < 1 || first > MOST) refuse('INVALID_INPUT', `first: 1 – ${MOST}`);
  const rows = await em.execute<{ id: string; distance_m: number }[]>(NEAREST, [
    lng,
    lat,
    actor!.streetId,
    first,
    first,
  ]);
  const positions = await em.find(
    LatestPosition,
    { rider: { $in: rows.map(({ id }) => id) } },
    { populate: ['rider'] },
  );
  const byRider = new Map(positions.map((position) => [position.rider.id, position]));
  return rows.flatMap(({ id, distance_m: distanceM }) => {
    const stored = byRider.get(id);
    if (!stored) return [];
    const rider = stored.rider.getEntity();
    return [{ rider, distanceM, position: shownPosition(stored, rider, now) }];
  });
}
