import * as fc from 'fast-check';
import {
  InvalidGridCode,
  isGridCode,
  nextGridCode,
  parseGridCode,
} from '../../src/geo/grid-code.ts';
import { forEvery } from '../support/arbitraries.ts';

const COMMUNITY = '320114007001';

test('a code tells its county, street, community and number', () => {
  expect(parseGridCode('320114007001012')).toEqual({
    code: '320114007001012',
    county: '320114',
    street: '320114007',
    community: COMMUNITY,
    number: 12,
  });
});

test.each([
  '',
  '32011400700101',
  '3201140070010123',
  '32011400700101a',
  '990114007001012',
  '320114000001001',
  '320114007000001',
  '320114007001000',
  320114007001012,
])('%p is refused', (text) => {
  expect(isGridCode(text)).toBe(false);
  expect(() => parseGridCode(text)).toThrow(InvalidGridCode);
});

test('the next code is the lowest free one', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 999 }));
  forEvery(numbers, (taken) => {
    const next = nextGridCode(
      COMMUNITY,
      taken.map((number) => `${COMMUNITY}${String(number).padStart(3, '0')}`),
    );
    const { number } = parseGridCode(next!);
    expect(taken).not.toContain(number);
    for (let lower = 1; lower < number; lower++) expect(taken).toContain(lower);
  });
});

test('a full community has no next code', () => {
  const all = Array.from(
    { length: 999 },
    (_, i) => `${COMMUNITY}${String(i + 1).padStart(3, '0')}`,
  );
  expect(nextGridCode(COMMUNITY, all)).toBeUndefined();
  expect(nextGridCode(COMMUNITY, all.slice(1))).toBe(all[0]);
});
