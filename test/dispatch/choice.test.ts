import type { Rider, Stop, Task } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { makePolicy } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { alongRoads } from '../../src/dispatch/road-travel.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask, type TaskDraft } from '../../src/dispatch/task.ts';
import { crowFlies } from '../../src/dispatch/travel.ts';
import { Roads } from '../../src/geo/roads.ts';
import { NOON } from '../support/town.ts';

const MINUTE = 60_000;
/** Places along one street, a tenth of a degree is some 950 m. */
const along = (step: number) => [118.77 + step / 1000, 31.98] as const;
const rider = (id: string, step: number, more: Partial<Rider> = {}) =>
  makeRider({ id, at: along(step), positionAt: NOON, ...more });
const task = (id: string, step: number, more: Partial<TaskDraft> = {}): Task =>
  makeTask({
    id,
    gridId: 'g',
    openedAt: NOON,
    dueAt: NOON + 60 * MINUTE,
    dropoff: { at: along(step) },
    ...more,
  });
const decide = (riders: Rider[], tasks: Task[], policy = makePolicy({})) =>
  plan(makeSnapshot({ now: NOON, riders, tasks }), policy);
const asked = (found: ReturnType<typeof plan>) =>
  found.offers.map(({ taskIds, asked }) =>
    [...taskIds, ...asked.map(({ riderId }) => riderId)].join(' '),
  );
const stop = (id: string, step: number): Stop => ({
  id,
  kind: 'OWN',
  at: along(step),
  approachSeconds: 0,
  serviceSeconds: 0,
  notBefore: NOON,
  dueAt: NOON + 60 * MINUTE,
  loadChange: 0,
});

test('the nearest of equals is asked, and of equally near ones the lower id', () => {
  expect(asked(decide([rider('b', 5), rider('a', 9)], [task('t', 0)]))).toEqual(['t b']);
  expect(asked(decide([rider('b', 5), rider('a', -5)], [task('t', 0)]))).toEqual(['t a']);
});

test('who passes anyway goes before who is nearer but idle', () => {
  const passing = rider('passing', 20, { route: [stop('parcel', -10)] });
  const found = decide(
    [rider('nearer', 12), passing],
    [task('t', 0)],
    makePolicy({ weights: { waiting: 0 } }),
  );
  expect(asked(found)).toEqual(['t passing']);
  expect(found.offers[0]!.asked[0]!.insertion).toEqual({ dropoff: 0 });
  expect(found.explanations[0]!.summary.zh).toContain('1 名骑手更近，但合计代价更高或另有任务。');
});

test('two requests share two riders at the least cost together, not first come first served', () => {
  const found = decide([rider('a', 0), rider('b', 10)], [task('t', 4), task('u', -6)]);
  expect(asked(found)).toEqual(['t b', 'u a']);
});

test('what is urgent, and what is late already, goes before what is near', () => {
  const only = [rider('a', 0)];
  expect(asked(decide(only, [task('near', 1), task('urgent', 9, { tier: 2 })]))).toEqual([
    'urgent a',
  ]);
  const late = task('late', 9, { openedAt: NOON - 90 * MINUTE, dueAt: NOON - MINUTE });
  expect(asked(decide(only, [task('urgent', 1, { tier: 2 }), late]))).toEqual(['late a']);
  expect(asked(decide(only, [task('life', 9, { tier: 3 }), late]))).toEqual(['life a']);
});

test('a wave asks idle riders only, nearest first, never at the cost of another request', () => {
  const riders = [0, 2, 4, 6].map((step) => rider(`r${step}`, step));
  const urgent = task('urgent', 0, { tier: 2, waveSize: 3 });
  expect(asked(decide(riders, [urgent]))).toEqual(['urgent r0 r2 r4']);
  expect(asked(decide(riders, [urgent, task('other', 2)]))).toEqual([
    'other r2',
    'urgent r0 r4 r6',
  ]);
  expect(asked(decide(riders, [urgent], makePolicy({ maxWave: 2 })))).toEqual(['urgent r0 r2']);
  expect(asked(decide(riders, [urgent], makePolicy({ waveCostMinutes: 2 })))).toEqual([
    'urgent r0',
  ]);
});

test('a rider the elder knows is preferred by three minutes, no more', () => {
  const regular = { regularRiderIds: ['known'] };
  const near = rider('near', 2);
  expect(asked(decide([near, rider('known', 5)], [task('t', 0, regular)]))).toEqual(['t known']);
  expect(asked(decide([near, rider('known', 30)], [task('t', 0, regular)]))).toEqual(['t near']);
});

