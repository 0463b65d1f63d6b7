import { refuse } from '../refusals.ts';
import type { RequestKind } from './request-kind.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Requests further ahead belong into a plan, not into a queue. */
const DAYS_AHEAD = 31;

/** From when it can be done, until when it is promised, and when the community takes over if nobody has taken it. */
export interface Window {
  readonly readyAt: Date;
  readonly dueAt: Date;
  readonly backstopAt: Date;
}

type Asked = { readonly readyAt?: Date | null; readonly dueAt?: Date | null };

/** The window asked for, or the usual one of the kind; refuses a window that is past or ends before it begins. */
export function windowOf(kind: RequestKind, asked: Asked, now: Date): Window {
  const readyAt = asked.readyAt ?? now;
  const dueAt = asked.dueAt ?? minutesAfter(readyAt, kind.windowMinutes);
  if (!(dueAt > readyAt)) return refuse('WINDOW_ENDS_BEFORE_IT_BEGINS');
  if (!(dueAt > now)) return refuse('WINDOW_IS_PAST');
  if (dueAt.getTime() > now.getTime() + DAYS_AHEAD * DAY_MS)
    return refuse('WINDOW_TOO_FAR', DAYS_AHEAD);
  return { readyAt, dueAt, backstopAt: backstopOf(kind, { readyAt, dueAt }, now) };
}

/** The community is told in time to keep the promise: never later than it is due. */
export function backstopOf(
  { backstopMinutes }: RequestKind,
  { readyAt, dueAt }: Pick<Window, 'readyAt' | 'dueAt'>,
  now: Date,
): Date {
  const begins = readyAt > now ? readyAt : now;
  const patient = minutesAfter(begins, backstopMinutes);
  return patient < dueAt ? patient : dueAt;
}

const minutesAfter = (instant: Date, minutes: number): Date =>
  new Date(instant.getTime() + minutes * MINUTE_MS);
