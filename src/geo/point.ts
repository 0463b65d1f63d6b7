/** A place on the ground: [longitude, latitude] in WGS-84 degrees. */
export type LngLat = readonly [lng: number, lat: number];

const EARTH_RADIUS_M = 6_371_008.8;
const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in metres (haversine on the mean sphere, within 0.5 % of the ellipsoid). */
export function distance(from: LngLat, to: LngLat): number {
  const north = Math.sin(toRadians(to[1] - from[1]) / 2);
  const east = Math.sin(toRadians(to[0] - from[0]) / 2);
  const h =
    north * north + Math.cos(toRadians(from[1])) * Math.cos(toRadians(to[1])) * (east * east);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Less than a degree of latitude anywhere, in metres. */
const DEGREE_M = 110_000;

/** Whether two places are at most so many metres apart; most are told by their latitudes alone. */
export const isWithin = (from: LngLat, to: LngLat, metres: number): boolean =>
  Math.abs(to[1] - from[1]) * DEGREE_M <= metres && distance(from, to) <= metres;

/** Initial compass bearing from one point to another, in degrees clockwise from north, 0 up to 360. */
export function bearing([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
  const [from, to, turn] = [toRadians(lat1), toRadians(lat2), toRadians(lng2 - lng1)];
  const east = Math.sin(turn) * Math.cos(to);
  const north = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(turn);
  const degrees = (Math.atan2(east, north) * 180) / Math.PI;
  return (degrees + 360) % 360;
}

/** The first two numbers of a GeoJSON position; `NaN` where one is missing. */
export const toLngLat = ([lng = NaN, lat = NaN]: readonly number[]): LngLat => [lng, lat];

/** Whether the value is a pair of finite degrees in range. */
export function isLngLat(value: unknown): value is LngLat {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [lng, lat]: unknown[] = value;
  return within(lng, 180) && within(lat, 90);
}

const within = (degrees: unknown, limit: number) =>
  typeof degrees === 'number' && Math.abs(degrees) <= limit;
