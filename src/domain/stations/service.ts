import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { refuse } from '../refusals.ts';
import { geometryOf } from '../territory/point.ts';
import { locateGrid } from '../territory/service.ts';
import { type NearestStation, Station } from './station.ts';

export interface NewStation {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly location: LngLat;
  readonly amenities: readonly string[];
}

/** Opens a station at a place of the street; refuses OUTSIDE_STREET, STATION_EXISTS. */
export async function openStation(ctx: Context, station: NewStation): Promise<Station> {
  const { em, actor, now } = ctx;
  await locateGrid(ctx, station.location);
  const opened = em.create(Station, {
    ...station,
    streetId: actor!.streetId,
    location: geometryOf(station.location),
    amenities: [...station.amenities],
    openedAt: now,
  });
  try {
    await em.flush();
  } catch (error) {
    if (constraintOf(error) === 'station_street_id_code_key')
      refuse('STATION_EXISTS', station.code);
    throw error;
  }
  return opened;
}

/**
 * 关闭驿站: from now on nothing is opened that would be fetched there, and plans that fetch there stand as alerts; what was
 * opened before is fetched still. Closed already it is the same. Refuses NOT_FOUND.
 */
export async function closeStation({ em, now }: Context, id: string): Promise<Station> {
  const station = (await em.findOne(Station, { id })) ?? refuse('NOT_FOUND');
  if (!station.closedAt || station.closedAt > now) station.closedAt = now;
  await em.flush();
  return station;
}

const openAt = (now: Date) => ({
  openedAt: { $lte: now },
  $or: [{ closedAt: null }, { closedAt: { $gt: now } }],
});

/** The open stations, by code. */
export const listStations = async ({ em, now }: Context): Promise<Station[]> =>
  em.find(Station, openAt(now), { orderBy: { code: 'asc' } });

/** The open station of that id; refuses NOT_FOUND. */
export async function getStation({ em, now }: Context, id: string): Promise<Station> {
  return (await em.findOne(Station, { $and: [{ id }, openAt(now)] })) ?? refuse('NOT_FOUND');
}

const MOST = 100;

/** The open stations nearest to a place, nearest first, in metres on the ellipsoid; equal distances by code. */
export async function nearestStations(
  { em, now, actor }: Context,
  [lng, lat]: LngLat,
  first: number,
): Promise<NearestStation[]> {
  if (first < 1 || first > MOST) refuse('INVALID_INPUT', `first: 1 – ${MOST}`);
  const rows = await em.execute<{ id: string; distance_m: number }[]>(
    `select id, location::geography <-> st_makepoint(?, ?)::geography as distance_m
     from station
     where street_id = ? and opened_at <= ? and (closed_at is null or closed_at > ?)
     order by distance_m, code limit ?`,
    [lng, lat, actor!.streetId, now.toISOString(), now.toISOString(), first],
  );
  const stations = await em.find(Station, { id: { $in: rows.map(({ id }) => id) } });
  const byId = new Map(stations.map((station) => [station.id, station]));
  return rows.map((row) => ({ station: byId.get(row.id)!, distanceM: row.distance_m }));
}
