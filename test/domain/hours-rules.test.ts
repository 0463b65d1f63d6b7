import * as fc from 'fast-check';
import { servedInterval, sharesOf, unionSeconds } from '../../src/domain/hours/rules.ts';

const intervals = fc.array(
  fc
    .record({ from: fc.integer({ min: 0, max: 200 }), length: fc.integer({ min: 1, max: 60 }) })
    .map(({ from, length }) => ({ from, until: from + length })),
  { maxLength: 12 },
);

test('shares add up to the time that was served, second by second', () => {
  fc.assert(
    fc.property(intervals, (served) => {
      const seconds = Array.from({ length: 300 }, (_, at) => at).filter((at) =>
        served.some(({ from, until }) => from <= at && at < until),
      );
      const shares = sharesOf(served);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(seconds.length);
      expect(unionSeconds(served)).toBe(seconds.length);
      for (const [n, { from, until }] of served.entries()) {
        expect(shares[n]).toBeGreaterThanOrEqual(0);
        expect(shares[n]).toBeLessThanOrEqual(until - from);
      }
    }),
  );
});

test('two meals carried at once are one hour of service, not two', () => {
  expect(
    sharesOf([
      { from: 0, until: 1_800 },
      { from: 600, until: 2_400 },
    ]),
  ).toEqual([1_200, 1_200]);
});

test('a task counts from acceptance until done, at least a minute and at most what the kind may take', () => {
  expect(servedInterval(0, 1_500, 60)).toEqual({ from: 0, until: 1_500 });
  expect(servedInterval(0, 36_000, 60)).toEqual({ from: 32_400, until: 36_000 });
  expect(servedInterval(100, 105, 60)).toEqual({ from: 100, until: 160 });
});
