import { daysAfter, instantOf, type Day } from './local-day.ts';
import { ruleDays } from './recurrence.ts';

/** What a plan says about days and hours. */
export interface Timetable {
  readonly rule: string;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  readonly readyMinute: number;
  readonly dueMinute: number;
  readonly onHoliday: 'SERVE' | 'SKIP' | 'BEFORE' | 'AFTER';
}

/** A day that is not as the rule says; without a resident it is said of all. */
export interface Exception {
  readonly residentId: string | null;
  readonly kind: 'SKIP' | 'MOVE' | 'EXTRA';
  readonly on: Day;
  readonly to: Day | null;
}

/** Both days included; a pause that was lifted no longer covers a window that ends after that instant. */
export interface Absence {
  readonly from: Day;
  readonly until: Day | null;
  readonly liftedAt: Date | null;
}

/** All that decides which days somebody is served. */
export interface Calendar {
  readonly exceptions: readonly Exception[];
  readonly holidays: ReadonlySet<Day>;
  readonly absences: readonly Absence[];
}

/** The longest run of holidays over which a day is looked for: two weeks, twice the longest there is. */
export const LONGEST_HOLIDAY_DAYS = 15;
/** How far a day may be moved by hand. */
export const LONGEST_MOVE_DAYS = 62;

/**
 * The days one resident is served by a plan between two days, both included: the days of the rule, moved or left out on
 * holidays, then what was said of single days, then without those on which the resident is away. Days that fall together
 * are one.
 */
export const occurrencesBetween = (
  { plan, residentId, calendar }: { plan: Timetable; residentId: string; calendar: Calendar },
  from: Day,
  to: Day,
): Day[] =>
  daysOf({ plan, residentId, calendar }, usualDays(plan, calendar.holidays, { from, to })).filter(
    (day) => day >= from && day <= to,
  );

/** The days of the rule around a span, moved or left out on holidays: the same for all residents of the plan. */
export function usualDays(
  plan: Timetable,
  holidays: ReadonlySet<Day>,
  { from, to }: { readonly from: Day; readonly to: Day },
): Day[] {
  const reach = LONGEST_MOVE_DAYS + LONGEST_HOLIDAY_DAYS;
  const last = daysAfter(to, reach);
  const ends = plan.endsOn && plan.endsOn < last ? plan.endsOn : last;
  const named = ruleDays(plan, daysAfter(from, -reach), ends);
  return named.flatMap((day) => onHoliday(plan, holidays, day));
}

/** The days of one resident, from the usual ones. */
export function daysOf(
  { plan, residentId, calendar }: { plan: Timetable; residentId: string; calendar: Calendar },
  usual: readonly Day[],
): Day[] {
  const days = new Set(usual);
  const said = exceptionsFor(residentId, calendar.exceptions);
  const moved = said.filter(({ kind, on }) => kind === 'MOVE' && days.has(on));
  for (const { kind, on } of said) if (kind !== 'EXTRA') days.delete(on);
  for (const { to: day } of moved) days.add(day!);
  for (const { kind, on } of said) if (kind === 'EXTRA') days.add(on);
  return [...days].filter((day) => !isAway(plan, calendar.absences, day)).toSorted();
}

/** What was said of one resident goes before what was said of all. */
function exceptionsFor(residentId: string, exceptions: readonly Exception[]): Exception[] {
  const byDay = new Map<Day, Exception>();
  for (const exception of exceptions) {
    const own = exception.residentId === residentId;
    if (own || (exception.residentId === null && !byDay.has(exception.on)))
      byDay.set(exception.on, exception);
  }
  return [...byDay.values()];
}

function onHoliday({ onHoliday: then }: Timetable, holidays: ReadonlySet<Day>, day: Day): Day[] {
  if (!holidays.has(day) || then === 'SERVE') return [day];
  if (then === 'SKIP') return [];
  const step = then === 'BEFORE' ? -1 : 1;
  for (let days = 1; days <= LONGEST_HOLIDAY_DAYS; days++) {
    const other = daysAfter(day, step * days);
    if (!holidays.has(other)) return [other];
  }
  return [];
}

const isAway = (plan: Timetable, absences: readonly Absence[], day: Day): boolean =>
  absences.some(
    ({ from, until, liftedAt }) =>
      day >= from &&
      (until === null || day <= until) &&
      (liftedAt === null || instantOf(day, plan.dueMinute) <= liftedAt),
  );

/** What a day of a plan comes to at an instant. */
export type Due = 'NOT_OWED' | 'LATER' | 'ISSUE' | 'MISSED';

/** Whether a day's request is to be issued now: not before its lead, never once its time is over. */
export function dueAt(
  { readyMinute, dueMinute, leadMinutes }: Timetable & { readonly leadMinutes: number },
  { day, owedSince }: { readonly day: Day; readonly owedSince: Date },
  now: Date,
): Due {
  const due = instantOf(day, dueMinute);
  if (due <= owedSince) return 'NOT_OWED';
  if (due <= now) return 'MISSED';
  return now >= instantOf(day, readyMinute - leadMinutes) ? 'ISSUE' : 'LATER';
}
