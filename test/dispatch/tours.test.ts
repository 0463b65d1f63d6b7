import { check } from '../../src/dispatch/check.ts';
import type { Plan, Snapshot } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { makePolicy, type PolicyDraft } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { crowFlies } from '../../src/dispatch/travel.ts';
import type { LngLat } from '../../src/geo/point.ts';
import { forEveryTown } from '../support/regressions.ts';
import { NOON } from '../support/town.ts';
import { toursTown } from './tours/tours-town.ts';

const MINUTE = 60_000;
const late: PolicyDraft = { maxBundle: 4, commit: 'AT_DEPARTURE', hold: { ms: 0 } };
const canteen: LngLat = [118.77, 31.98];

const canteenTown = toursTown({ riders: 9, tasks: 9 });

const laws = (snapshot: Snapshot, draft: PolicyDraft): string[] => {
  const policy = makePolicy(draft);
  const travel = crowFlies(policy.detourFactor);
  return check(snapshot, plan(snapshot, policy, travel), { policy, travel });
};

test.each<[string, PolicyDraft]>([
  ['late, in bundles', late],
  ['late, one by one', { ...late, maxBundle: 1 }],
  ['at once, in bundles', { ...late, commit: 'AT_ONCE' }],
  ['late, counting what is on board', { ...late, loadCounts: 'FROM_PICKUP' }],
  ['late, told half an hour ahead', { ...late, tellAheadMs: 30 * MINUTE }],
  ['late, shown an hour ahead', { ...late, showAheadMs: 60 * MINUTE }],
  ['late, shown nothing', { ...late, showAheadMs: 0 }],
  ['late, of one building', { ...late, bundle: { sameBuildingM: 30 } }],
  ['at once, of one building', { ...late, commit: 'AT_ONCE', bundle: { sameBuildingM: 30 } }],
  [
    'one building, counting what is on board',
    { ...late, loadCounts: 'FROM_PICKUP', bundle: { sameBuildingM: 30 } },
  ],
  [
    'one building, fresh for five minutes',
    { ...late, bundle: { sameBuildingM: 30, freshMs: 5 * MINUTE } },
  ],
  ['late, on the way', { ...late, bundle: { sameBuildingM: 30, detourMs: 5 * MINUTE } }],
  ['at once, on the way', { ...late, commit: 'AT_ONCE', bundle: { detourMs: 5 * MINUTE } }],
  ['fresh for five minutes', { ...late, bundle: { freshMs: 5 * MINUTE } }],
])('breaks no law: %s', (_name, draft) => {
  forEveryTown(canteenTown, (snapshot) => expect(laws(snapshot, draft)).toEqual([]));
});

test('does not depend on the order of the input', () => {
  const policy = makePolicy(late);
  forEveryTown(canteenTown, (snapshot) => {
    const turned = {
      ...snapshot,
      riders: snapshot.riders.toReversed(),
      tasks: snapshot.tasks.toReversed(),
    };
    expect(plan(turned, policy)).toEqual(plan(snapshot, policy));
  });
});

const meal = (id: string, readyIn: number, lat: number) =>
  makeTask({
    id,
    gridId: 'g',
    openedAt: NOON,
    readyAt: NOON + readyIn * MINUTE,
    dueAt: NOON + 60 * MINUTE,
    pickup: { at: canteen, serviceSeconds: 60 },
    dropoff: { at: [118.77, lat], serviceSeconds: 60 },
  });
const rider = makeRider({ id: 'r', at: [118.771, 31.981], positionAt: NOON });
const meals = [meal('a', 10, 31.99), meal('b', 10, 31.991), meal('c', 11, 31.992)];
const three = makeSnapshot({ now: NOON, riders: [rider], tasks: meals });
const policy = makePolicy({ ...late, tellAheadMs: 0, showAheadMs: 4 * MINUTE });

