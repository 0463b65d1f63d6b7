// The package is CommonJS whose names Node cannot see: all of it is its default export.
// oxlint-disable-next-line import/default
import rrule, { type Options } from 'rrule';
import { daysAfter, type Day } from './local-day.ts';

// oxlint-disable-next-line import/no-named-as-default-member
const { RRule } = rrule;

/**
 * What a rule may say, by its frequency: the parts of RFC 5545 that name days. Everything that names hours or ends the rule is
 * said by the plan itself; a day step beside a weekday is left out, since it may never meet one.
 */
const parts: Readonly<Record<string, readonly string[]>> = {
  DAILY: ['INTERVAL'],
  WEEKLY: ['INTERVAL', 'BYDAY', 'WKST'],
  MONTHLY: ['INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH'],
};
const STEP = 12;
/** A rule that names no day within so many days of its start is taken for a mistake. */
const PATIENCE_DAYS = 1_830;

/** Whether the rule is one a plan can follow from that day on. */
export function isFollowable(rule: string, from: Day): boolean {
  const said = rule.split(';').map((part) => part.split('='));
  const freq = said.find(([name]) => name === 'FREQ')?.[1] ?? '';
  const names = said.map(([name]) => name ?? '');
  if (new Set(names).size !== names.length || said.some((part) => part.length !== 2)) return false;
  if (!names.every((name) => (name === 'FREQ' ? parts[freq] : parts[freq]?.includes(name))))
    return false;
  const step = Number(said.find(([name]) => name === 'INTERVAL')?.[1] ?? 1);
  if (!Number.isInteger(step) || step < 1 || step > STEP) return false;
  return namesDays(rule, from);
}

function namesDays(rule: string, from: Day): boolean {
  try {
    return ruleDays({ rule, startsOn: from }, from, daysAfter(from, PATIENCE_DAYS)).length > 0;
  } catch {
    return false;
  }
}

/** The days a rule names between two days, both included, counted from the day it starts. */
export function ruleDays(
  { rule, startsOn }: { readonly rule: string; readonly startsOn: Day },
  from: Day,
  to: Day,
): Day[] {
  const options: Partial<Options> = { ...RRule.parseString(rule), dtstart: new Date(startsOn) };
  return new RRule(options, true)
    .between(new Date(from), new Date(to), true)
    .map((date) => date.toISOString().slice(0, 10));
}
