import type { Context } from '../context.ts';

type Unit = 'ms' | 'second' | 'seconds' | 'minute' | 'minutes' | 'hour' | 'hours' | 'day' | 'days';
/** How often: milliseconds, or words such as '10 seconds'. */
export type Interval = number | `${number} ${Unit}`;

/** What a feature does by itself as time passes, in every street office. */
export interface Timer {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (ctx: Context) => Promise<unknown>;
}

const unitMs: Record<Unit, number> = {
  ms: 1,
  second: 1_000,
  seconds: 1_000,
  minute: 60_000,
  minutes: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
};

/**
 * Runs the work once per interval and street office, whatever the number of processes, as the platform itself and in one
 * transaction that also says when it last ran.
 */
export const every = (
  interval: Interval,
  name: string,
  run: (ctx: Context) => Promise<unknown>,
): Timer => ({ name, everyMs: msOf(interval), run });

function msOf(interval: Interval): number {
  if (typeof interval === 'number') return interval;
  const [amount, unit] = interval.split(' ');
  const found = Object.entries(unitMs).find(([name]) => name === unit);
  if (!found || !(Number(amount) > 0)) throw new Error(`'${interval}' is no interval`);
  return Number(amount) * found[1];
}
