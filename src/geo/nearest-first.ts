import { distance, type LngLat } from './point.ts';

/** A place to go to, perhaps only after another one. */
export interface Place {
  readonly id: string;
  readonly at: LngLat;
  readonly taskId?: string;
}

/**
 * The order in which a rider is taken to visit what is promised: the nearest place next, a drop-off never before its
 * pickup, ties by id. Each list is one task's stops in their own order.
 */
export function nearestFirst<Stop extends Place>(
  from: LngLat,
  tasks: readonly (readonly Stop[])[],
): Stop[] {
  const ahead = tasks.map((stops) => [...stops]);
  const route: Stop[] = [];
  let here = from;
  for (;;) {
    const open = ahead.filter((stops) => stops.length > 0);
    const nearest = open.toSorted((a, b) => compare(here, a[0]!, b[0]!))[0];
    const stop = nearest?.shift();
    if (!stop) return route;
    route.push(stop);
    here = stop.at;
  }
}

const compare = (from: LngLat, a: Place, b: Place): number =>
  distance(from, a.at) - distance(from, b.at) || (a.id < b.id ? -1 : 1);
