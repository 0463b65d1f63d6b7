import * as fc from 'fast-check';
import { daysAfter, instantOf, isDay, minuteOf, timeOf } from '../../src/domain/plans/local-day.ts';
import { isFollowable } from '../../src/domain/plans/recurrence.ts';
import {
  occurrencesBetween,
  type Absence,
  type Exception,
  type Timetable,
} from '../../src/domain/plans/rules.ts';

const FROM = '2026-01-01';
const day = fc.integer({ min: 0, max: 120 }).map((n) => daysAfter(FROM, n));
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

interface Sketch {
  readonly rule: string;
  /** Said again without the library. */
  readonly names: (day: string, startsOn: string) => boolean;
}

const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const sketch: fc.Arbitrary<Sketch> = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((step) => ({
    rule: `FREQ=DAILY;INTERVAL=${step}`,
    names: (on: string, startsOn: string) => between(startsOn, on) % step === 0,
  })),
  fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }).map((days) => ({
    rule: `FREQ=WEEKLY;BYDAY=${days.map((n) => weekdays[n]).join(',')}`,
    names: (on: string) => days.includes(new Date(on).getUTCDay()),
  })),
  fc.integer({ min: 1, max: 31 }).map((n) => ({
    rule: `FREQ=MONTHLY;BYMONTHDAY=${n}`,
    names: (on: string) => Number(on.slice(8)) === n,
  })),
  fc.integer({ min: 0, max: 6 }).map((weekday) => ({
    rule: `FREQ=MONTHLY;BYDAY=1${weekdays[weekday]}`,
    names: (on: string) => new Date(on).getUTCDay() === weekday && Number(on.slice(8)) <= 7,
  })),
);
const exception: fc.Arbitrary<Exception> = fc
  .record({
    residentId: fc.constantFrom(null, 'a', 'b'),
    kind: fc.constantFrom('SKIP' as const, 'MOVE' as const, 'EXTRA' as const),
    on: day,
    by: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ by, ...said }) => ({
    ...said,
    to: said.kind === 'MOVE' ? daysAfter(said.on, by) : null,
  }));
const absence: fc.Arbitrary<Absence> = fc
  .record({ from: day, days: fc.option(fc.integer({ min: 0, max: 30 })), lifted: fc.option(day) })
  .map(({ from, days, lifted }) => ({
    from,
    until: days === null ? null : daysAfter(from, days),
    liftedAt: lifted === null ? null : instantOf(lifted, 600),
  }));

/** Day by day, as somebody with a calendar and a pencil would do it. */
function byHand(
  { names, plan }: { names: Sketch['names']; plan: Timetable },
  {
    exceptions,
    holidays,
    absences,
  }: { exceptions: Exception[]; holidays: Set<string>; absences: Absence[] },
  to: string,
): string[] {
  const served = new Set<string>();
  for (let n = -100; n <= 320; n++) {
    const on = daysAfter(FROM, n);
    if (on < plan.startsOn || (plan.endsOn && on > plan.endsOn) || !names(on, plan.startsOn))
      continue;
    let other = on;
    while (holidays.has(other) && plan.onHoliday !== 'SERVE' && other !== '')
      other =
        plan.onHoliday === 'SKIP' ? '' : daysAfter(other, plan.onHoliday === 'AFTER' ? 1 : -1);
    if (other) served.add(other);
  }
  const before = new Set(served);
  const ruling = (on: string) =>
    exceptions.find((said) => said.on === on && said.residentId === 'a') ??
    exceptions.find((said) => said.on === on && said.residentId === null);
  const days = Array.from({ length: 321 }, (_, n) => daysAfter(FROM, n));
  for (const on of days) if (['SKIP', 'MOVE'].includes(ruling(on)?.kind ?? '')) served.delete(on);
  for (const on of days) {
    const said = ruling(on);
    if (said?.kind === 'MOVE' && before.has(on)) served.add(said.to!);
    if (said?.kind === 'EXTRA') served.add(on);
  }
  return days.filter((on) => {
    const away = absences.some(
      (one) =>
        on >= one.from &&
        on <= (one.until ?? '9999') &&
        !(one.liftedAt && one.liftedAt < instantOf(on, plan.dueMinute)),
    );
    return served.has(on) && on <= to && !away;
  });
}

test('the days of a plan are those a calendar and a pencil would give', () => {
  fc.assert(
    fc.property(
      sketch,
      fc.record({
        startsOn: day,
        length: fc.option(fc.integer({ min: 0, max: 100 })),
        onHoliday: fc.constantFrom(
          'SERVE' as const,
          'SKIP' as const,
          'BEFORE' as const,
          'AFTER' as const,
        ),
        exceptions: fc.uniqueArray(exception, {
          maxLength: 8,
          selector: ({ residentId, on }) => `${residentId} ${on}`,
        }),
        holidays: fc.uniqueArray(day, { maxLength: 6 }),
        absences: fc.array(absence, { maxLength: 2 }),
      }),
      (
        { rule, names },
        { startsOn, length, onHoliday, exceptions, holidays: listed, absences },
      ) => {
        const endsOn = length === null ? null : daysAfter(startsOn, length);
        const plan = { rule, startsOn, endsOn, readyMinute: 630, dueMinute: 720, onHoliday };
        const holidays = new Set(listed);
        const to = daysAfter(FROM, 150);
        const calendar = { exceptions, holidays, absences };
        const days = occurrencesBetween({ plan, residentId: 'a', calendar }, FROM, to);
        expect(days).toEqual(byHand({ names, plan }, calendar, to));
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['FREQ=DAILY', true],
  ['FREQ=WEEKLY;BYDAY=MO,WE,FR', true],
  ['FREQ=MONTHLY;BYDAY=1MO', true],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', true],
  ['FREQ=DAILY;INTERVAL=7;BYDAY=MO', false],
  ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', false],
  ['FREQ=HOURLY', false],
  ['FREQ=DAILY;BYHOUR=11', false],
  ['FREQ=DAILY;COUNT=3', false],
  ['FREQ=DAILY;INTERVAL=0', false],
  ['FREQ=DAILY;FREQ=WEEKLY', false],
  ['FREQ=WEEKLY;BYDAY=XX', false],
  ['DAILY', false],
  ['', false],
])('%s can be followed: %s', (rule, followable) => {
  expect(isFollowable(rule, '2026-03-02')).toBe(followable);
});

test('days and minutes are those of the street', () => {
  expect(instantOf('2026-03-02', 690).toISOString()).toBe('2026-03-02T03:30:00.000Z');
  expect([minuteOf('11:30'), minuteOf('24:00'), minuteOf('24:01'), minuteOf('noon')]).toEqual([
    690,
    1440,
    undefined,
    undefined,
  ]);
  expect(timeOf(545)).toBe('09:05');
  expect([isDay('2026-02-29'), isDay('2028-02-29'), isDay('today')]).toEqual([false, true, false]);
});
