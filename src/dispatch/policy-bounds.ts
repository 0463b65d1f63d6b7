import { type Inspection, isWithin, type Range } from './invalid.ts';
import type { Policy, PolicyDraft } from './policy.ts';

/** What a number of a policy may be. */
interface Bound {
  readonly range: Range;
  readonly isWhole?: true;
}

type Bounds<T> = { readonly [Key in keyof T]: T[Key] extends number ? Bound : Choices<T[Key]> };
type Choices<T> = [T] extends [string] ? readonly T[] : Bounds<T>;

const YEAR_MS = 366 * 86_400_000;
const WEEK_MINUTES = 7 * 24 * 60;

const number = (least: number, most: number): Bound => ({ range: [least, most] });
const whole = (least: number, most: number): Bound => ({ range: [least, most], isWhole: true });
const milliseconds = number(0, YEAR_MS);
/** What is compared with the difference of two instants: a fraction would be lost on one side only. */
const wholeMs = whole(0, YEAR_MS);
const minutes = number(0, 1000);
/** So much per minute at most: with what may take a year, sums of costs stay exact to less than a millionth of a minute. */
const rate = number(0, 100);
const hops = whole(0, 1000);

/** The least and the most of every number by which the engine decides, and the words it knows. */
export const policyBounds: Bounds<Policy> = {
  version: whole(0, 2 ** 31 - 1),
  staleAfterMs: wholeMs,
  detourFactor: number(1, 10),
  paceFactor: number(0.1, 10),
  lateGraceMs: milliseconds,
  offerAheadMs: milliseconds,
  loadCounts: ['FROM_ACCEPTANCE', 'FROM_PICKUP'],
  offersPerDay: whole(0, 1_000_000),
  rest: {
    workMs: wholeMs,
    pauseMs: wholeMs,
    promptMs: wholeMs,
    limitMs: wholeMs,
    daysInARow: whole(1, 366),
  },
  territory: {
    firstHops: hops,
    urgentHops: hops,
    stepMs: number(1, YEAR_MS),
    everywhereHops: hops,
  },
  hold: { ms: wholeMs, minTasks: whole(0, 1_000_000), ridersPerTask: number(0, 1000) },
  // Above the highest tier nothing is urgent.
  urgentTier: whole(0, 4),
  maxWave: whole(1, 5),
  waveCostMinutes: number(0, WEEK_MINUTES),
  weights: {
    declineMinutes: minutes,
    added: rate,
    waiting: rate,
    late: rate,
    continuityMinutes: minutes,
    territoryPerHop: minutes,
    fairness: rate,
  },
  fairnessMaxMinutes: minutes,
  candidatesPerTask: whole(1, 10_000),
  exclusionsPerTask: whole(0, 10_000),
  maxBundle: whole(1, 4),
  commit: ['AT_ONCE', 'AT_DEPARTURE'],
  tellAheadMs: milliseconds,
  showAheadMs: milliseconds,
  ready: { hopedSpreads: number(0, 10), aheadSpreads: number(0, 10) },
  // Further apart than a large building nothing is one.
  bundle: { freshMs: milliseconds, sameBuildingM: number(0, 500), detourMs: milliseconds },
  search: { passes: whole(0, 100) },
};

/** Finds what a policy says that is out of its bounds, and names the engine does not know: they would change nothing, and nobody would know. */
export const inspectPolicy = (found: Inspection, draft: PolicyDraft): void =>
  inspectGroup(found, { field: '', said: draft, bounds: policyBounds });

interface Group {
  readonly field: string;
  readonly said: unknown;
  readonly bounds: object;
}

function inspectGroup(found: Inspection, { field, said, bounds }: Group): void {
  if (!found.record(field, said)) return;
  for (const [name, value] of Object.entries(said)) {
    const path = field ? `${field}.${name}` : name;
    const bound: unknown = Object.hasOwn(bounds, name) && Reflect.get(bounds, name);
    if (Array.isArray(bound)) found.oneOf(path, value, bound);
    else if (isBound(bound)) inspectNumber(found, path, { value, bound });
    else if (typeof bound === 'object' && bound !== null)
      inspectGroup(found, { field: path, said: value, bounds: bound });
    else found.require(false, path, { zh: '没有这一项', en: 'is no name the engine knows' });
  }
}

function inspectNumber(
  found: Inspection,
  path: string,
  { value, bound }: { readonly value: unknown; readonly bound: Bound },
): void {
  const { range, isWhole } = bound;
  const [least, most] = range;
  found.require(isWithin(value, range) && (!isWhole || Number.isInteger(value)), path, {
    zh: `应为 ${least} 到 ${most} 的${isWhole ? '整数' : '数'}`,
    en: `must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`,
  });
}

const isBound = (value: unknown): value is Bound =>
  typeof value === 'object' && value !== null && 'range' in value;
