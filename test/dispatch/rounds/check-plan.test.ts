import { globSync, readFileSync } from 'node:fs';
import type { Rider, Snapshot, Stop, Task } from '../../../src/dispatch/model.ts';
import { defaultPolicy, makePolicy, type PolicyDraft } from '../../../src/dispatch/policy.ts';
import { makeRider } from '../../../src/dispatch/rider.ts';
import { checkPlan } from '../../../src/dispatch/rounds/check-plan.ts';
import type { RoundPlan, RoundStop } from '../../../src/dispatch/rounds/model.ts';
import { makeSnapshot } from '../../../src/dispatch/snapshot.ts';
import { makeTask } from '../../../src/dispatch/task.ts';
import type { LngLat } from '../../../src/geo/point.ts';
import { NOON } from '../../support/town.ts';

const MINUTE = 60_000;
const at = (minutes: number) => NOON + minutes * MINUTE;
const place = (index: number): LngLat => [118.7 + index / 1000, 32];
const [canteen, first, second, third] = [place(0), place(1), place(2), place(3)];

/** Ten minutes of way between any two places, one from kerb to door, two of service: everything below is reckoned by hand. */
const travel = (from: LngLat, to: LngLat) => (from[0] === to[0] ? 0 : 600);
const visit = (where: LngLat) => ({ at: where, approachSeconds: 60, serviceSeconds: 120 });

const meal = (id: string, door: LngLat): Task =>
  makeTask({
    id,
    gridId: 'g',
    openedAt: NOON,
    dueAt: at(90),
    pickup: visit(canteen),
    dropoff: visit(door),
  });
const own: Stop = {
  ...visit(third),
  id: 'parcel',
  kind: 'OWN',
  notBefore: NOON,
  dueAt: at(20),
  loadChange: 0,
};
const makeOne = (id: string, route: readonly Stop[] = []) =>
  makeRider({ id, at: place(9), positionAt: NOON, gridIds: ['g'], route });

const snapshot = makeSnapshot({
  now: NOON,
  riders: [makeOne('Wang', [own]), makeOne('Li')],
  tasks: [
    meal('A', first),
    meal('B', second),
    makeTask({ id: 'C', gridId: 'g', openedAt: NOON, dueAt: at(90), dropoff: visit(third) }),
  ],
});
const stop = (taskId: string, kind: RoundStop['kind'], minute: number): RoundStop => ({
  taskId,
  kind,
  beginsAt: at(minute),
});
// The parcel from 11 to 13, both meals handed over from 24 to 26, then a door each.
const stops = [
  stop('A', 'PICKUP', 24),
  stop('B', 'PICKUP', 24),
  stop('A', 'DROPOFF', 37),
  stop('B', 'DROPOFF', 50),
];
const left = { taskId: 'C', reasons: [{ zh: '没有骑手。', en: 'Nobody.' }] };
const right: RoundPlan = { routes: [{ riderId: 'Wang', stops }], unplanned: [left] };

const broken = (plan: RoundPlan, changed: Snapshot = snapshot, policy: PolicyDraft = {}) =>
  checkPlan(changed, plan, { policy: makePolicy(policy), travel });
const ridden = (...made: readonly RoundStop[]): RoundPlan => ({
  ...right,
  routes: [{ riderId: 'Wang', stops: made }],
});
const [fetchA, fetchB, bringA, bringB] = stops as [RoundStop, RoundStop, RoundStop, RoundStop];

test('a right plan breaks no law', () => {
  expect(broken(right)).toEqual([]);
});

