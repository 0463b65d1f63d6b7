import type { Text } from '../../platform/errors.ts';
import { dayNumberOf, startOfDay } from '../riders/local-day.ts';

/** A stretch of time in epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** What a rider would have planned and has worked, and the rest rules in force. */
export interface Planned {
  /** The one that is new to the rider. */
  readonly shift: Stretch;
  readonly others: readonly Stretch[];
  /** Local days already worked, counted from 1970. */
  readonly daysWorked: readonly number[];
  readonly limitMinutes: number;
  readonly daysInARow: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** Why the shift would break the rest rules, in words; undefined when it does not. */
export function restFault(planned: Planned): Text | undefined {
  const { shift, others, limitMinutes, daysInARow } = planned;
  const all = [shift, ...others];
  for (const day of daysOf(shift)) {
    const minutes = all.reduce((sum, one) => sum + msWithin(one, day), 0) / MINUTE_MS;
    if (minutes > limitMinutes)
      return {
        zh: `${dateOf(day)} 排班将达 ${inHours(minutes)} 小时，一天最多 ${inHours(limitMinutes)} 小时`,
        en: `${inHours(minutes)} hours would be planned on ${dateOf(day)}, ${inHours(limitMinutes)} are the most of a day`,
      };
  }
  const run = longestRun(new Set([...planned.daysWorked, ...all.flatMap(daysOf)]), daysOf(shift));
  if (run <= daysInARow) return undefined;
  return {
    zh: `将连续工作 ${run} 天，最多连续 ${daysInARow} 天`,
    en: `${run} days on end would be worked, ${daysInARow} are the most`,
  };
}

/** How many days on end are among `worked` around any of these. */
function longestRun(worked: ReadonlySet<number>, around: readonly number[]): number {
  const count = (day: number, step: 1 | -1): number => {
    let n = 0;
    while (worked.has(day + step * (n + 1))) n++;
    return n;
  };
  return Math.max(...around.map((day) => count(day, -1) + 1 + count(day, 1)));
}

/** The local days a stretch touches. */
function daysOf({ from, until }: Stretch): number[] {
  const [first, last] = [dayNumberOf(from), dayNumberOf(until - 1)];
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

const msWithin = ({ from, until }: Stretch, day: number): number =>
  Math.max(0, Math.min(until, startOfDay(day + 1)) - Math.max(from, startOfDay(day)));
const inHours = (minutes: number): number => Math.round(minutes / 6) / 10;

/** A local day as YYYY-MM-DD. */
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
