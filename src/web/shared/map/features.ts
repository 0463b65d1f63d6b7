export interface LngLatPlace {
  lng: number;
  lat: number;
}

type Properties = Record<string, string | number | boolean>;

/** A point feature for a map source. */
export const pointFeature = (
  { lng, lat }: LngLatPlace,
  properties: Properties,
): GeoJSON.Feature<GeoJSON.Point> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [lng, lat] },
});

/** A line through places. */
export const lineFeature = (
  places: readonly LngLatPlace[],
  properties: Properties,
): GeoJSON.Feature<GeoJSON.LineString> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: places.map(({ lng, lat }) => [lng, lat]) },
});

/** An area. */
export const areaFeature = (
  geometry: GeoJSON.MultiPolygon,
  properties: Properties,
): GeoJSON.Feature<GeoJSON.MultiPolygon> => ({ type: 'Feature', properties, geometry });

/** Features as one collection. */
export const collection = (features: readonly GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: [...features],
});

/** Where the name of an area goes: the centroid of its largest ring. A label of its own, as tiles would repeat it. */
export function labelPlace({ coordinates }: GeoJSON.MultiPolygon): LngLatPlace {
  const rings = coordinates.map(([outer]) => centroidOf(outer ?? []));
  const largest = rings.reduce((best, ring) => (ring.area > best.area ? ring : best), rings[0]!);
  return { lng: largest.lng, lat: largest.lat };
}

function centroidOf(ring: readonly GeoJSON.Position[]): LngLatPlace & { area: number } {
  const [originLng = 0, originLat = 0] = ring[0] ?? [];
  let [doubled, lng, lat] = [0, 0, 0];
  ring.slice(1).forEach(([endLng = 0, endLat = 0], index) => {
    const [startLng = 0, startLat = 0] = ring[index]!;
    const [x1, y1] = [startLng - originLng, startLat - originLat];
    const [x2, y2] = [endLng - originLng, endLat - originLat];
    const cross = x1 * y2 - x2 * y1;
    doubled += cross;
    lng += (x1 + x2) * cross;
    lat += (y1 + y2) * cross;
  });
  if (doubled === 0) return { lng: originLng, lat: originLat, area: 0 };
  return {
    lng: originLng + lng / (3 * doubled),
    lat: originLat + lat / (3 * doubled),
    area: Math.abs(doubled) / 2,
  };
}

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The box around areas and points, in degrees. */
export function boundsOf(positions: readonly GeoJSON.Position[]): Bounds {
  const lngs = positions.map(([lng = 0]) => lng);
  const lats = positions.map(([, lat = 0]) => lat);
  return {
    west: Math.min(...lngs),
    south: Math.min(...lats),
    east: Math.max(...lngs),
    north: Math.max(...lats),
  };
}
