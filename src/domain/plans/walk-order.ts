import { distance, type LngLat } from '../../geo/point.ts';

interface Stop {
  readonly gridCode: string;
  readonly at: LngLat;
}

/**
 * Grid after grid by its code, and within a grid always to the nearest door not visited yet, beginning from the last one: a
 * whole grid can be handed to one rider. Quadratic in the stops of a grid.
 */
export function walkOrder<T extends Stop>(stops: readonly T[], from: LngLat | null): T[] {
  const grids = [...Map.groupBy(stops, ({ gridCode }) => gridCode)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const order: T[] = [];
  for (const [, left] of grids)
    while (left.length > 0) {
      const here = order.at(-1)?.at ?? from ?? left[0]!.at;
      order.push(...left.splice(nearestOf(left, here), 1));
    }
  return order;
}

function nearestOf(stops: readonly Stop[], here: LngLat): number {
  const metres = stops.map(({ at }) => distance(here, at));
  return metres.indexOf(Math.min(...metres));
}
