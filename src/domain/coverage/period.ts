import { refuse } from '../refusals.ts';

/** 时段: from an instant up to, not including, another. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The period as it can be told; refuses INVALID_INPUT when it is empty or too long. */
export function periodOf({ from, until }: Period, mostDays: number): Period {
  const length = until.getTime() - from.getTime();
  if (!(length > 0)) refuse('INVALID_INPUT', 'from < until');
  if (length > mostDays * DAY_MS) refuse('INVALID_INPUT', `until - from ≤ ${mostDays} d`);
  return { from, until };
}

/** The whole hours that a period touches. */
export const wholeHours = ({ from, until }: Period): Period => ({
  from: new Date(Math.floor(from.getTime() / HOUR_MS) * HOUR_MS),
  until: new Date(Math.ceil(until.getTime() / HOUR_MS) * HOUR_MS),
});

/** The period of the same length just before. */
export const before = ({ from, until }: Period): Period => ({
  from: new Date(2 * from.getTime() - until.getTime()),
  until: from,
});
