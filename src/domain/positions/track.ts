import type { Feature, FeatureCollection } from 'geojson';
import type { Context } from '../../platform/context.ts';
import { logAccess } from '../access/access-log.ts';
import { refuse } from '../refusals.ts';
import type { TrackOfRider, TrackSpan } from './inputs.ts';
import type { TrackDay, TrackPoint } from './views.ts';

/** The most points one call gives; the next call goes on after the last of them. */
const MOST = 20_000;

/** 我的轨迹: what is kept of where the rider who acts has been, oldest first. */
export const listOwnTrack = (ctx: Context, span: TrackSpan): Promise<TrackPoint[]> =>
  readTrack(ctx, ctx.actor!.riderId ?? refuse('NOT_FOUND'), span);

/** As `listOwnTrack`, as GeoJSON that any map opens, in WGS-84. */
export async function exportOwnTrack(ctx: Context, span: TrackSpan): Promise<FeatureCollection> {
  const points = await listOwnTrack(ctx, span);
  const features = points.map(({ point, deviceAt, accuracyM, speedMps, bearingDeg }): Feature => {
    const time = deviceAt.toISOString();
    const geometry = { type: 'Point' as const, coordinates: [point.lng, point.lat] };
    return { type: 'Feature', geometry, properties: { time, accuracyM, speedMps, bearingDeg } };
  });
  return { type: 'FeatureCollection', features };
}

/** Where a rider has been, for a purpose that is written down with who looked. Refuses NOT_FOUND. */
export async function listRiderTrack(
  ctx: Context,
  { riderId, purpose, ...span }: TrackOfRider,
): Promise<TrackPoint[]> {
  const { em, actor } = ctx;
  const known = await em.execute<object[]>(
    'select 1 as there from rider where street_id = ? and id = ?',
    [actor!.streetId, riderId],
  );
  if (known.length === 0) refuse('NOT_FOUND');
  await logAccess(ctx, {
    purpose,
    operation: 'riderTrack',
    subjectId: riderId,
    fields: ['track'],
  });
  return readTrack(ctx, riderId, span);
}

interface Row {
  ms: number;
  lng: number;
  lat: number;
  accuracy: number;
  speed: number | null;
  bearing: number | null;
}

async function readTrack(
  { em, actor }: Context,
  riderId: string,
  { from, until }: TrackSpan,
): Promise<TrackPoint[]> {
  if (!(from < until)) refuse('INVALID_INPUT', 'from < until');
  const rows = await em.execute<Row[]>(
    `select extract(epoch from device_at)::float8 * 1000 as ms, st_x(location) as lng, st_y(location) as lat,
       accuracy_m as accuracy, speed_mps as speed, bearing_deg as bearing
     from track_point where street_id = ? and rider_id = ? and device_at >= ? and device_at < ?
     order by device_at limit ?`,
    [actor!.streetId, riderId, from.toISOString(), until.toISOString(), MOST],
  );
  return rows.map(({ ms, lng, lat, accuracy, speed, bearing }) => ({
    deviceAt: new Date(Math.round(ms)),
    point: { lng, lat },
    accuracyM: accuracy,
    speedMps: speed,
    bearingDeg: bearing,
  }));
}

interface DayRow {
  day: string;
  points: number;
  metres: number;
  first_ms: number;
  last_ms: number;
}

/** 我的里程: the days of which only the sum is left, latest first. */
export async function listOwnTrackDays({ em, actor }: Context): Promise<TrackDay[]> {
  const riderId = actor!.riderId ?? refuse('NOT_FOUND');
  const rows = await em.execute<DayRow[]>(
    `select day::text, points, metres, extract(epoch from first_at)::float8 * 1000 as first_ms,
       extract(epoch from last_at)::float8 * 1000 as last_ms
     from track_day where street_id = ? and rider_id = ? order by day desc limit 400`,
    [actor!.streetId, riderId],
  );
  return rows.map(({ first_ms, last_ms, ...row }) => ({
    ...row,
    firstAt: new Date(Math.round(first_ms)),
    lastAt: new Date(Math.round(last_ms)),
  }));
}
