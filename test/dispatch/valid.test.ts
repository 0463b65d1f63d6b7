import * as fc from 'fast-check';
import { check } from '../../src/dispatch/check.ts';
import { InvalidModel } from '../../src/dispatch/invalid.ts';
import type { Plan, Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { makePolicy } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { crowFlies } from '../../src/dispatch/travel.ts';
import { townOf } from '../support/town.ts';

const TOWNS = 1000;
const policies = [
  makePolicy({}),
  makePolicy({ maxBundle: 4, commit: 'AT_DEPARTURE', hold: { ms: 0 } }),
];

const wild = fc.oneof(
  fc.constantFrom(NaN, Infinity, -Infinity, -1, 0, 1e-300, 1e300, Number.MAX_VALUE, -0),
  fc.double(),
  fc.integer(),
);
/** One field of a rider or a task turned into anything a number can be. */
const spoiling = fc.record({
  field: fc.constantFrom(
    ...([
      'capacity',
      'load',
      'speedMps',
      'availableAt',
      'positionAt',
      'dutyEndsAt',
      'creditedMinutes',
    ] as const),
    ...([
      'availableMinutes',
      'declineProbability',
      'readyAt',
      'windowStart',
      'dueAt',
      'latestAt',
    ] as const),
    ...(['openedAt', 'minTrust', 'tier', 'waveSize', 'at', 'dropoff', 'gridId'] as const),
  ),
  value: wild,
});
type Spoiling = typeof spoiling extends fc.Arbitrary<infer T> ? T : never;

function spoilt<T extends Rider | Task>(one: T, { field, value }: Spoiling): T {
  if (!(field in one)) return one;
  if (field === 'at') return { ...one, at: [value, 31.98] };
  if (field === 'dropoff')
    return {
      ...one,
      dropoff: { at: [118.77, 31.98], approachSeconds: value, serviceSeconds: value },
    };
  return { ...one, [field]: field === 'gridId' ? `g${value}` : value };
}

/** The town as the constructors let it through, or undefined when they refuse. */
function accepted({ riders, tasks, ...rest }: Snapshot, change: Spoiling): Snapshot | undefined {
  try {
    return makeSnapshot({
      ...rest,
      riders: riders.map((rider) => makeRider(spoilt(rider, change))),
      tasks: tasks.map((task) => makeTask(spoilt(task, change))),
    });
  } catch (error) {
    if (error instanceof InvalidModel) return undefined;
    throw error;
  }
}

const figuresOf = ({ explanations }: Plan): number[] =>
  explanations.flatMap(({ candidates }) =>
    candidates.flatMap(({ costMinutes, terms, arriveAt, addedMs, distanceM }) => [
      costMinutes,
      arriveAt,
      addedMs,
      distanceM,
      ...Object.values(terms),
    ]),
  );

test('whatever numbers the constructors let through, a plan is made and every figure in it is finite', () => {
  fc.assert(
    fc.property(townOf(4), spoiling, (town, change) => {
      const snapshot = accepted(town, change);
      if (!snapshot) return;
      for (const policy of policies)
        expect(figuresOf(plan(snapshot, policy)).filter((one) => !Number.isFinite(one))).toEqual(
          [],
        );
    }),
    { numRuns: TOWNS },
  );
});

test('in a thousand towns a plan breaks no law and survives being stored', () => {
  fc.assert(
    fc.property(townOf(6), fc.constantFrom(...policies), (snapshot, policy) => {
      const travel = crowFlies(policy.detourFactor);
      const answer = plan(snapshot, policy, travel);
      const stored = JSON.parse(JSON.stringify(answer)) as Plan;
      expect(check(snapshot, stored, { policy, travel })).toEqual([]);
      expect(stored).toEqual(answer);
    }),
    { numRuns: TOWNS },
  );
});