test('who has had less work is preferred, at a cost of three minutes at most', () => {
  const worked = { creditedMinutes: 300, availableMinutes: 600 };
  const idle = { creditedMinutes: 0, availableMinutes: 600 };
  const tasks = [task('t', 0)];
  expect(asked(decide([rider('worked', 2, worked), rider('idle', 5, idle)], tasks))).toEqual([
    't idle',
  ]);
  expect(asked(decide([rider('worked', 2, worked), rider('idle', 30, idle)], tasks))).toEqual([
    't worked',
  ]);
});

test('a decline that is likely counts as the delay it brings', () => {
  const fickle = rider('fickle', 2, { declineProbability: 0.8 });
  expect(asked(decide([fickle, rider('steady', 5)], [task('t', 0)]))).toEqual(['t steady']);
});

test('nothing is put before the frozen part of a route', () => {
  const bound = rider('bound', 20, { route: [stop('parcel', -10)], frozenStops: 1 });
  expect(decide([bound], [task('t', 0)]).offers[0]!.asked[0]!.insertion).toEqual({ dropoff: 1 });
});

test('the goods are picked up when ready, and the door is not knocked at before the window', () => {
  const meal = task('t', 10, {
    pickup: { at: along(1), approachSeconds: 60, serviceSeconds: 120 },
    readyAt: NOON + 10 * MINUTE,
    windowStart: NOON + 25 * MINUTE,
  });
  const [candidate] = decide([rider('a', 0)], [meal]).offers[0]!.asked;
  expect([candidate!.pickupAt, candidate!.arriveAt]).toEqual([
    NOON + 10 * MINUTE,
    NOON + 25 * MINUTE,
  ]);
});

test('a waiting request says how many each rule refuses', () => {
  const riders = [
    rider('a', 0, { duty: 'OFF' }),
    rider('b', 0, { duty: 'OFF' }),
    rider('c', 0, { capacity: 0 }),
  ];
  expect(decide(riders, [task('t', 0)]).waiting).toEqual([
    {
      taskId: 't',
      reasons: [
        {
          zh: '暂无可派骑手：2 名不在岗，1 名装不下。',
          en: 'No rider can be asked: 2 not on duty, 1 without room.',
        },
      ],
    },
  ]);
});

test('nearer riders who are refused are counted in the account of the choice', () => {
  const riders = [
    rider('off', 0, { duty: 'OFF' }),
    rider('full', 1, { capacity: 0 }),
    rider('far', 9),
  ];
  expect(decide(riders, [task('t', 0)]).explanations[0]!.summary).toEqual({
    zh: '询问 1 名骑手，最优者多走 4 分钟，约 4 分钟后到达。2 名骑手更近，但 1 名装不下，1 名不在岗。',
    en: '1 asked; the best is 4 min longer on the way and there in about 4 min. 2 riders are nearer, but: 1 without room, 1 not on duty.',
  });
});

describe('along the roads', () => {
  /** A river between two banks with one bridge far away. */
  const roads = new Roads({
    nodes: [along(0), along(2), along(40), [118.77, 31.981], [118.81, 31.981]],
    edges: [
      [0, 1, 190],
      [1, 2, 3600],
      [2, 4, 110],
      [4, 3, 3800],
    ],
  });
  const factors = { detourFactor: 1.35, paceFactor: 1 };
  const travel = alongRoads(roads, factors);
  const someone = { id: 'r', speedMps: 5 };

  test('the river is felt', () => {
    expect(travel(along(0), [118.77, 31.981], someone)).toBeCloseTo(
      (190 + 3600 + 110 + 3800) / 5,
      0,
    );
    expect(travel(along(0), along(2), someone)).toBeCloseTo(190 / 5, 6);
  });

  test('a rider on this bank is asked although one on the other is nearer as the crow flies', () => {
    const riders = [rider('other-bank', 0, { at: [118.77, 31.981] }), rider('this-bank', 2)];
    const town = makeSnapshot({ now: NOON, riders, tasks: [task('t', 0)] });
    expect(asked(plan(town, makePolicy({}), travel))).toEqual(['t this-bank']);
    expect(asked(plan(town))).toEqual(['t other-bank']);
  });

  test('within one stretch, and where no road leads, it is the straight line times the detour', () => {
    const straight = crowFlies(1.35);
    const [here, there] = [along(0.1), along(0.2)];
    expect(travel(here, there, someone)).toBe(straight(here, there, someone));
    const cut = alongRoads(new Roads({ nodes: [along(0), along(9)], edges: [] }), factors);
    expect(cut(along(0), along(9), someone)).toBe(straight(along(0), along(9), someone));
    const empty = alongRoads(new Roads({ nodes: [], edges: [] }), factors);
    expect(empty(here, there, someone)).toBe(straight(here, there, someone));
  });
});
