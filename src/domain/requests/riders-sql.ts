import type { TaskRow } from './snapshot-sql.ts';

/** A stop of the rider's own round as it is read; times in epoch milliseconds. */
export interface OwnStopRow {
  readonly id: string;
  readonly at: readonly [number, number];
  readonly notBefore: number;
  readonly dueAt: number;
  readonly serviceSeconds: number;
}

/** One rider on duty as it is read; times in epoch milliseconds. */
export interface RiderRow {
  readonly id: string;
  readonly lng: number;
  readonly lat: number;
  readonly positionAt: number;
  readonly vehicle: string;
  readonly capacity: number;
  readonly skills: readonly string[];
  readonly trustLevel: number;
  readonly duty: 'ON' | 'BREAK';
  readonly workingSince: number;
  readonly workedTodayMs: number;
  /** The local days of the last fortnight with any work, counted from 1970. */
  readonly daysWorked: readonly number[] | null;
  readonly gridId: string | null;
  /** The grids in force that the rider is appointed to now. */
  readonly appointedTo: readonly string[] | null;
  readonly work: readonly { readonly state: string; readonly task: TaskRow }[] | null;
  readonly own: readonly OwnStopRow[] | null;
  readonly declined: readonly string[] | null;
  readonly pending: string | null;
  readonly offersToday: number;
  readonly offered: number;
  readonly unanswered: number;
  readonly creditedMinutes: number;
  readonly availableMinutes: number;
}

/**
 * The riders on duty with a known position, as `riders_for_planning` (0016) tells them; of very many, those near enough to be
 * considered. Values: instant, street, ids of the requests, the one rider who is looked at or null, for how many minutes a
 * missed offer counts.
 */
export const RIDERS = 'select * from riders_for_planning(?, ?, ?, ?, ?)';