test.each<[string, RoundPlan]>([
  ['Zhao is unknown', { ...right, routes: [{ riderId: 'Zhao', stops }] }],
  ['Wang has two routes', { ...right, routes: [...right.routes, ...right.routes] }],
  ['Li has a route without a stop', withLi()],
  ['C is lost', { ...right, unplanned: [] }],
  ['A is lost', ridden(fetchB, bringB)],
  ['C is left out twice', { ...right, unplanned: [left, left] }],
  [
    'A is on a route and left out as well',
    { ...right, unplanned: [left, { ...left, taskId: 'A' }] },
  ],
  ['C is left out without a reason', { ...right, unplanned: [{ ...left, reasons: [] }] }],
  ['D was not asked for', { ...right, unplanned: [left, { ...left, taskId: 'D' }] }],
  ['D was not asked for', ridden(...stops, stop('D', 'DROPOFF', 63))],
  ['parcel was not asked for', ridden(stop('parcel', 'DROPOFF', 11), ...stops)],
  ['A is fetched more than once', ridden(fetchA, ...stops)],
  ['A is brought more than once', ridden(...stops, stop('A', 'DROPOFF', 63))],
  ['A is never brought', ridden(fetchA, fetchB, stop('B', 'DROPOFF', 37))],
  ['A is never fetched', ridden(fetchB, bringA, bringB)],
  ['A is done by more than one rider', withLi(stop('A', 'DROPOFF', 11))],
  ['A is brought before it is fetched', ridden(bringA, fetchA, fetchB, bringB)],
  ['C is fetched though there is nothing to fetch', ridden(...stops, stop('C', 'PICKUP', 63))],
  ['B is brought at another instant than told', ridden(fetchA, fetchB, bringA, later(bringB, 1))],
  ['A is fetched at another instant than told', ridden(later(fetchA, -13), fetchB, bringA, bringB)],
])('%s', (law, plan) => {
  expect(broken(plan)).toContain(law);
});

test('what is fetched, never brought and said to be left out breaks three laws', () => {
  const plan = { ...ridden(fetchA, fetchB, stop('B', 'DROPOFF', 37)) };
  const laws = broken({ ...plan, unplanned: [left, { ...left, taskId: 'A' }] });
  expect(laws).toEqual(['A is never brought', 'A is on a route and left out as well']);
});

test.each<[string, Partial<Rider>]>([
  ['Wang for A: is not on duty', { duty: 'BREAK' }],
  ['Wang for A: is answering another offer', { pendingTaskId: 'X' }],
  ['Wang for A: has a stale position', { positionAt: at(-3) }],
  ['Wang for A: must rest', { workingSince: at(-240) }],
  ['Wang for A: has worked long enough today', { workedTodayMs: 11 * 60 * MINUTE }],
  ['Wang for A: is due a day of rest', { daysInARow: 6 }],
  ['Wang for A: has declined', { declinedTaskIds: ['A'] }],
  ['Wang for A: has been asked enough today', { offersToday: 30 }],
  ['Wang for A: has no room', { load: 3 }],
  ['Wang is overloaded on the way', { load: 3 }],
  ['Wang is not done when going off duty', { dutyEndsAt: at(52) - 1 }],
  ['Wang is not done when going off duty', { dutyEndsAt: at(20) }],
  ['A is fetched at another instant than told', { availableAt: at(1) }],
  ['A is fetched at another instant than told', { at: third }],
  ['A is fetched at another instant than told', { route: [] }],
])('%s, as a rider may have changed: %j', (law, change) => {
  expect(broken(right, { ...snapshot, riders: [{ ...snapshot.riders[0]!, ...change }] })).toContain(
    law,
  );
});

test.each<[string, Partial<Task>]>([
  ['Wang for A: is not the rider named', { pinnedRiderId: 'Li' }],
  ['Wang for A: is ruled out', { bannedRiderIds: ['Wang'] }],
  ['Wang for A: is not trusted enough', { minTrust: 2 }],
  ['Wang for A: lacks a skill', { needs: ['FIRST_AID'] }],
  ['Wang for A: has no room', { load: 4 }],
  ['A is fetched before it is ready', { readyAt: at(24) + 1 }],
  ['A is brought before its window', { windowStart: at(37) + 1 }],
  ['A is brought too late', { dueAt: at(37) - 1 }],
  ['A is brought too late', { latestAt: at(37) - 1 }],
  ['A is brought too late', { dueAt: at(-1), latestAt: at(36) }],
  [
    'A is brought at another instant than told',
    { pickup: { ...visit(canteen), serviceSeconds: 121 } },
  ],
  [
    'B is brought at another instant than told',
    { dropoff: { ...visit(first), serviceSeconds: 0 } },
  ],
  [
    'A is brought at another instant than told',
    { dropoff: { ...visit(first), approachSeconds: 0 } },
  ],
])('%s, as a task may have changed: %j', (law, change) => {
  const tasks = snapshot.tasks.map((task) => (task.id === 'A' ? { ...task, ...change } : task));
  expect(broken(right, { ...snapshot, tasks })).toContain(law);
});

