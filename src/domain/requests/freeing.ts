import { defaultPolicy } from '../../dispatch/policy.ts';
import { walk } from '../../dispatch/route.ts';
import { makeRider } from '../../dispatch/rider.ts';
import { crowFlies } from '../../dispatch/travel.ts';
import type { LngLat } from '../../geo/point.ts';
import { wayOf, type WayRow } from './rider-way.ts';

/** A stretch of time in which a rider has nothing in hand, and where they stand then; epoch milliseconds. */
export interface FreeTime {
  readonly from: number;
  readonly until: number;
  readonly at: LngLat;
}

/** A rider who waits less than this for a stop to open is taken to wait there. */
const GAP_MS = 15 * 60_000;

/**
 * 何时有空: when a rider has nothing in hand from now on, by the way the engine takes them to go: between two stops when the
 * next one opens only later, and after the last. The last stretch has no end.
 */
export function freeTimes(row: WayRow & { readonly id: string }, now: number): FreeTime[] {
  const way = wayOf(row, now);
  const capacity = way.route.reduce(
    (sum, { loadChange }) => sum + Math.max(0, loadChange),
    way.load,
  );
  const rider = makeRider({ ...way, id: row.id, capacity, positionAt: now });
  const travel = crowFlies(defaultPolicy.detourFactor);
  const free: FreeTime[] = [];
  let [clock, at] = [now, rider.at];
  for (const [index, stop] of rider.route.entries()) {
    const leavesAt = stop.notBefore - onTheWay(travel(at, stop.at, rider) + stop.approachSeconds);
    if (leavesAt - clock >= GAP_MS) free.push({ from: clock, until: leavesAt, at });
    const upToHere = rider.route.slice(0, index + 1);
    clock = walk(rider, upToHere, { now, policy: defaultPolicy, travel }).endsAt;
    at = stop.at;
  }
  return [...free, { from: clock, until: Infinity, at }];
}

/** For how long a position counts where a street has set nothing else. */
export const usualStaleAfterMs = defaultPolicy.staleAfterMs;

const onTheWay = (seconds: number) => Math.round(seconds * 1000);
