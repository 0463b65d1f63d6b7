import { distance, type LngLat } from './point.ts';

/** A place to go to, perhaps not to be done before an instant; times in epoch milliseconds. */
export interface Place {
  readonly id: string;
  readonly at: LngLat;
  readonly notBefore?: number | undefined;
  readonly serviceSeconds?: number | undefined;
}

/** Where and when somebody is free, and how fast they come forward as the crow flies, in metres per second. */
export interface Traveller {
  readonly at: LngLat;
  readonly now: number;
  readonly mps: number;
}

/**
 * The order in which a rider is taken to visit what is promised: what can be begun soonest next, so that nobody stands before
 * what is not ready with the meal of somebody else in the bag; a drop-off never before its pickup; of what could be begun at
 * the same time the nearest, then by id. Each list is an order to be kept, such as one task's stops or a whole way that was
 * planned. A stop may stand in several; where these contradict each other, one of them gives way.
 */
export function soonestFirst<Stop extends Place>(
  { at, now, mps }: Traveller,
  orders: readonly (readonly Stop[])[],
): Stop[] {
  let ahead = orders.map((stops) => [...stops]);
  const route: Stop[] = [];
  let here = { at, now, mps };
  for (;;) {
    const isFirst = (stop: Stop) => ahead.every((stops) => stops.indexOf(stop) <= 0);
    const heads = ahead.flatMap((stops) => stops.slice(0, 1));
    const open = heads.filter(isFirst);
    const stop = (open.length > 0 ? open : heads).toSorted((a, b) => compare(here, a, b))[0];
    if (!stop) return route;
    route.push(stop);
    ahead = ahead.map((stops) => stops.filter((one) => one !== stop));
    const free = beginAt(here, stop) + 1000 * (stop.serviceSeconds ?? 0);
    here = { at: stop.at, now: free, mps };
  }
}

const beginAt = ({ at, now, mps }: Traveller, stop: Place): number =>
  Math.max(now + (1000 * distance(at, stop.at)) / mps, stop.notBefore ?? 0);

const compare = (here: Traveller, a: Place, b: Place): number =>
  beginAt(here, a) - beginAt(here, b) ||
  distance(here.at, a.at) - distance(here.at, b.at) ||
  (a.id < b.id ? -1 : 1);
