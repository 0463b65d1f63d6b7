import * as fc from 'fast-check';
import { sift, stages, type Known, type PlacedFix } from '../../src/domain/positions/pipeline.ts';
import { positionPolicy } from '../../src/domain/positions/policy.ts';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const HOUR = 3_600_000;
const inside = { gridId: 'a', depthM: null, near: true };
const fix = (more: Partial<PlacedFix> = {}): PlacedFix => ({
  at: [118.78, 31.98],
  deviceMs: NOW - 1_000,
  accuracyM: 10,
  place: inside,
  ...more,
});
const known = (more: Partial<Known> = {}): Known => ({
  nowMs: NOW,
  policy: positionPolicy,
  duty: [{ fromMs: NOW - 8 * HOUR, untilMs: null }],
  kept: [],
  ...more,
});

test.each([
  ['FUTURE', fix({ deviceMs: NOW + 60_001 }), {}],
  ['PAST', fix({ deviceMs: NOW - 24 * HOUR - 1 }), {}],
  ['PAST', fix({ deviceMs: NaN }), {}],
  ['DUPLICATE', fix(), { kept: [fix()] }],
  ['ZERO', fix({ at: [0, 0] }), {}],
  ['INACCURATE', fix({ accuracyM: 1_001 }), {}],
  ['INACCURATE', fix({ accuracyM: -1 }), {}],
  ['INACCURATE', fix({ accuracyM: NaN }), {}],
  ['IMPOSSIBLE_SPEED', fix({ at: [118.8, 31.98] }), { kept: [fix({ deviceMs: NOW - 6_000 })] }],
  ['OFF_DUTY', fix({ deviceMs: NOW - 9 * HOUR }), {}],
  ['OFF_DUTY', fix(), { duty: [{ fromMs: NOW - HOUR, untilMs: NOW - 1_000 }] }],
  ['OUT_OF_AREA', fix({ place: { gridId: null, depthM: 9_000, near: false } }), {}],
] as const)('%s drops what it is for', (stage, dropped, more: Partial<Known>) => {
  const { accepted, dropped: by } = sift([dropped], known(more));
  expect([accepted.length, ...by]).toEqual([0, [stage, 1]]);
});

test('a stage has a name of its own and is said in both languages', () => {
  expect(new Set(stages.map(({ name }) => name)).size).toBe(8);
  for (const { label } of stages) expect([label.zh, label.en]).not.toContain('');
});

test('a place that was wrong once does not hold anybody for ever', () => {
  const astray = fix({ at: [118.9, 31.98], deviceMs: NOW - 600_000 });
  const batch = [0, 1, 2, 3, 4, 5, 6].map((n) => fix({ deviceMs: NOW - 590_000 + n * 60_000 }));
  const { accepted } = sift(batch, known({ kept: [astray] }));
  expect(accepted.length).toBeGreaterThan(0);
});

/** A batch with everything in it that can be wrong. */
const batches = fc.array(
  fc.record({
    deviceMs: fc.integer({ min: NOW - 26 * HOUR, max: NOW + 120_000 }).map((ms) => ms - (ms % 500)),
    accuracyM: fc.constantFrom(-1, 3, 15, 400, 2_000),
    at: fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
      .map(([x, y]): [number, number] =>
        x + y === 0 ? [0, 0] : [118.7 + x / 400, 31.9 + y / 400],
      ),
    place: fc.constantFrom(
      inside,
      { gridId: null, depthM: 90, near: true },
      { gridId: null, depthM: 9_000, near: false },
    ),
  }),
  { maxLength: 40 },
);

test('the order of a batch does not matter', () => {
  fc.assert(
    fc.property(
      batches.chain((batch) =>
        fc.tuple(fc.constant(batch), fc.shuffledSubarray(batch, { minLength: batch.length })),
      ),
      ([batch, shuffled]) => {
        expect(sift(shuffled, known())).toEqual(sift(batch, known()));
      },
    ),
  );
});

test('a batch told again is known, and nothing of it is kept twice', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const first = sift(batch, known());
      const again = sift(batch, known({ kept: first.accepted }));
      expect(again.accepted).toEqual([]);
      const count = (of: typeof first) =>
        [...of.dropped.values()].reduce((sum, n) => sum + n, of.accepted.length);
      expect(count(first)).toBe(batch.length);
      expect(count(again)).toBe(batch.length);
    }),
  );
});

test('whatever is kept was measured on duty, in time, by no ghost', () => {
  const spans = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 1, max: 5 })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(batches, spans, (batch, drawn) => {
      const duty = drawn.map(([from, hours]) => ({
        fromMs: NOW - from * HOUR,
        untilMs: NOW - (from - hours) * HOUR,
      }));
      for (const { deviceMs, accuracyM, place } of sift(batch, known({ duty })).accepted) {
        expect(duty.some(({ fromMs, untilMs }) => fromMs <= deviceMs && deviceMs < untilMs)).toBe(
          true,
        );
        expect(deviceMs).toBeLessThanOrEqual(NOW + positionPolicy.aheadMs);
        expect(accuracyM).toBeGreaterThanOrEqual(0);
        expect(place.near).toBe(true);
      }
    }),
  );
});
