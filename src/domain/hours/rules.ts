/** Numbers of the measuring: data of the street office with a version and a date. */
export interface HoursPolicy {
  /** Of one task at most so many minutes count, the last ones before it was done; by kind, and for all other kinds. */
  readonly mostMinutes: Readonly<Record<string, number>>;
  readonly mostMinutesOtherwise: number;
  /** After so many days without a word an entry that raises no question is approved. */
  readonly approveAfterDays: number;
  /** More than so many hours on one day raise a question. */
  readonly longDayHours: number;
  /** For so many days after a task was done its rider may dispute what it counts. */
  readonly disputeDays: number;
}

/** What a street office starts with: about three times what such a task takes. */
export const defaultHoursPolicy: HoursPolicy = {
  mostMinutes: { MEAL: 60, WARM_BOX: 60, STUDY_PACKAGE: 90, SUPPLIES: 90, ERRAND: 120, VISIT: 120 },
  mostMinutesOtherwise: 90,
  approveAfterDays: 7,
  longDayHours: 12,
  disputeDays: 90,
};

/** An interval in whole seconds. */
export interface Interval {
  readonly from: number;
  readonly until: number;
}

const LEAST_SECONDS = 60;

/**
 * What counts of a task from its acceptance until it was done, in seconds: the last minutes of it. What took less than a minute
 * counts as one, from its acceptance on, so that nothing reaches back into time that is settled.
 */
export function servedInterval(accepted: number, done: number, mostMinutes: number): Interval {
  const from = Math.floor(accepted);
  const until = Math.max(Math.floor(done), from + LEAST_SECONDS);
  return { from: Math.max(from, until - mostMinutes * 60), until };
}

/** The length of what the intervals cover together, in seconds. */
export function unionSeconds(intervals: readonly Interval[]): number {
  const ordered = intervals.toSorted((a, b) => a.from - b.from);
  let [sum, end] = [0, -Infinity];
  for (const { from, until } of ordered) {
    if (until > end) sum += until - Math.max(from, end);
    end = Math.max(end, until);
  }
  return sum;
}

/**
 * Each interval's share in whole seconds: time served by several tasks at once is divided evenly between them, what cannot be
 * divided goes to the first ones. The shares add up to the union exactly.
 */
export function sharesOf(intervals: readonly Interval[]): number[] {
  const shares = intervals.map(() => 0);
  const edges = [...new Set(intervals.flatMap(({ from, until }) => [from, until]))].toSorted(
    (a, b) => a - b,
  );
  for (const [n, from] of edges.slice(0, -1).entries()) {
    const until = edges[n + 1]!;
    const at = intervals.flatMap((one, i) => (one.from <= from && one.until >= until ? [i] : []));
    if (at.length === 0) continue;
    const [each, rest] = [Math.floor((until - from) / at.length), (until - from) % at.length];
    for (const [place, i] of at.entries()) shares[i]! += each + (place < rest ? 1 : 0);
  }
  return shares;
}

/** The life of an entry. */
export const hourSteps = {
  approve: { from: ['MEASURED'], to: 'APPROVED' },
  dispute: { from: ['MEASURED', 'REJECTED', 'APPROVED'], to: 'DISPUTED' },
  correct: { from: ['MEASURED', 'DISPUTED'], to: 'APPROVED' },
  reject: { from: ['MEASURED', 'DISPUTED'], to: 'REJECTED' },
} as const;

export type HourStep = keyof typeof hourSteps;
