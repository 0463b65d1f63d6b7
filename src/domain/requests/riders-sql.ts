import { ms, type TaskRow } from './snapshot-sql.ts';

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
  /** The end of the running shift; null for who is in none. */
  readonly dutyEndsAt: number | null;
  /** The local days of the last fortnight with any work, counted from 1970. */
  readonly daysWorked: readonly number[] | null;
  readonly gridId: string | null;
  /** The grids in force that the rider is appointed to now. */
  readonly appointedTo: readonly string[] | null;
  readonly work: readonly { readonly state: string; readonly task: TaskRow }[] | null;
  readonly own: readonly OwnStopRow[] | null;
  /** The order in which the stops were planned when something was last taken on, by stop id. */
  readonly way: readonly string[] | null;
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
 * considered. Whoever is in a shift is taken to go off duty with it, or with the last of those that follow without a pause; a
 * shift lasts sixteen hours at most. Values: instant, street, and again, then ids of the requests, the one rider who is looked
 * at or null, for how many minutes a missed offer counts, the street.
 */
export const RIDERS = `
  with running as (
    select s.street_id, s.rider_id, f.now from (select ?::timestamptz as now, ?::uuid as street) f
    join shift s on s.street_id = f.street and s.state in ('PLANNED','CONFIRMED')
      and s.from_at > f.now - interval '16 hours' and s.from_at <= f.now and s.until_at > f.now)
  select p.*, (
    select ${ms('min(s.until_at)')} from running u
    join shift s on s.street_id = u.street_id and s.rider_id = u.rider_id and s.state in ('PLANNED','CONFIRMED')
    where u.rider_id = p.id and s.until_at > u.now and not exists (
      select 1 from shift n where n.street_id = s.street_id and n.rider_id = s.rider_id
        and n.state in ('PLANNED','CONFIRMED') and n.from_at = s.until_at)) as "dutyEndsAt", w.stops as way
  from riders_for_planning(?, ?, ?, ?, ?) p left join rider_way w on w.street_id = ? and w.rider_id = p.id
  order by p.id`;
