import { bearing } from '../../geo/point.ts';
import type { RiderShape } from '../shared/marks.ts';
import type { RequestLine, RiderPosition } from './documents/board.ts';

/** A rider on the map: where, which way, and doing what. */
export interface MovingRider extends RiderPosition {
  /** Degrees clockwise from north; kept while standing still. */
  heading: number;
}

export type Positions = ReadonlyMap<string, MovingRider>;

/** The positions after some changed; who is off duty is no longer seen. */
export function withPositions(now: Positions, changes: readonly RiderPosition[]): Positions {
  const next = new Map(now);
  for (const change of changes) {
    if (change.duty === 'OFF') next.delete(change.riderId);
    else
      next.set(change.riderId, { ...change, heading: headingOf(now.get(change.riderId), change) });
  }
  return next;
}

function headingOf(before: MovingRider | undefined, { point }: RiderPosition): number {
  if (!before) return 0;
  const moved = before.point.lng !== point.lng || before.point.lat !== point.lat;
  return moved
    ? bearing([before.point.lng, before.point.lat], [point.lng, point.lat])
    : before.heading;
}

/** What each rider is doing, told from the requests on the board. */
export function errandsOf(lines: Iterable<RequestLine>): ReadonlyMap<string, RiderShape> {
  const errands = new Map<string, RiderShape>();
  for (const { state, rider } of lines) {
    if (!rider) continue;
    if (state === 'IN_PROGRESS') errands.set(rider.id, 'serving');
    else if (state === 'ASSIGNED' && !errands.has(rider.id)) errands.set(rider.id, 'moving');
  }
  return errands;
}

/** The shape of a rider on the map. */
export function shapeOf(
  rider: RiderPosition,
  errands: ReadonlyMap<string, RiderShape>,
): RiderShape {
  if (rider.stale) return 'stale';
  if (rider.duty === 'BREAK') return 'break';
  return errands.get(rider.riderId) ?? (rider.load > 0 ? 'moving' : 'idle');
}
