import { Role } from '../domain/access/account.ts';
import { permissionsOf } from '../domain/access/roles.ts';
import { Vehicle } from '../domain/riders/rider.ts';
import type { LngLat } from '../geo/point.ts';
import { Roads } from '../geo/roads.ts';
import { contextFor, type Actor, type ActorRole, type Platform } from '../platform/context.ts';
import { signInOf } from './sign-ins.ts';
import { demoStreet } from './street.ts';

/** Everybody who takes part in the demo day, as they stand in the database: the rider a newcomer may sign in as does not. */
export interface Town {
  readonly street: Actor;
  readonly dispatcher: Actor;
  readonly riders: readonly TownRider[];
  readonly residentIds: readonly string[];
  readonly stationIds: readonly string[];
  readonly places: readonly LngLat[];
  readonly roads: Roads;
}

export interface TownRider {
  readonly id: string;
  readonly actor: Actor;
  readonly vehicle: Vehicle;
  readonly duty: 'OFF' | 'ON' | 'BREAK';
  /** Where they were last, if on duty. */
  readonly at: LngLat | null;
}

/** Somebody of the street with a role. */
export const actorAs = (
  streetId: string,
  { role, accountId }: { role: ActorRole; accountId: string },
): Actor => ({ streetId, accountId, role, may: permissionsOf(role), communityIds: [] });

/** Reads the town as it was left. */
export async function readTown(platform: Platform, street: Actor): Promise<Town> {
  const { em } = contextFor(platform, street);
  const { streetId } = street;
  const ids = async (sql: string) => (await em.execute<{ id: string }[]>(sql)).map(({ id }) => id);
  const [dispatcherId] = await ids(
    `select id from account where role = 'STREET_STAFF' order by created_at limit 1`,
  );
  const riders = await em.execute<RiderRow[]>(
    `select r.id, r.account_id, r.vehicle, r.duty, st_x(p.location) as lng, st_y(p.location) as lat
     from rider r join account a on a.street_id = r.street_id and a.id = r.account_id
     left join rider_position p on p.street_id = r.street_id and p.rider_id = r.id
     where r.left_at is null and a.login is distinct from ? order by r.badge`,
    [signInOf(Role.RIDER).login],
  );
  const { places, roadgraph } = demoStreet();
  return {
    street,
    dispatcher: actorAs(streetId, { role: 'STREET_STAFF', accountId: dispatcherId! }),
    riders: riders.map(({ id, account_id, vehicle, duty, lng, lat }) => ({
      id,
      vehicle,
      duty,
      actor: { ...actorAs(streetId, { role: 'RIDER', accountId: account_id }), riderId: id },
      at: lng === null || lat === null ? null : [lng, lat],
    })),
    residentIds: await ids('select id from resident order by registered_at, id'),
    stationIds: await ids('select id from station order by code'),
    places: places.map(({ location }) => location),
    roads: new Roads(roadgraph),
  };
}

interface RiderRow {
  id: string;
  account_id: string;
  vehicle: Vehicle;
  duty: 'OFF' | 'ON' | 'BREAK';
  lng: number | null;
  lat: number | null;
}