test('what is late already may use the grace, and no more', () => {
  const late = (lateGraceMs: number) => {
    const tasks = snapshot.tasks.map((task) => ({ ...task, dueAt: at(-1) }));
    return broken(right, { ...snapshot, tasks }, { lateGraceMs });
  };
  expect(late(50 * MINUTE)).toEqual([]);
  expect(late(49 * MINUTE)).toEqual(['B is brought too late']);
});

test('what another rider is being asked for is not on a round', () => {
  const [wang, li] = snapshot.riders as [Rider, Rider];
  const asked = { ...snapshot, riders: [wang, { ...li, pendingTaskId: 'A' }] };
  expect(broken(right, asked)).toEqual(['Wang for A: is under offer already']);
});

test('a rider whose grids are not open to the task has no part in the round', () => {
  const far = Array.from({ length: 6 }, (_, index) => ({
    id: index === 0 ? 'g' : `g${index}`,
    neighbours: [index - 1, index + 1]
      .filter((one) => one >= 0 && one < 6)
      .map((one) => (one === 0 ? 'g' : `g${one}`)),
  }));
  const riders = snapshot.riders.map((rider) => ({ ...rider, gridIds: ['g5'] }));
  const laws = broken(right, { ...snapshot, grids: far, riders });
  expect(laws).toEqual([
    'Wang for A: is too many grids away',
    'Wang for B: is too many grids away',
  ]);
});

test('where load counts from the pickup, a rider may come back for more, but never carries too much', () => {
  const riders = [{ ...snapshot.riders[0]!, capacity: 1 }];
  const small = { ...snapshot, riders };
  const byTurns = ridden(fetchA, bringA, stop('B', 'PICKUP', 50), stop('B', 'DROPOFF', 63));
  expect(broken(byTurns, small, { loadCounts: 'FROM_PICKUP' })).toEqual([]);
  expect(broken(byTurns, small)).toContain('Wang for B: has no room');
  expect(broken(right, small, { loadCounts: 'FROM_PICKUP' })).toEqual([
    'Wang is overloaded on the way',
  ]);
});

test('what has no pickup is on board from the start', () => {
  const plan = { ...ridden(...stops, stop('C', 'DROPOFF', 63)), unplanned: [] };
  expect(broken(plan)).toEqual([]);
  const riders = [{ ...snapshot.riders[0]!, capacity: 2 }];
  expect(broken(plan, { ...snapshot, riders })).toContain('Wang is overloaded on the way');
});

test('the checker takes nothing but types from outside of checkers', () => {
  const files = globSync('src/dispatch/{rounds/check-*,check-offer}.ts');
  expect(files.length).toBeGreaterThan(4);
  const taken = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/^import (?!type )[^;]+from '([^']+)'/gm),
  ]);
  expect(
    taken.map(([, from]) => from).filter((from) => !/\/check-[a-z]+\.ts$/.test(from!)),
  ).toEqual([]);
});

test('where no way leads nobody arrives', () => {
  const nowhere = { policy: defaultPolicy, travel: () => Infinity };
  expect(checkPlan(snapshot, right, nowhere)).toContain('Wang never arrives');
});

function withLi(...made: readonly RoundStop[]): RoundPlan {
  return { ...right, routes: [...right.routes, { riderId: 'Li', stops: made }] };
}

function later(one: RoundStop, minutes: number): RoundStop {
  return { ...one, beginsAt: one.beginsAt + minutes * MINUTE };
}
