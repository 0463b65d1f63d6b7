import type { LngLat } from '../geo/point.ts';
import type { Travel } from './travel.ts';

/** 路程表: metres by road between every two of some places; null where no way leads. */
export interface Table {
  readonly places: readonly LngLat[];
  readonly metres: readonly (readonly (number | null)[])[];
}

/** Travel by a table, times the pace factor; between places that are not in it, as otherwise. */
export function byTable(
  { places, metres }: Table,
  { paceFactor, otherwise }: { readonly paceFactor: number; readonly otherwise: Travel },
): Travel {
  const rows = new Map<number, Map<number, number>>();
  for (const [row, [lng, lat]] of places.entries()) {
    const there = rows.get(lng) ?? new Map<number, number>();
    rows.set(lng, there.set(lat, row));
  }
  const rowOf = ([lng, lat]: LngLat) => rows.get(lng)?.get(lat);
  return (from, to, rider) => {
    const [row, column] = [rowOf(from), rowOf(to)];
    if (row === undefined || column === undefined) return otherwise(from, to, rider);
    const far = metres[row]![column]!;
    return far === null ? Infinity : (far / rider.speedMps) * paceFactor;
  };
}
