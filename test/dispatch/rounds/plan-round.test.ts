import * as fc from 'fast-check';
import type { Snapshot } from '../../../src/dispatch/model.ts';
import { makePolicy } from '../../../src/dispatch/policy.ts';
import { makeRider } from '../../../src/dispatch/rider.ts';
import { checkPlan } from '../../../src/dispatch/rounds/check-plan.ts';
import { planRound } from '../../../src/dispatch/rounds/plan-round.ts';
import { makeSnapshot } from '../../../src/dispatch/snapshot.ts';
import { makeTask } from '../../../src/dispatch/task.ts';
import { crowFlies } from '../../../src/dispatch/travel.ts';
import type { LngLat } from '../../../src/geo/point.ts';
import { grids, NOON, town } from '../../support/town.ts';

const policy = makePolicy({});
const terms = { policy, travel: crowFlies(policy.detourFactor) };
const limits = { seed: 1, clock: () => 0, ms: 1, steps: 60 };
const MINUTE = 60_000;
const canteen: LngLat = [118.77, 31.98];

const mealRound = (elders: number, riders: number): Snapshot =>
  makeSnapshot({
    now: NOON,
    grids,
    tasks: Array.from({ length: elders }, (_, n) =>
      makeTask({
        id: `meal ${n}`,
        gridId: 'g4',
        openedAt: NOON,
        readyAt: NOON + 30 * MINUTE,
        dueAt: NOON + 120 * MINUTE,
        pickup: { at: canteen, serviceSeconds: 120 },
        dropoff: {
          at: [118.76 + (n % 7) / 500, 31.97 + (n % 9) / 500],
          serviceSeconds: 180,
        },
      }),
    ),
    riders: Array.from({ length: riders }, (_, n) =>
      makeRider({
        id: `rider ${n}`,
        at: [118.765 + n / 1000, 31.975],
        positionAt: NOON,
        capacity: 8,
        gridIds: ['g4'],
      }),
    ),
  });

test('rounds keep every rule of dispatching in any town', () => {
  fc.assert(
    fc.property(town, (snapshot) => {
      expect(checkPlan(snapshot, planRound(snapshot, terms, limits), terms)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('the order of the input does not matter, and a plan survives being stored', () => {
  fc.assert(
    fc.property(town, (snapshot) => {
      const plan = planRound(snapshot, terms, limits);
      const turned = {
        ...snapshot,
        tasks: snapshot.tasks.toReversed(),
        riders: snapshot.riders.toReversed(),
      };
      expect(planRound(turned, terms, limits)).toEqual(plan);
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    }),
    { numRuns: 50 },
  );
});

test('forty meals from one canteen go with five riders of eight boxes, on time', () => {
  const snapshot = mealRound(40, 7);
  const plan = planRound(snapshot, terms, { ...limits, steps: 150 });
  expect(checkPlan(snapshot, plan, terms)).toEqual([]);
  expect(plan.unplanned).toEqual([]);
  expect(plan.routes).toHaveLength(5);
  for (const { stops } of plan.routes) expect(stops[7]!.kind).toBe('PICKUP');
});

test('what does not fit says so in both languages', () => {
  const plan = planRound(mealRound(12, 1), terms, limits);
  expect(plan.unplanned).toHaveLength(4);
  expect(plan.unplanned[0]!.reasons[0]).toEqual({
    zh: '能送的骑手都已装满，或者赶不上。',
    en: 'Those who may do it are full, or would come too late.',
  });
});

test('a plan with a broken law is found', () => {
  const snapshot = mealRound(8, 2);
  const plan = planRound(snapshot, terms, limits);
  const [route] = plan.routes;
  const turned = { ...route!, stops: route!.stops.toReversed() };
  expect(checkPlan(snapshot, { ...plan, routes: [turned] }, terms).join()).toMatch(
    /before fetched/,
  );
  expect(checkPlan(snapshot, { ...plan, routes: [] }, terms)).toHaveLength(9);
});
