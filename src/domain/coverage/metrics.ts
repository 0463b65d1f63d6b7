import type { Text } from '../../platform/errors.ts';
import {
  type CountFigure,
  type GridMetrics,
  MinutesFigure,
  type RateFigure,
} from './metric-views.ts';
import { type Least, minutesOf } from './observing.ts';
import { wilson } from './statistics.ts';
import { Missing } from './views.ts';

/** What the requests of one grid came to. */
export interface Outcome {
  readonly opened: number;
  readonly served: number;
  readonly servedOnTime: number;
  readonly openOverdue: number;
  /** Closed unserved, or called off by others than whoever asked, or after it was due. */
  readonly unserved: number;
  readonly handedToBackstop: number;
  /** Minutes from opened to done, of each that is done. */
  readonly minutes: readonly number[];
}

const definitions = {
  opened: { zh: '时段内提出的请求。', en: 'Requests opened in the period.' },
  served: {
    zh: '其中已送达的，由骑手或社区；被撤回的送达不算。',
    en: 'Of these, done by a rider or the community; a delivery that was taken back is none.',
  },
  servedOnTime: {
    zh: '其中在提出时约定的时间前送达的。',
    en: 'Of these, done by the time promised when they were opened.',
  },
  openOverdue: {
    zh: '已过约定时间仍未办结的。',
    en: 'Past the promised time and still open.',
  },
  unserved: {
    zh: '结为未能服务的，以及被申请人以外的人取消或过了约定时间才取消的。',
    en: 'Closed as unserved, called off by others than whoever asked, or called off after the promised time.',
  },
  handedToBackstop: {
    zh: '曾交社区兜底的，不论后来如何。',
    en: 'Handed to the community as the backstop, whatever came after.',
  },
  onTimeRate: {
    zh: '按时送达 ÷（已送达 + 逾期未办结 + 未能服务）；未到约定时间的和申请人按时取消的不计。95 % 区间按 Wilson 法。',
    en: 'On time ÷ (done + open and overdue + unserved); what is not yet due and what whoever asked called off in time is left out. 95 % interval after Wilson.',
  },
  clickToDoor: {
    zh: '从提出到送达的分钟数，只计已送达的。',
    en: 'Minutes from opened to done, of those that are done.',
  },
} as const satisfies Record<string, Text>;

/** The figures of an outcome, each with its definition; an analyst is told nothing of fewer cases than the smallest cell. */
export function figuresOf(outcome: Outcome, least: Least): Omit<GridMetrics, 'grid'> {
  const told = outcome.opened >= least.count;
  const count = (key: CountKey): CountFigure => ({
    value: told ? outcome[key] : null,
    definition: definitions[key],
  });
  return {
    opened: count('opened'),
    served: count('served'),
    servedOnTime: count('servedOnTime'),
    openOverdue: count('openOverdue'),
    unserved: count('unserved'),
    handedToBackstop: count('handedToBackstop'),
    onTimeRate: rateOf(outcome, least),
    clickToDoor: durationOf(outcome.minutes, least),
  };
}

type CountKey = Exclude<keyof Outcome, 'minutes'>;

function rateOf(
  { servedOnTime, served, openOverdue, unserved }: Outcome,
  least: Least,
): RateFigure {
  const n = served + openOverdue + unserved;
  const definition = definitions.onTimeRate;
  if (n < least.figure || n === 0) {
    const told = n >= least.count;
    return {
      value: null,
      hits: told ? servedOnTime : null,
      n: told ? n : null,
      low: null,
      high: null,
      missing: Missing.TOO_FEW,
      definition,
    };
  }
  return {
    value: servedOnTime / n,
    hits: servedOnTime,
    n,
    ...wilson(servedOnTime, n),
    missing: null,
    definition,
  };
}

function durationOf(minutes: readonly number[], least: Least): MinutesFigure {
  const sorted = minutes.toSorted((a, b) => a - b);
  const quantiles = sorted.length ? [quantile(sorted, 0.5), quantile(sorted, 0.9)] : null;
  const told = minutesOf(sorted.length, quantiles, least);
  return Object.assign(new MinutesFigure(), told, { definition: definitions.clickToDoor });
}

/** Between two neighbours on a straight line, as the database does it. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

/** The outcomes of several grids as one. */
export const together = (outcomes: readonly Outcome[]): Outcome => ({
  opened: sum(outcomes, 'opened'),
  served: sum(outcomes, 'served'),
  servedOnTime: sum(outcomes, 'servedOnTime'),
  openOverdue: sum(outcomes, 'openOverdue'),
  unserved: sum(outcomes, 'unserved'),
  handedToBackstop: sum(outcomes, 'handedToBackstop'),
  minutes: outcomes.flatMap(({ minutes }) => minutes),
});

const sum = (outcomes: readonly Outcome[], key: CountKey): number =>
  outcomes.reduce((total, one) => total + one[key], 0);
