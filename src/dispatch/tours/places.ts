import type { LngLat } from '../../geo/point.ts';
import type { Travel, Traveller } from '../travel.ts';

/** The number of no place. */
export const NOWHERE = -1;

/** Places by number, and how long it takes a rider between them; each way is asked for once. */
export interface Places {
  /** The number of a place, the same for the same coordinates. */
  number(at: LngLat): number;
  /** Milliseconds between any two places known, the same for all who travel alike. */
  legsOf(rider: Traveller): Legs;
}

/** Milliseconds from one numbered place to another. */
export type Legs = (from: number, to: number) => number;

/** Ways are kept in pages: most places of a large town are never asked about from where a rider stands. */
const PAGE_BITS = 5;
const PAGE = 1 << PAGE_BITS;
const UNKNOWN = -1;
const BLANK: readonly number[] = Array.from({ length: PAGE }, () => UNKNOWN);

/** An empty list of places. */
export function placesFor(travel: Travel): Places {
  const numbers = new Map<string, number>();
  const points: LngLat[] = [];
  const tables = new Map<string, Legs>();
  return {
    number(at) {
      const key = `${at[0]} ${at[1]}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, points.length);
      return points.push(at) - 1;
    },
    legsOf(rider) {
      const key = `${rider.speedMps} ${rider.mode}`;
      const known = tables.get(key);
      if (known) return known;
      const rows: (number[] | undefined)[][] = [];
      const legs: Legs = (from, to) => {
        const row = (rows[from] ??= []);
        const page = (row[to >> PAGE_BITS] ??= BLANK.slice());
        const found = page[to & (PAGE - 1)]!;
        if (found !== UNKNOWN) return found;
        const ms = Math.round(1000 * travel(points[from]!, points[to]!, rider));
        page[to & (PAGE - 1)] = ms;
        return ms;
      };
      tables.set(key, legs);
      return legs;
    },
  };
}
