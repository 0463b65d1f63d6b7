import type { Position } from 'geojson';
import { isLngLat, type LngLat, toLngLat } from './point.ts';

/** What is wrong with a ring, and where on the ground if there is a place. */
export interface RingFault {
  readonly kind:
    | 'TOO_SHORT'
    | 'BAD_POSITION'
    | 'NOT_CLOSED'
    | 'REPEATED_POSITION'
    | 'SELF_CROSSING';
  readonly at?: LngLat;
}

/** The first fault of a ring: at least four positions, in range, closed, no position twice, no edge touching another. */
export function ringFault(ring: readonly Position[]): RingFault | undefined {
  if (ring.length < 4) return { kind: 'TOO_SHORT' };
  const flat = ring.map(toLngLat);
  if (!flat.every(isLngLat)) return { kind: 'BAD_POSITION' };
  const [first, last] = [flat[0]!, flat.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) return { kind: 'NOT_CLOSED', at: last };
  return repeated(flat) ?? crossing(flat);
}

function repeated(ring: readonly LngLat[]): RingFault | undefined {
  const seen = new Set<string>();
  for (const at of ring.slice(1)) {
    if (seen.has(at.join())) return { kind: 'REPEATED_POSITION', at };
    seen.add(at.join());
  }
  return undefined;
}

/** Sweeps edges by their western end, so that only edges overlapping in longitude are compared. */
function crossing(ring: readonly LngLat[]): RingFault | undefined {
  const count = ring.length - 1;
  const west = (edge: number) => Math.min(ring[edge]![0], ring[edge + 1]![0]);
  const east = (edge: number) => Math.max(ring[edge]![0], ring[edge + 1]![0]);
  const order = Array.from({ length: count }, (_, edge) => edge).toSorted(
    (a, b) => west(a) - west(b) || a - b,
  );
  let active: number[] = [];
  for (const edge of order) {
    active = active.filter((other) => east(other) >= west(edge));
    for (const other of active) {
      const [low, high] = [Math.min(edge, other), Math.max(edge, other)];
      const fault = meet([ring[low]!, ring[low + 1]!], [ring[high]!, ring[high + 1]!], {
        adjacent: high - low === 1,
        around: low === 0 && high === count - 1,
      });
      if (fault) return { kind: 'SELF_CROSSING', at: fault };
    }
    active.push(edge);
  }
  return undefined;
}

type Edge = readonly [LngLat, LngLat];

/** Where two edges of a ring meet although they should not; neighbours may share their one common end. */
function meet(
  [a, b]: Edge,
  [c, d]: Edge,
  near: { adjacent: boolean; around: boolean },
): LngLat | undefined {
  // Neighbours can only go wrong by folding back onto each other.
  if (near.adjacent) return foldsBack(a, b, d) ? b : undefined;
  if (near.around) return foldsBack(c, a, b) ? a : undefined;
  const [c1, d1] = [turn(a, b, c), turn(a, b, d)];
  const [a1, b1] = [turn(c, d, a), turn(c, d, b)];
  if (c1 * d1 < 0 && a1 * b1 < 0) {
    const share = a1 / (a1 - b1);
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
  }
  if (c1 === 0 && onto(a, b, c)) return c;
  if (d1 === 0 && onto(a, b, d)) return d;
  if (a1 === 0 && onto(c, d, a)) return a;
  if (b1 === 0 && onto(c, d, b)) return b;
  return undefined;
}

/** Twice the signed area of the triangle: positive when c is left of a→b. */
const turn = (a: LngLat, b: LngLat, c: LngLat) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const onto = (a: LngLat, b: LngLat, p: LngLat) =>
  (p[0] - a[0]) * (p[0] - b[0]) <= 0 && (p[1] - a[1]) * (p[1] - b[1]) <= 0;

const foldsBack = (before: LngLat, corner: LngLat, after: LngLat) =>
  turn(before, corner, after) === 0 &&
  (before[0] - corner[0]) * (after[0] - corner[0]) +
    (before[1] - corner[1]) * (after[1] - corner[1]) >
    0;
