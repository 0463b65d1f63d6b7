const DAY_MS = 86_400_000;
/** Nobody is appointed for longer at once. */
const LONGEST_TERM_DAYS = 3 * 366;

/** What is wrong with a term, in words; undefined when nothing is. */
export function termFault(
  { from, until }: { readonly from: Date; readonly until: Date },
  now: Date,
): string | undefined {
  if (!(from < until)) return '任期须先开始后结束 / a term begins before it ends';
  if (until <= now) return '任期已过 / the term is over already';
  if (until.getTime() - from.getTime() > LONGEST_TERM_DAYS * DAY_MS)
    return '任期最长三年 / a term of three years at most';
  return undefined;
}
