/** Stops one call may share. */
export const MOST_AT_ONCE = 100;
/** Stops of one rider in one day. */
export const MOST_A_DAY = 300;

export interface Window {
  readonly key: string;
  readonly from: Date;
  readonly due: Date;
}

/** What is wrong with the times of a round that is shared for today, in words; undefined when nothing is. */
export function roundFault(
  stops: readonly Window[],
  { now, endOfDay }: { readonly now: Date; readonly endOfDay: Date },
): string | undefined {
  if (new Set(stops.map(({ key }) => key)).size < stops.length)
    return '站点编号重复 / a key occurs twice';
  for (const { key, from, due } of stops) {
    if (!(from < due)) return `${key}：须先开始后截止 / begins before it is due`;
    if (due <= now) return `${key}：时间已过 / is past`;
    if (due > endOfDay) return `${key}：只共享当天的站点 / only today's round is shared`;
  }
  return undefined;
}