test('tells nobody before it is time to leave, then asks for all that is carried together', () => {
  const early = plan(three, policy);
  expect(early.offers).toEqual([]);
  const taskIds = ['a', 'b', 'c'];
  const { showAt, tellAt } = early.reserved![0]!.next!;
  expect(early.reserved).toEqual([{ riderId: 'r', taskIds, next: { taskIds, showAt, tellAt } }]);
  expect(early.wakeAt).toBe(showAt);
  expect(tellAt - showAt).toBe(4 * MINUTE);
  expect(tellAt).toBeGreaterThan(NOON + 10 * MINUTE);
  expect(tellAt).toBeLessThan(NOON + 11 * MINUTE);
  const now = tellAt;
  const fresh = { ...rider, positionAt: now };
  const shown = plan({ ...three, now: showAt, riders: [fresh] }, policy);
  expect(shown).toMatchObject({ offers: [], wakeAt: tellAt });

  const { offers, explanations } = plan({ ...three, now, riders: [fresh] }, policy);
  expect(offers.map(({ taskIds, asked }) => [taskIds, asked[0]!.pickupAt])).toEqual([
    [['a', 'b', 'c'], NOON + 11 * MINUTE],
  ]);
  expect(explanations[0]!.summary.zh).toContain('与另外 2 单一起送');
  expect(explanations[0]!.summary.en).toContain('together with 2 other tasks');
});

test.each([
  ['known', 0, 10, 0],
  ['known within two minutes', 2, 10, 6],
  ['known within eight minutes', 8, 10, 10],
])('goods %s: a free rider is told earlier, not before now', (_name, spread, readyIn, earlier) => {
  const tellAt = (readySpreadMs: number) => {
    const snapshot = { ...three, tasks: [{ ...meal('a', readyIn, 31.99), readySpreadMs }] };
    const { offers, reserved } = plan(snapshot, policy);
    return offers.length ? NOON : reserved![0]!.next!.tellAt;
  };
  const told = Math.max(NOON, tellAt(0) - earlier * MINUTE);
  expect(tellAt(spread * MINUTE)).toBe(told);
});

test('work without a pickup begins before the rider goes off duty', () => {
  const errand = makeTask({
    id: 'e',
    gridId: 'g',
    openedAt: NOON,
    dueAt: NOON + 60 * MINUTE,
    dropoff: { at: [118.77, 31.99], serviceSeconds: 60 },
  });
  const arrival = (more: object) => {
    const snapshot = makeSnapshot({ now: NOON, riders: [{ ...rider, ...more }], tasks: [errand] });
    const now = { ...policy, commit: 'AT_ONCE' as const };
    const decided = plan(snapshot, now);
    expect(check(snapshot, decided, { policy: now, travel: crowFlies(now.detourFactor) })).toEqual(
      [],
    );
    return decided.offers[0]?.asked[0]!.arriveAt;
  };
  const arriveAt = arrival({})!;
  expect(arriveAt).toBeGreaterThan(NOON);
  expect(arrival({ dutyEndsAt: arriveAt })).toBe(arriveAt);
  expect(arrival({ dutyEndsAt: arriveAt - 1 })).toBeUndefined();
});

test('for urgent work others who would be idle are asked beside the rider whose tour has it', () => {
  const box = { ...meal('box', 0, 31.99), tier: 2, waveSize: 3 };
  const riders = ['r', 's', 't', 'u'].map((id) => ({ ...rider, id }));
  const together = makePolicy({ ...late, commit: 'AT_ONCE' });
  const snapshot = makeSnapshot({ now: NOON, riders, tasks: [...meals.slice(0, 2), box] });
  const decided = plan(snapshot, together);
  expect(check(snapshot, decided, { policy: together, travel: crowFlies(1.35) })).toEqual([]);
  const sizes = decided.offers.map(({ taskIds, asked }) => [taskIds, asked.length]);
  expect(sizes.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
    [['a', 'b'], 1],
    [['box'], 3],
  ]);
});

