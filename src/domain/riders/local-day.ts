const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Streets live by Beijing time, which has no daylight saving. */
const AHEAD_OF_UTC_MS = 8 * HOUR_MS;

/** The local day of an instant, as YYYY-MM-DD. */
export const localDayOf = (instant: Date): string =>
  new Date(instant.getTime() + AHEAD_OF_UTC_MS).toISOString().slice(0, 10);

/** The local day of an instant in epoch milliseconds, counted from 1970. */
export const dayNumberOf = (ms: number): number => Math.floor((ms + AHEAD_OF_UTC_MS) / DAY_MS);

/** When the local day of that number begins, in epoch milliseconds. */
export const startOfDay = (day: number): number => day * DAY_MS - AHEAD_OF_UTC_MS;

/** When the local day of an instant ends. */
export const endOfLocalDay = (instant: Date): Date =>
  new Date(startOfDay(dayNumberOf(instant.getTime()) + 1));

/** How many local days on end before this one are among the days given. */
export function daysOnEnd(days: readonly number[], today: number): number {
  const worked = new Set(days);
  let count = 0;
  while (worked.has(today - 1 - count)) count++;
  return count;
}
