import { check } from '../../../src/dispatch/check.ts';
import type { Task } from '../../../src/dispatch/model.ts';
import { plan } from '../../../src/dispatch/plan.ts';
import { makePolicy, type PolicyDraft } from '../../../src/dispatch/policy.ts';
import { replay } from '../../../src/dispatch/replay.ts';
import { makeRider } from '../../../src/dispatch/rider.ts';
import { stopsOf } from '../../../src/dispatch/route.ts';
import { makeSnapshot } from '../../../src/dispatch/snapshot.ts';
import { makeTask } from '../../../src/dispatch/task.ts';
import { crowFlies } from '../../../src/dispatch/travel.ts';
import type { LngLat } from '../../../src/geo/point.ts';
import { NOON } from '../../support/town.ts';

const MINUTE = 60_000;
const at = (metresEast: number, lat = 31.98): LngLat => [118.77 + metresEast / 94_000, lat];
const brought = (id: string, from: LngLat | undefined, to: LngLat) =>
  makeTask({
    id,
    gridId: 'g',
    openedAt: NOON,
    dueAt: NOON + 60 * MINUTE,
    ...(from && { pickup: { at: from, serviceSeconds: 60 } }),
    dropoff: { at: to, serviceSeconds: 60 },
  });
const rider = makeRider({ id: 'r', at: [118.771, 31.981], positionAt: NOON });
const house = at(0, 31.99);
const fetchedNear = [brought('a', at(0), house), brought('b', at(25), at(900, 31.99))];
const broughtNear = [brought('a', at(0), house), brought('b', at(300), at(25, 31.99))];
const errandsNear = [brought('a', undefined, at(0)), brought('b', undefined, at(25))];
const asked = (tasks: readonly Task[], bundle: PolicyDraft['bundle'] & object) => {
  const by = makePolicy({ maxBundle: 4, hold: { ms: 0 }, bundle });
  const travel = crowFlies(by.detourFactor);
  const snapshot = makeSnapshot({ now: NOON, riders: [rider], tasks });
  const decided = plan(snapshot, by, travel);
  expect(check(snapshot, decided, { policy: by, travel })).toEqual([]);
  const exact = { ...by, bundle: { ...by.bundle, sameBuildingM: 0, detourMs: 0 } };
  const together = decided.offers[0]!.taskIds;
  const foundOut = check(snapshot, decided, { policy: exact, travel }).join();
  expect(foundOut.includes('cannot be offered together')).toBe(together.length > 1);
  return { together, way: decided.offers[0]!.asked[0]!.way };
};

test.each([
  ['fetched', fetchedNear, ['a/pickup', 'b/pickup', 'a/dropoff', 'b/dropoff']],
  ['brought', broughtNear, ['a/pickup', 'b/pickup', 'a/dropoff', 'b/dropoff']],
  ['looked after', errandsNear, ['b/dropoff', 'a/dropoff']],
])(
  'what is %s in one building goes together, and only as far as the policy says',
  (_name, tasks, way) => {
    expect(asked(tasks, { sameBuildingM: 30 }).way).toEqual(way);
    expect(asked(tasks, { sameBuildingM: 20 }).together).toHaveLength(1);
    expect(asked(tasks, { sameBuildingM: 0 }).together).toHaveLength(1);
  },
);

test('what is fetched apart is fresh from where the first of it was fetched', () => {
  const fresh = (minutes: number) =>
    asked(broughtNear, { sameBuildingM: 30, freshMs: minutes * MINUTE }).together.length;
  expect([fresh(9), fresh(8)]).toEqual([2, 1]);
});

test('places each near to a third, but not to each other, are not one building', () => {
  const three = [0, 25, 50].map((metres, index) =>
    brought(`${index}`, at(metres), at(300 * index, 31.99)),
  );
  expect(asked(three, { sameBuildingM: 30 }).together).toHaveLength(2);
  expect(asked(three, { sameBuildingM: 60 }).together).toHaveLength(3);
});

describe('what is fetched and brought apart', () => {
  // Some two minutes from shop to shop, and from door to door.
  const onOneWay = [
    brought('a', at(0), at(0, 31.995)),
    brought('b', at(0, 31.984), at(0, 31.999)),
    brought('c', at(2500), at(2500, 31.995)),
  ];
  const minutes = (detour: number) =>
    asked(onOneWay, { sameBuildingM: 0, detourMs: detour * MINUTE });

  test('goes together when it is on one way, and only as far as the policy says', () => {
    expect(minutes(5).way).toEqual(['a/pickup', 'b/pickup', 'a/dropoff', 'b/dropoff']);
    expect(minutes(0).together).toHaveLength(1);
    expect(minutes(0.5).together).toHaveLength(1);
  });

  test('is found out when it is not on the way of the others', () => {
    const by = makePolicy({ maxBundle: 4, hold: { ms: 0 }, bundle: { detourMs: 5 * MINUTE } });
    const travel = crowFlies(by.detourFactor);
    const snapshot = makeSnapshot({ now: NOON, riders: [rider], tasks: onOneWay });
    const strict = { ...by, bundle: { ...by.bundle, detourMs: MINUTE / 2 } };
    const found = check(snapshot, plan(snapshot, by, travel), { policy: strict, travel });
    expect(found.join()).toContain('is not on the way of the others');
  });
});

test('what joins a promise on its way to the same house is fetched after it', () => {
  const [a, b] = broughtNear;
  const stops = stopsOf(a!);
  const busy = { ...rider, at: at(0), load: 0, route: stops, frozenStops: 1 };
  const by = makePolicy({
    maxBundle: 4,
    commit: 'AT_DEPARTURE',
    bundle: { sameBuildingM: 30 },
    tellAheadMs: 30 * MINUTE,
  });
  const snapshot = makeSnapshot({ now: NOON, riders: [busy], tasks: [b!] });
  const decided = plan(snapshot, by);
  expect(decided.offers[0]!.asked[0]!.way!.slice(0, 2)).toEqual(['a/pickup', 'b/pickup']);
  expect(check(snapshot, decided, { policy: by, travel: crowFlies(by.detourFactor) })).toEqual([]);
});

test('a policy stored before there were these numbers decides as it did then', () => {
  const bundle = { freshMs: 40 * MINUTE };
  for (const tasks of [fetchedNear, broughtNear, errandsNear]) {
    const snapshot = makeSnapshot({ now: NOON, riders: [rider], tasks });
    const answer = replay({ snapshot, policy: { maxBundle: 4, hold: { ms: 0 }, bundle } }, 'a');
    expect(answer!.explanation.together).toBeUndefined();
  }
});