test.each([
  ['AT_ONCE', 2],
  ['AT_ONCE', 3],
  ['AT_DEPARTURE', 2],
  ['AT_DEPARTURE', 3],
] as const)(
  '%s: what is of tier %d goes before meals, even those carried together',
  (commit, tier) => {
    const box = makeTask({
      id: 'box',
      gridId: 'g',
      openedAt: NOON,
      dueAt: NOON + 60 * MINUTE,
      dropoff: { at: [118.77, 32] },
      tier,
    });
    const ready = meals.map((one) => ({ ...one, readyAt: NOON, windowStart: NOON }));
    const snapshot = makeSnapshot({ now: NOON, riders: [rider], tasks: [...ready, box] });
    const by = makePolicy({ ...late, commit });
    const decided = plan(snapshot, by);
    expect(decided.offers.map(({ taskIds }) => taskIds)).toEqual([['box']]);
    const travel = crowFlies(by.detourFactor);
    expect(check(snapshot, decided, { policy: by, travel })).toEqual([]);
    const { offers, explanations } = plan({ ...snapshot, tasks: ready }, by);
    const wrong: Plan = {
      ...decided,
      offers,
      reserved: [],
      explanations: [...explanations, decided.explanations.find(({ taskId }) => taskId === 'box')!],
      waiting: [{ taskId: 'box', reasons: [{ zh: '无', en: 'none' }] }],
    };
    expect(check(snapshot, wrong, { policy: by, travel })).toEqual([
      'r could serve box, which waits',
    ]);
  },
);

test('what is fetched at one place joins before the pickup', () => {
  const [a, b] = meals;
  const way = [
    { ...a!.pickup!, id: 'a/pickup', kind: 'PICKUP', notBefore: a!.readyAt, loadChange: 1 },
    { ...a!.dropoff, id: 'a/dropoff', kind: 'DROPOFF', notBefore: a!.readyAt, loadChange: -1 },
  ] as const;
  const busy = {
    ...rider,
    at: canteen,
    positionAt: NOON + 10 * MINUTE,
    frozenStops: 1,
    route: way.map((stop) => ({ ...stop, taskId: 'a', dueAt: a!.dueAt })),
  };
  const joined = plan(
    makeSnapshot({ now: NOON + 10 * MINUTE, riders: [busy], tasks: [b!] }),
    policy,
  );
  expect(joined.offers[0]!.asked[0]!.way).toEqual([
    'a/pickup',
    'b/pickup',
    'a/dropoff',
    'b/dropoff',
  ]);
});

describe('the checker', () => {
  const now = plan(three, policy).reserved![0]!.next!.tellAt;
  const snapshot = { ...three, now, riders: [{ ...rider, positionAt: now }] };
  const right = plan(snapshot, policy);
  const [offer] = right.offers;
  const [asked] = offer!.asked;
  const travel = crowFlies(policy.detourFactor);
  const judged = (wrong: Partial<Plan>, by: PolicyDraft = late) =>
    check(snapshot, { ...right, ...wrong }, { policy: makePolicy(by), travel }).join('; ');
  const kept = (tellAt: number, next: object = {}) => ({
    reserved: [
      {
        riderId: 'r',
        taskIds: ['a'],
        next: { taskIds: ['a'], showAt: tellAt - 10 * MINUTE, tellAt, ...next },
      },
    ],
  });
  const onWay = (way: readonly string[]) => ({
    offers: [{ ...offer!, asked: [{ ...asked!, way }] }],
  });

  test('finds nothing wrong with a right plan', () => expect(judged({})).toBe(''));

  test.each<[string, Partial<Plan>, PolicyDraft?]>([
    ['cannot be offered together', {}, { ...late, maxBundle: 2 }],
    ['no longer fresh', {}, { ...late, bundle: { freshMs: MINUTE } }],
    ['leaves out or invents', onWay(asked!.way!.slice(1))],
    ['pick up before dropping off', onWay(asked!.way!.toReversed())],
    ['arrives by magic', { offers: [{ ...offer!, asked: [{ ...asked!, arriveAt: now }] }] }],
    ['kept for a rider without waiting', { reserved: [{ riderId: 'r', taskIds: ['a'] }] }],
    ['told too late', kept(now)],
    ['is forgotten', kept(now + 1)],
    ['is forgotten', { ...kept(now + 11 * MINUTE), wakeAt: now + 2 * MINUTE }],
    ['shown work too early or late', kept(now + 1, { showAt: now })],
    ['asked for what is not kept', kept(now + 1, { taskIds: ['b'] })],
    ['asked for what is not kept', kept(now + 1, { taskIds: [] })],
    ['without being on duty', { reserved: [{ riderId: 'x', taskIds: [] }] }],
  ])('finds: %s', (sentence, ...rest) => expect(judged(...rest)).toContain(sentence));
});
