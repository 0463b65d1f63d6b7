import { array, assert, integer, nat, property, record, uniqueArray } from 'fast-check';
import { restFault, type Stretch } from '../../src/domain/shifts/rest.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Nanjing of 2 March 2026. */
const MIDNIGHT = Date.UTC(2026, 2, 1, 16);
const TODAY = Math.floor((MIDNIGHT + 8 * HOUR) / DAY);
const at = (day: number, fromHour: number, hours: number): Stretch => ({
  from: MIDNIGHT + day * DAY + fromHour * HOUR,
  until: MIDNIGHT + day * DAY + (fromHour + hours) * HOUR,
});
const rules = { limitMinutes: 660, daysInARow: 6, daysWorked: [] };

test('eleven hours fit into a day, a minute more does not, and it is said which day', () => {
  const others = [at(0, 6, 6)];
  expect(restFault({ ...rules, shift: at(0, 13, 5), others })).toBeUndefined();
  expect(restFault({ ...rules, shift: at(0, 13, 5.5), others })).toEqual({
    zh: '2026-03-02 排班将达 11.5 小时，一天最多 11 小时',
    en: '11.5 hours would be planned on 2026-03-02, 11 are the most of a day',
  });
});

test('a night is divided between its two days', () => {
  const others = [at(0, 8, 9), at(1, 8, 9)];
  expect(restFault({ ...rules, shift: at(0, 22, 4), others })).toBeUndefined();
  expect(restFault({ ...rules, shift: at(0, 22, 5), others })?.en).toMatch('2026-03-03');
});

test('six days on end are worked, not seven, whether worked already or planned', () => {
  const daysWorked = [1, 2, 3].map((n) => TODAY - n);
  const others = [at(1, 9, 2), at(2, 9, 2)];
  const shift = at(0, 9, 2);
  expect(restFault({ ...rules, shift, others, daysWorked })).toBeUndefined();
  expect(restFault({ ...rules, shift, others, daysWorked: [...daysWorked, TODAY - 4] })?.zh).toBe(
    '将连续工作 7 天，最多连续 6 天',
  );
  expect(restFault({ ...rules, shift, others: [at(2, 9, 2)], daysWorked })).toBeUndefined();
});

test('whatever is planned, a shift is refused exactly when a minute by minute count says so', () => {
  const stretch = record({
    day: integer({ min: -5, max: 5 }),
    from: nat(23),
    hours: integer({ min: 1, max: 12 }),
  }).map(({ day, from, hours }) => at(day, from, hours));
  const days = uniqueArray(integer({ min: TODAY - 8, max: TODAY + 8 }));
  const limits = record({
    limitMinutes: integer({ min: 60, max: 960 }),
    daysInARow: integer({ min: 1, max: 8 }),
  });
  assert(
    property(
      stretch,
      array(stretch, { maxLength: 6 }),
      days,
      limits,
      (shift, others, daysWorked, limit) => {
        const expected = brokenByCount({ shift, others, daysWorked, ...limit });
        expect(restFault({ shift, others, daysWorked, ...limit }) !== undefined).toBe(expected);
      },
    ),
  );
});

function brokenByCount({
  shift,
  others,
  daysWorked,
  limitMinutes,
  daysInARow,
}: Parameters<typeof restFault>[0]): boolean {
  const hours = new Map<number, number>();
  for (const { from, until } of [shift, ...others])
    for (let hour = from; hour < until; hour += HOUR) {
      const day = Math.floor((hour + 8 * HOUR) / DAY);
      hours.set(day, (hours.get(day) ?? 0) + 60);
    }
  const own = new Set<number>();
  for (let hour = shift.from; hour < shift.until; hour += HOUR)
    own.add(Math.floor((hour + 8 * HOUR) / DAY));
  if ([...own].some((day) => hours.get(day)! > limitMinutes)) return true;
  const worked = new Set([...hours.keys(), ...daysWorked]);
  return [...own].some((day) => {
    let [first, last] = [day, day];
    while (worked.has(first - 1)) first--;
    while (worked.has(last + 1)) last++;
    return last - first + 1 > daysInARow;
  });
}
