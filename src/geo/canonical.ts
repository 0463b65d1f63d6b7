import type { MultiPolygon, Position } from 'geojson';
import { toLngLat } from './point.ts';
import { type Area, polygonsOf } from './polygon.ts';

/** Nine decimals, a tenth of a millimetre: as fine as areas are kept. */
const DECIMALS = 9;

/** The position as it is kept. */
export const rounded = (position: readonly number[]): Position =>
  position.map((degrees) => Number(degrees.toFixed(DECIMALS)));

/** The one way an area is written: shells counterclockwise, each ring from its western end, western polygon first. */
export function canonical(area: Area): MultiPolygon {
  const coordinates = polygonsOf(area)
    .map((rings) => rings.map((ring, index) => wound(ring.map(rounded), index === 0 ? 1 : -1)))
    .map(([shell = [], ...holes]) => [shell, ...holes.toSorted(byFirst)])
    .toSorted(([a = []], [b = []]) => byFirst(a, b));
  return { type: 'MultiPolygon', coordinates };
}

const byFirst = ([a = []]: readonly Position[], [b = []]: readonly Position[]) =>
  a[0]! - b[0]! || a[1]! - b[1]!;

function wound(ring: readonly Position[], turn: 1 | -1): Position[] {
  const corners = ring.slice(1);
  if (Math.sign(signedArea(ring)) === -turn) corners.reverse();
  const lowest = corners.toSorted((a, b) => byFirst([a], [b]))[0]!;
  const start = corners.indexOf(lowest);
  const around = [...corners.slice(start), ...corners.slice(0, start)];
  return [...around, around[0]!];
}

/** Taken about the first corner: about 0,0 the differences would drown in rounding. */
function signedArea(ring: readonly Position[]): number {
  const [x0, y0] = toLngLat(ring[0]!);
  const turns = ring.slice(1).map((to, index) => {
    const [[x1, y1], [x2, y2]] = [toLngLat(ring[index]!), toLngLat(to)];
    return (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  });
  return turns.reduce((sum, turn) => sum + turn, 0);
}
