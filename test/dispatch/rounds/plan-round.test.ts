import * as fc from 'fast-check';
import type { Rider, Snapshot, Stop } from '../../../src/dispatch/model.ts';
import { makePolicy } from '../../../src/dispatch/policy.ts';
import { makeRider } from '../../../src/dispatch/rider.ts';
import { checkPlan } from '../../../src/dispatch/rounds/check-plan.ts';
import type { Progress } from '../../../src/dispatch/rounds/limits.ts';
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

test('a round is over before its rider goes off duty, and none begins afterwards', () => {
  const meals = mealRound(8, 1);
  const endingAt = (dutyEndsAt: number, change: Partial<Rider> = {}): Snapshot => ({
    ...meals,
    riders: meals.riders.map((rider) => ({ ...rider, ...change, dutyEndsAt })),
  });
  const short = endingAt(NOON + 50 * MINUTE);
  const plan = planRound(short, terms, limits);
  expect(checkPlan(short, plan, terms)).toEqual([]);
  expect(plan.routes).toHaveLength(1);
  expect(plan.unplanned.length).toBeGreaterThan(0);
  const parcel: Stop = {
    ...{ id: 'parcel', kind: 'OWN', at: canteen, approachSeconds: 0, serviceSeconds: 0 },
    ...{ notBefore: NOON + 60 * MINUTE, dueAt: NOON + 60 * MINUTE, loadChange: 0 },
  };
  const task = makeTask({
    ...{ id: 'on the spot', gridId: 'g4', openedAt: NOON, dueAt: NOON + 90 * MINUTE, load: 0 },
    dropoff: { at: canteen },
  });
  const unpromised = { ...endingAt(NOON + 60 * MINUTE, { route: [parcel] }), tasks: [task] };
  expect(planRound(unpromised, terms, limits).unplanned).toEqual([]);
  const late = { ...endingAt(NOON + 59 * MINUTE, { route: [parcel] }), tasks: [task] };
  expect(planRound(late, terms, limits).unplanned).toHaveLength(1);
});

test('what somebody is being asked for is left out, and says so', () => {
  const meals = mealRound(2, 2);
  const [one, other] = meals.riders as [Rider, Rider];
  const asked = { ...meals, riders: [{ ...one, pendingTaskId: 'meal 0' }, other] };
  const plan = planRound(asked, terms, limits);
  expect(checkPlan(asked, plan, terms)).toEqual([]);
  expect(plan.unplanned).toEqual([
    {
      taskId: 'meal 0',
      reasons: [
        {
          zh: '已有骑手被询问，等待答复。',
          en: 'A rider has been asked and has not answered yet.',
        },
      ],
    },
  ]);
});

test('what has no pickup goes on a round as well: it takes room from the start, and no time but the way to its door', () => {
  const errand = makeTask({
    ...{ id: 'errand', gridId: 'g4', openedAt: NOON, dueAt: NOON + 5 * MINUTE },
    dropoff: { at: [118.765, 31.975], approachSeconds: 300, serviceSeconds: 900 },
  });
  const withErrand = (meals: number): Snapshot => {
    const snapshot = mealRound(meals, 1);
    return { ...snapshot, tasks: [errand, ...snapshot.tasks] };
  };
  const plan = planRound(withErrand(3), terms, limits);
  expect(checkPlan(withErrand(3), plan, terms)).toEqual([]);
  expect(plan.unplanned).toEqual([]);
  expect(plan.routes[0]!.stops[0]).toEqual({
    ...{ taskId: 'errand', kind: 'DROPOFF', beginsAt: NOON + 5 * MINUTE },
  });
  const full = planRound(withErrand(8), terms, limits);
  expect(checkPlan(withErrand(8), full, terms)).toEqual([]);
  expect(full.unplanned).toHaveLength(1);
});

test('whoever looks on is told how far each phase is and what stands, and changes nothing by it', () => {
  const snapshot = mealRound(40, 7);
  const seen: Progress[] = [];
  const onProgress = (standing: Progress) => seen.push(standing);
  const plan = planRound(snapshot, terms, { ...limits, steps: 250, onProgress });
  expect(planRound(snapshot, terms, { ...limits, steps: 250 })).toEqual(plan);
  const { vehicles, unplanned, share, phase } = seen.at(-1)!;
  expect({ vehicles, unplanned, share, phase }).toEqual({
    ...{ vehicles: plan.routes.length, unplanned: 0, share: 1, phase: 'SHORTER' },
  });
  const shares = seen.filter((one) => one.phase === 'SHORTER').map((one) => one.share);
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
});
