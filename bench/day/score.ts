import type { Day, Outcome } from './simulate.ts';

/** How a day went; shares in percent, times in minutes. */
export interface Score {
  readonly served: number;
  readonly extraMinutes: number;
  readonly onTime: number;
  readonly eldersInWindow: number;
  readonly gini: number;
  readonly offersPerAcceptance: number;
  readonly lateParcels: number;
}

/** Which way is better, and what it is called. */
export const measures = [
  ['extraMinutes', 'LESS', '每次服务多走 extra rider minutes per service'],
  ['onTime', 'MORE', '准时率 on time %'],
  ['eldersInWindow', 'MORE', '老人按时用餐 elders served within the window %'],
  ['gini', 'LESS', '服务分钟基尼系数 Gini of credited minutes'],
  ['offersPerAcceptance', 'LESS', '每接一单邀约次数 offers per acceptance'],
] as const satisfies readonly (readonly [keyof Score, 'LESS' | 'MORE', string])[];

/** `alone` is the same day without any request: what riders do anyway. */
export function scoreOf({ wishes }: Day, outcome: Outcome, alone: Outcome): Score {
  const { riders, doorAt, offers, accepted } = outcome;
  const busy = ({ riders: all }: Outcome) =>
    all.reduce((sum, { busyMinutes }) => sum + busyMinutes, 0);
  const inTime = wishes.filter(({ task }) => (doorAt.get(task.id) ?? Infinity) <= task.dueAt);
  const elders = wishes.filter(({ elder }) => elder);
  return {
    served: doorAt.size,
    extraMinutes: (busy(outcome) - busy(alone)) / doorAt.size,
    onTime: (100 * inTime.length) / wishes.length,
    eldersInWindow: (100 * inTime.filter(({ elder }) => elder).length) / elders.length,
    gini: giniOf(riders.map(({ credited }) => credited)),
    offersPerAcceptance: offers / accepted,
    lateParcels: lateIn(outcome),
  };
}

/** How many of the riders' own parcels came late. */
export const lateIn = ({ riders }: Outcome): number =>
  riders.reduce((sum, { lateParcels }) => sum + lateParcels, 0);

/** 0 when all have the same, towards 1 when one has all. */
export function giniOf(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, amount) => sum + amount, 0);
  const weighted = sorted.reduce((sum, amount, index) => sum + (index + 1) * amount, 0);
  return total === 0
    ? 0
    : (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}
