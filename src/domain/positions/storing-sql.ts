/** What is read of a rider who tells positions, and of each place told. */
export interface KnownRow {
  readonly rider: string;
  readonly policy: { readonly version: number; readonly policy: object } | null;
  /** Periods of duty that touch the batch, as [from, until]. */
  readonly duty: readonly (readonly [number, number | null])[];
  /** Kept positions around the batch, oldest first, as [instant, lng, lat, accuracy]. */
  readonly kept: readonly (readonly [number, number, number, number])[];
  /** The instant of the latest position exactly as stored, and in milliseconds. */
  readonly seen: string | null;
  readonly seenMs: number | null;
  readonly gridId: string | null;
  readonly sinceMs: number | null;
  readonly leavingMs: number | null;
  /** Each fix as [number, grid, depth in metres, whether near]. */
  readonly places: readonly (readonly [number, string | null, number | null, boolean])[];
}

/**
 * All that is needed to judge the positions of many riders, by one statement (migration 0029). Values: street, instant, fixes,
 * margin in metres, memory in milliseconds.
 */
export const READ = 'select * from positions_known(?, ?, ?::json, ?, ?)';

/** A believed position as it is written. */
export interface PointRow {
  readonly rider: string;
  readonly ms: number;
  readonly lng: number;
  readonly lat: number;
  readonly accuracy: number;
  readonly speed: number | null;
  readonly bearing: number | null;
  readonly battery: number | null;
}

/** The latest position of one rider as it is written, with where that leaves them. */
export interface LatestRow {
  readonly rider: string;
  readonly ms: number;
  readonly lng: number;
  readonly lat: number;
  readonly accuracy: number;
  /** The latest position that was read, exactly; another one meanwhile keeps its own count. */
  readonly seen: string | null;
  readonly grid: string | null;
  readonly since: number | null;
  readonly leaving: number | null;
  readonly ended: number | null;
  readonly begun: readonly { grid: string; since: number; until: number | null }[];
}

/** Keeps tracks, latest positions and stays of many riders by one statement (migration 0029). Values: street, instant, points, latest. */
export const WRITE = 'select * from keep_positions(?, ?, ?::json, ?::json)';
