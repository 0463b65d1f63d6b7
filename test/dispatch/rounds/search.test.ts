import * as fc from 'fast-check';
import { InvalidModel } from '../../../src/dispatch/invalid.ts';
import type { Progress } from '../../../src/dispatch/rounds/limits.ts';
import { type RoundInput, roundProblem, type Visit } from '../../../src/dispatch/rounds/problem.ts';
import { bestOfAll, isBetter, type Worth } from './brute-rounds.ts';
import { lawsBroken, type RoundTown, roundTown, search } from './rounds-town.ts';

const worthOf = ({ routes, unplanned, length }: ReturnType<typeof search>): Worth => [
  unplanned.length,
  routes.filter((route) => route.length > 0).length,
  length,
];

test('rounds break no law in any town', () => {
  fc.assert(
    fc.property(roundTown({ jobs: 10, vehicles: 4 }), (town) => {
      expect(lawsBroken(town, search(town))).toEqual([]);
    }),
    { numRuns: 60, seed: 1 },
  );
});

const standing = (towns: readonly RoundTown[], steps: number) =>
  towns.map((town) => ({ best: bestOfAll(town.input), found: worthOf(search(town, { steps })) }));

test('of up to four jobs no other rounds do more, with fewer vehicles, on shorter ways', () => {
  const towns = fc.sample(roundTown({ jobs: 4, vehicles: 2 }), { numRuns: 60, seed: 1 });
  for (const { best, found } of standing(towns, 150)) {
    expect({ found, best, beaten: isBetter(best, found) }).toMatchObject({ beaten: false });
    expect(isBetter(found, best)).toBe(false);
  }
});

/** Measured: in 19 of 3,000 towns a way is missed, mostly one by fewer vehicles where not everything can be done. */
const MOST_MISSED = 0.02;

test('of up to six jobs and three vehicles the best of all rounds is found in 98 of 100 towns, and never outdone', () => {
  const towns = fc.sample(roundTown({ jobs: 6, vehicles: 3 }), { numRuns: 300, seed: 1 });
  const seen = standing(towns, 400);
  expect(seen.filter(({ best, found }) => isBetter(found, best))).toEqual([]);
  const missed = seen.filter(({ best, found }) => isBetter(best, found));
  expect(missed.length).toBeLessThanOrEqual(MOST_MISSED * seen.length);
});

test('the same seed and steps give the same rounds', () => {
  fc.assert(
    fc.property(roundTown({ jobs: 8, vehicles: 3 }), (town) => {
      expect(search(town)).toEqual(search(town));
    }),
    { numRuns: 10 },
  );
});

test('whoever looks on sees the search come to its end', () => {
  const [town] = fc.sample(roundTown({ jobs: 8, vehicles: 3 }), { numRuns: 1, seed: 7 });
  const seen: Progress[] = [];
  const found = search(town!, { onProgress: (now) => seen.push(now) });
  expect(seen.at(-1)).toEqual({
    phase: 'SHORTER',
    share: 1,
    vehicles: worthOf(found)[1],
    length: found.length,
    unplanned: found.unplanned.length,
  });
});

test('the search ends when the clock says so', () => {
  const [town] = fc.sample(roundTown({ jobs: 8, vehicles: 3 }), { numRuns: 1, seed: 8 });
  let asked = 0;
  const found = search(town!, { clock: () => asked++, ms: 50, steps: Infinity });
  expect(lawsBroken(town!, found)).toEqual([]);
  expect(asked).toBeLessThan(60);
});

test('nothing to do and nobody to do it are answered as well', () => {
  const nobody: RoundTown = {
    seed: 1,
    input: {
      jobs: [],
      vehicles: [],
      leg: () => 0,
      allows: () => true,
      kindOf: () => 0,
    },
  };
  expect(search(nobody)).toEqual({ routes: [], unplanned: [], length: 0 });
});

test.each<[string, (input: RoundInput) => RoundInput]>([
  ['a window that ends before it begins', (input) => withJob(input, { opensAt: 9, closesAt: 8 })],
  ['a negative service time', (input) => withJob(input, { service: -1 })],
  ['an instant that is none', (input) => withJob(input, { opensAt: NaN })],
  [
    'negative capacity',
    (input) => ({ ...input, vehicles: input.vehicles.map((one) => ({ ...one, capacity: -1 })) }),
  ],
  ['a way of no known length', (input) => ({ ...input, leg: () => NaN })],
])('%s is refused in both languages', (_, spoil) => {
  const [town] = fc.sample(roundTown({ jobs: 3, vehicles: 2 }), { numRuns: 1, seed: 9 });
  const problems = problemsOf(() => roundProblem(spoil(town!.input)));
  expect(problems.length).toBeGreaterThan(0);
  for (const { zh, en } of problems) expect([zh, en].every((text) => text.length > 3)).toBe(true);
});

const withJob = (input: RoundInput, changes: Partial<Visit>): RoundInput => ({
  ...input,
  jobs: input.jobs.map((job) => ({ ...job, pickup: { ...job.pickup, ...changes } })),
});

function problemsOf(make: () => unknown): InvalidModel['problems'] {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidModel) return error.problems;
    throw error;
  }
  return [];
}
