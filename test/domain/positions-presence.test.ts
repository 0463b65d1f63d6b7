import * as fc from 'fast-check';
import type { PlacedFix } from '../../src/domain/positions/pipeline.ts';
import { positionPolicy } from '../../src/domain/positions/policy.ts';
import {
  follow,
  type Moved,
  type Presence,
  type Stay,
} from '../../src/domain/positions/presence.ts';

/** So many metres east of the border between west and east, at that second. */
const at = (second: number, metres: number, accuracyM = 10): PlacedFix => ({
  at: [118.78, 31.98],
  deviceMs: second * 1000,
  accuracyM,
  place: { gridId: metres < 0 ? 'west' : 'east', depthM: Math.abs(metres), near: true },
});
const outside = (second: number, depthM: number): PlacedFix => ({
  ...at(second, 0),
  place: { gridId: null, depthM, near: true },
});
const walk = (fixes: readonly PlacedFix[]): Moved => follow(undefined, fixes, positionPolicy)!;
const stays = ({ begun }: Moved) =>
  begun.map(({ gridId, sinceMs, untilMs }) => [
    gridId,
    sinceMs / 1000,
    untilMs === null ? null : untilMs / 1000,
  ]);

test('whoever is seen first is counted at once, far beyond a border too', () => {
  expect(stays(walk([at(0, -100), at(5, -20), at(10, 30), at(15, 70)]))).toEqual([
    ['west', 0, 15],
    ['east', 15, null],
  ]);
});

test('near the border a while of sure positions is needed', () => {
  const near = [...Array(20).keys()].map((n) => at(5 + n * 5, 25));
  expect(stays(walk([at(0, -30), ...near]))).toEqual([
    ['west', 0, 65],
    ['east', 65, null],
  ]);
});

test('one position that may be on this side begins the while anew', () => {
  const near = [...Array(20).keys()].map((n) => at(5 + n * 5, n === 11 ? 5 : 25));
  expect(stays(walk([at(0, -30), ...near]))).toEqual([['west', 0, null]]);
});

test('whoever leaves the territory is in no grid, and is counted again on coming back', () => {
  expect(stays(walk([at(0, -90), outside(5, 20), outside(10, 100), at(20, 5)]))).toEqual([
    ['west', 0, 10],
    ['east', 20, null],
  ]);
});

test('silence ends a stay where it began', () => {
  expect(stays(walk([at(0, -90), at(5, -90), at(700, -90)]))).toEqual([
    ['west', 0, 5],
    ['west', 700, null],
  ]);
});

test('noise of 15 m along a border makes one change at most', () => {
  const hour = fc.array(fc.double({ min: -15, max: 15, noNaN: true }), {
    minLength: 720,
    maxLength: 720,
  });
  fc.assert(
    fc.property(hour, (noise) => {
      expect(
        walk(noise.map((metres, n) => at(n * 5, metres, 15))).begun.length,
      ).toBeLessThanOrEqual(2);
    }),
    { numRuns: 50 },
  );
});

test('noise with a deviation of 15 m that the device does not confess makes one change at most', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const fixes = normals(seed, 720).map((z, n) => at(n * 5, 15 * z, 5));
      expect(walk(fixes).begun.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 50, seed: 7 },
  );
});

/** So many draws from the normal distribution (mulberry32, Box–Muller). */
function normals(seed: number, count: number): number[] {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return [...Array(count)].map(
    () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

const walks = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: -200, max: 200 }),
      fc.constantFrom(5, 40),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    let second = 0;
    return steps.map(([pause, metres, accuracyM]) =>
      metres % 7 === 0
        ? outside((second += pause), Math.abs(metres))
        : at((second += pause), metres, accuracyM),
    );
  });

/** The stays as they stand in the table after one batch more. */
function after(table: readonly Stay[], { begun, endedMs }: Moved): Stay[] {
  const ended = table.map((stay) =>
    stay.untilMs === null && endedMs !== null ? { ...stay, untilMs: endedMs } : stay,
  );
  return [...ended, ...begun];
}

test('a walk told in pieces leaves the same stays as told at once, without gap of order or overlap', () => {
  fc.assert(
    fc.property(walks, fc.integer({ min: 1, max: 7 }), (fixes, size) => {
      let presence: Presence | undefined;
      let table: Stay[] = [];
      for (let from = 0; from < fixes.length; from += size) {
        const moved = follow(presence, fixes.slice(from, from + size), positionPolicy)!;
        table = after(table, moved);
        ({ presence } = moved);
      }
      const whole = walk(fixes);
      expect(table).toEqual(after([], whole));
      expect(presence).toEqual(whole.presence);
      for (const [index, { sinceMs, untilMs }] of table.entries()) {
        const next = table[index + 1];
        if (next) expect(untilMs).toBeLessThanOrEqual(next.sinceMs);
        expect(untilMs ?? Infinity).toBeGreaterThanOrEqual(sinceMs);
      }
    }),
  );
});
