import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { bandIn } from './cell.ts';
import { SAID } from './said.ts';

/** From a pickup straight to a door. */
export interface Ride {
  readonly vehicle: string;
  readonly from: LngLat;
  readonly to: LngLat;
}

/** Seconds that a ride takes at the vehicle's usual speed: in a straight line, and along the roads where these lead there. */
export interface Reckoned {
  readonly straight: number;
  readonly along: number | undefined;
}

export type Reckon = (ride: Ride) => Reckoned;

/** How many times longer a ride took than was reckoned, and at which hours it began. */
export interface Ridden {
  readonly what: 'DETOUR' | 'PACE';
  readonly band: number;
  readonly person: string;
  readonly factor: number;
}

/** Shorter ways say nothing of a detour. */
const LEAST_METRES = 200;
/** The newest say enough. */
const MOST_RIDES = 5000;

/** The rides since an instant beside what was reckoned. */
export async function ridesSince(
  { em, actor }: Context,
  since: string,
  reckon: Reckon,
): Promise<Ridden[]> {
  const rows = await em.execute<(Ride & { band: number; person: string; seconds: number })[]>(
    RIDES,
    [actor!.streetId, since],
  );
  return rows.flatMap(({ band, person, seconds, ...ride }) => {
    const { straight, along } = reckon(ride);
    const detour: Ridden = { what: 'DETOUR', band, person, factor: seconds / straight };
    return along === undefined
      ? [detour]
      : [detour, { what: 'PACE', band, person, factor: seconds / along }];
  });
}

const RIDES = `
  with ${SAID}
  select d.vehicle, json_build_array(st_x(r.pickup), st_y(r.pickup)) as "from",
    json_build_array(st_x(r.dropoff), st_y(r.dropoff)) as "to", ${bandIn('s.before_at')} as band,
    coalesce(r.resident_id, r.id)::text as person, extract(epoch from s.observed_at - s.before_at)::float8 as seconds
  from said s join service_request r on r.street_id = s.street_id and r.id = s.request_id
  join rider d on d.street_id = s.street_id and d.id = s.rider_id
  where (s.step, s.before) = ('reachDoor', 'pickUp') and st_distance(r.pickup::geography, r.dropoff::geography) > ${LEAST_METRES}
    and not exists (select from assignment b where b.street_id = s.street_id and b.rider_id = s.rider_id and b.id <> s.assignment_id
      and b.accepted_at < s.observed_at and (b.ended_at is null or b.ended_at > s.before_at))
  order by s.observed_at desc, s.id limit ${MOST_RIDES}`;
