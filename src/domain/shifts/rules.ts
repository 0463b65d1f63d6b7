const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LONGEST_HOURS = 16;
const AHEAD_DAYS = 92;

/** A shift that ended so long ago and still finds its rider on duty is told. */
export const OVERRUN_MS = 15 * 60_000;

/** What is wrong with the times of a shift, in words; undefined when nothing is. */
export function shiftFault(
  { from, until }: { readonly from: Date; readonly until: Date },
  now: Date,
): string | undefined {
  if (!(from < until)) return '班次须先开始后结束 / a shift begins before it ends';
  if (until <= now) return '班次已过 / the shift is over already';
  if (until.getTime() - from.getTime() > LONGEST_HOURS * HOUR_MS)
    return `班次最长 ${LONGEST_HOURS} 小时 / ${LONGEST_HOURS} hours at most`;
  if (from.getTime() - now.getTime() > AHEAD_DAYS * DAY_MS)
    return `最多提前 ${AHEAD_DAYS} 天排班 / ${AHEAD_DAYS} days ahead at most`;
  return undefined;
}
