import type { Position } from 'geojson';
import { toLngLat } from './point.ts';
import { type Area, covers, polygonsOf } from './polygon.ts';

/** Comparing more edges than this costs more than the overlay it would save. */
const MOST_COMPARISONS = 20_000;

/**
 * Whether two areas clearly share nothing: no edges that touch, neither inside the other. A hundred times cheaper than
 * their overlay, for neighbours whose boxes meet although they do not; in doubt the answer is no.
 */
export function apart(one: Area, other: Area): boolean {
  const [edges, others] = [edgesOf(one), edgesOf(other)];
  if (edges.length * others.length > MOST_COMPARISONS) return false;
  if (edges.some((edge) => others.some((against) => touch(edge, against)))) return false;
  return !holdsPartOf(one, other) && !holdsPartOf(other, one);
}

const holdsPartOf = (area: Area, other: Area): boolean =>
  polygonsOf(other).some(([shell]) => covers(area, toLngLat(shell![0]!)));

type Edge = readonly [from: Position, to: Position];

const edgesOf = (area: Area): Edge[] =>
  polygonsOf(area)
    .flat()
    .flatMap((ring) => ring.slice(1).map((to, index): Edge => [ring[index]!, to]));

const touch = ([a, b]: Edge, [c, d]: Edge): boolean =>
  spansMeet(a[0]!, b[0]!, c[0]!, d[0]!) &&
  spansMeet(a[1]!, b[1]!, c[1]!, d[1]!) &&
  turn(a, b, c) * turn(a, b, d) <= 0 &&
  turn(c, d, a) * turn(c, d, b) <= 0;

const spansMeet = (a: number, b: number, c: number, d: number) =>
  Math.min(a, b) <= Math.max(c, d) && Math.min(c, d) <= Math.max(a, b);

/** Positive, zero or negative as c is left of, on or right of a→b. */
const turn = (a: Position, b: Position, c: Position) =>
  Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));
