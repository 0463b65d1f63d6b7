import { dayNumberOf, startOfDay } from '../riders/local-day.ts';
import type { Counts } from './counted.ts';

const MINUTE_MS = 60_000;
export const STEP_MS = 5 * MINUTE_MS;
/** A row of a forecast is a quarter of an hour: so many steps. */
export const STEPS_PER_QUARTER = 3;
export const QUARTER_MS = STEPS_PER_QUARTER * STEP_MS;

/** When riders are to rest, in milliseconds. */
export interface Rest {
  readonly workMs: number;
  readonly pauseMs: number;
  readonly limitMs: number;
  readonly daysInARow: number;
}

interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** A stretch of time with the grid it is spent in; null where none is known. */
export interface Stand extends Stretch {
  readonly grid: string | null;
}

/** 预计可用骑手: what is known of the coming hours of one rider; instants in epoch milliseconds. */
export interface ExpectedRider {
  /** On duty now; absent when not. */
  readonly present?: {
    /** When the break began, on a break. */
    readonly breakSince: number | null;
    readonly workingSince: number;
    readonly workedTodayMs: number;
    readonly daysInARow: number;
    /** When nothing is in hand; the last stretch has no end. */
    readonly free: readonly Stand[];
  };
  /** That did not end long ago, the earliest first. */
  readonly shifts: readonly (Stand & { readonly confirmed: boolean })[];
}

/** When and where a rider is expected to be free in a stretch of time that begins now. */
export function standsOf(rider: ExpectedRider, rest: Rest, { from: now, until }: Stretch): Stand[] {
  const always: Stand = { from: -Infinity, until: Infinity, grid: null };
  const free = rider.present?.free ?? [always];
  const later = rider.shifts.filter(({ from }) => from > now);
  return [
    ...within(presentDuty(rider, rest, { from: now, until }), free),
    ...later.flatMap(({ from, grid, ...shift }) => {
      const work = {
        from,
        due: from + rest.workMs,
        worked: 0,
        until: Math.min(until, shift.until),
      };
      const places = free.map((one) => ({ ...one, grid: grid ?? one.grid }));
      return within(offered(work, free, rest), places);
    }),
  ];
}

/** The shift the rider is to ride now. */
export const runningShift = ({ shifts }: ExpectedRider, now: number) =>
  shifts.find(({ from, until }) => from <= now && until > now);

/** A shift ended lately, none runs, and the rider is still there: about to leave. */
export const isOverrun = (rider: ExpectedRider, now: number): boolean =>
  !runningShift(rider, now) && rider.shifts.some(({ until }) => until <= now);

/** Of who is on duty now: until the shift ends, or the next begins, or for as long as rest rules allow. */
function presentDuty(
  rider: ExpectedRider,
  rest: Rest,
  { from: now, until: end }: Stretch,
): Stretch[] {
  const { present, shifts } = rider;
  if (!present || isOverrun(rider, now) || present.daysInARow >= rest.daysInARow) return [];
  const { breakSince, workingSince, workedTodayMs: worked, free } = present;
  const next = shifts.find(({ from }) => from > now)?.from ?? Infinity;
  const until = Math.min(end, runningShift(rider, now)?.until ?? next);
  if (breakSince === null)
    return offered({ from: now, due: workingSince + rest.workMs, worked, until }, free, rest);
  const from = Math.max(now, breakSince + rest.pauseMs);
  const ofDay = dayNumberOf(from) === dayNumberOf(now) ? worked : 0;
  return offered({ from, due: from + rest.workMs, worked: ofDay, until }, free, rest);
}

interface Work extends Stretch {
  /** When a pause is due. */
  readonly due: number;
  readonly worked: number;
}

/** When something may be offered: a pause is taken when it is due, after what is in hand then; the limit of the day ends it. */
function offered({ until, ...work }: Work, free: readonly Stretch[], rest: Rest): Stretch[] {
  const stretches: Stretch[] = [];
  let { from, due, worked } = work;
  while (from < until) {
    const limit = limitAt(from, worked, rest);
    const stop = Math.min(until, due, limit);
    if (stop > from) stretches.push({ from, until: stop });
    if (stop === until) break;
    const pauseDue = Math.max(due, from);
    const idle = free.find((one) => one.until > pauseDue);
    if (!idle) break;
    const pauseFrom = Math.max(pauseDue, idle.from);
    if (limit <= pauseFrom) break;
    const back = pauseFrom + rest.pauseMs;
    const midnight = startOfDay(dayNumberOf(from) + 1);
    worked = back < midnight ? worked + pauseFrom - from : Math.max(0, pauseFrom - midnight);
    from = back;
    due = from + rest.workMs;
  }
  return stretches;
}

/** When the most of a day is worked, by somebody who goes on from here without a pause. */
function limitAt(from: number, worked: number, { limitMs }: Rest): number {
  const midnight = startOfDay(dayNumberOf(from) + 1);
  const at = from + limitMs - worked;
  return at < midnight ? at : midnight + limitMs;
}

const within = (stretches: readonly Stretch[], places: readonly Stand[]): Stand[] =>
  stretches.flatMap((one) =>
    places
      .map(({ from, until, grid }) => ({
        from: Math.max(one.from, from),
        until: Math.min(one.until, until),
        grid,
      }))
      .filter(({ from, until }) => from < until),
  );

/** The hours from an instant on that are looked at, in quarters. */
export interface Horizon {
  readonly from: number;
  readonly quarters: number;
}

/** Riders by anchor at each step of the horizon; a quarter stands where counts have the hour. */
export function expectedCounts(
  stands: readonly { from: number; until: number; anchor: number }[],
  { from, quarters }: Horizon,
  anchorCount: number,
): Counts[] {
  return Array.from({ length: quarters * STEPS_PER_QUARTER }, (_, step) => {
    const at = from + step * STEP_MS;
    const riders = Array<number>(anchorCount).fill(0);
    for (const stand of stands)
      if (stand.from <= at && at < stand.until) riders[stand.anchor]! += 1;
    return { hour: Math.floor(step / STEPS_PER_QUARTER), riders };
  });
}

/** Quarters in a row, up to not including the last, in each of which at least so many people are not covered. */
export interface Gap {
  readonly first: number;
  readonly end: number;
  readonly people: number;
}

export const personHours = ({ first, end, people }: Gap): number => (people * (end - first)) / 4;

/** The gap of most person-hours: quarters are taken together as long as that makes more of it; of equal ones the earliest, then the shortest. */
export function largestGap(uncovered: readonly number[]): Gap | undefined {
  let largest: Gap | undefined;
  for (const first of uncovered.keys()) {
    let people = Infinity;
    for (let end = first + 1; end <= uncovered.length; end++) {
      people = Math.min(people, uncovered[end - 1]!);
      const gap = { first, end, people };
      if (people > 0 && (!largest || personHours(gap) > personHours(largest))) largest = gap;
    }
  }
  return largest;
}
