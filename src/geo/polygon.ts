import type { MultiPolygon, Polygon, Position } from 'geojson';
import { type LngLat, toLngLat } from './point.ts';
import { ringFault, type RingFault } from './ring.ts';

/** An area on the ground; first ring of a polygon outside, further rings holes. */
export type Area = Polygon | MultiPolygon;

/** [west, south, east, north] in degrees. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** Each polygon of the area as its rings. */
export const polygonsOf = (area: Area): readonly Position[][][] =>
  area.type === 'Polygon' ? [area.coordinates] : area.coordinates;

/** Whether the point lies inside or exactly on the border (as PostGIS `ST_Covers`); a hole's border belongs to the area. */
export const covers = (area: Area, point: LngLat): boolean =>
  polygonsOf(area).some(([outer, ...holes]) => {
    const place = outer ? placeIn(outer, point) : 'OUTSIDE';
    if (place !== 'INSIDE') return place === 'BORDER';
    return holes.every((hole) => placeIn(hole, point) !== 'INSIDE');
  });

/** The one area a point belongs to: the lowest code of those that cover it, so that a shared border has one owner. */
export function ownerOf<T extends { readonly code: string; readonly boundary: Area }>(
  areas: readonly T[],
  point: LngLat,
): T | undefined {
  const covering = areas.filter(({ boundary }) => covers(boundary, point));
  return covering.toSorted((a, b) => (a.code < b.code ? -1 : 1))[0];
}

/** The smallest box around the area. */
export function bboxOf(area: Area): Bbox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of polygonsOf(area).flat(2)) {
    west = Math.min(west, lng!);
    south = Math.min(south, lat!);
    east = Math.max(east, lng!);
    north = Math.max(north, lat!);
  }
  return [west, south, east, north];
}

/** Where the area would balance, holes counted out; it may lie outside a bent area. */
export function centroidOf(area: Area): LngLat {
  // Moments are taken about a corner of the area: about 0,0 the differences would drown in rounding.
  const [west, south] = bboxOf(area);
  let [mass, east, north] = [0, 0, 0];
  for (const rings of polygonsOf(area))
    for (const [index, ring] of rings.entries()) {
      const moment = momentOf(ring, [west, south]);
      const sign = index === 0 ? 1 : -1;
      mass += sign * moment.mass;
      east += sign * moment.east;
      north += sign * moment.north;
    }
  return mass ? [west + east / mass, south + north / mass] : [west, south];
}

/** The first fault of any ring of the area, with its ring's number in reading order; undefined when all are valid. */
export function areaFault(area: Area): (RingFault & { readonly ring: number }) | undefined {
  for (const [ring, positions] of polygonsOf(area).flat().entries()) {
    const fault = ringFault(positions);
    if (fault) return { ...fault, ring };
  }
  return undefined;
}

type Place = 'INSIDE' | 'BORDER' | 'OUTSIDE';

/** Even-odd rule, exact on the border; an edge is always read from its south-western end, so that neighbours who share it agree. */
function placeIn(ring: readonly Position[], [x, y]: LngLat): Place {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [toLngLat(ring[i - 1]!), toLngLat(ring[i]!)];
    const upward = a[1] < b[1] || (a[1] === b[1] && a[0] < b[0]);
    const [[x1, y1], [x2, y2]] = upward ? [a, b] : [b, a];
    const turn = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
    const between = (x - x1) * (x - x2) <= 0 && (y - y1) * (y - y2) <= 0;
    if (turn === 0 && between) return 'BORDER';
    if (y1 > y !== y2 > y && turn > 0) inside = !inside;
  }
  return inside ? 'INSIDE' : 'OUTSIDE';
}

/** Area of a ring, made positive, and its first moments about an origin (shoelace). */
function momentOf(ring: readonly Position[], [lng0, lat0]: LngLat) {
  let [mass, east, north] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = [ring[i - 1]![0]! - lng0, ring[i - 1]![1]! - lat0];
    const [x2, y2] = [ring[i]![0]! - lng0, ring[i]![1]! - lat0];
    const cross = x1 * y2 - x2 * y1;
    mass += cross / 2;
    east += ((x1 + x2) * cross) / 6;
    north += ((y1 + y2) * cross) / 6;
  }
  const sign = mass < 0 ? -1 : 1;
  return { mass: mass * sign, east: east * sign, north: north * sign };
}
