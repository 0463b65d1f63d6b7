import { Cut } from './views.ts';

/** A piece of SQL with its values. */
export interface Piece {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The grid that a request `c` counts for, as it was on its day or as its place belongs today; null where today is none. */
export const gridIdOf = (cut: Cut, now: Date): Piece =>
  cut === Cut.AS_IT_WAS
    ? { sql: 'c.grid_id', values: [] }
    : { sql: 'grid_at(c.street_id, c.place, ?)', values: [now.toISOString()] };
