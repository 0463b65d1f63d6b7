import * as fc from 'fast-check';
import { check } from '../../src/dispatch/check.ts';
import { InvalidModel } from '../../src/dispatch/invalid.ts';
import type { Plan, Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { defaultPolicy, makePolicy } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { crowFlies } from '../../src/dispatch/travel.ts';
import { anyPolicy, policyFields, saying } from '../support/policies.ts';
import { forEveryPolicy } from '../support/regressions.ts';
import { NOON, townOf } from '../support/town.ts';

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
  forEveryPolicy(
    fc.tuple(townOf(6), fc.constantFrom(...policies)),
    (snapshot, policy) => {
      const travel = crowFlies(policy.detourFactor);
      const answer = plan(snapshot, policy, travel);
      const stored = JSON.parse(JSON.stringify(answer)) as Plan;
      expect(check(snapshot, stored, { policy, travel })).toEqual([]);
      expect(stored).toEqual(answer);
    },
    TOWNS,
  );
});

/** What is no value of a field, by what the field holds; what is undefined is spoilt as well, unless it may be absent. */
const never = [null, [], {}, NaN, new Date(NOON), true];
const wrongs = {
  amount: [...never, '2', Infinity, -1, 1e300],
  count: [...never, '2', Infinity, -1, 0.5, 1e300],
  share: [...never, '0.2', Infinity, -1, 1],
  speed: [...never, '5', Infinity, -1, 0],
  step: [...never, '2', Infinity, -1, 0.5, 99],
  time: [...never, String(NOON), Infinity, -Infinity, 1e300],
  id: [...never, '', 5],
  word: [...never, '', 'MAYBE', 5],
  ids: [null, 'ab', {}, NaN, 3, -1, [''], [3], [null], new Set(['a'])],
  place: [null, 'here', {}, [], [118.77], ['118.77', '31.98'], [NaN, 31], [181, 31], [118, 31, 5]],
  visit: [null, 'here', [], {}, 5, NaN],
  list: [null, 'ab', {}, 5, NaN, [null], ['a'], [5], [[]]],
} as const;
type Kind = keyof typeof wrongs;
type Fields = Readonly<Record<string, Kind | `${Kind}?`>>;

const visitFields: Fields = { at: 'place', approachSeconds: 'amount', serviceSeconds: 'amount' };
const stopFields: Fields = {
  ...visitFields,
  id: 'id',
  kind: 'word',
  taskId: 'id',
  notBefore: 'time',
  dueAt: 'time',
  latestAt: 'time?',
  loadChange: 'count',
};
const taskFields: Fields = {
  id: 'id',
  gridId: 'id',
  pickup: 'visit?',
  dropoff: 'visit',
  openedAt: 'time',
  readyAt: 'time',
  readySpreadMs: 'amount?',
  windowStart: 'time',
  dueAt: 'time',
  latestAt: 'time?',
  load: 'count',
  needs: 'ids',
  minTrust: 'count',
  tier: 'step',
  waveSize: 'step',
  pinnedRiderId: 'id?',
  bannedRiderIds: 'ids',
  regularRiderIds: 'ids',
};
const riderFields: Fields = {
  id: 'id',
  at: 'place',
  positionAt: 'time',
  speedMps: 'speed',
  mode: 'word?',
  capacity: 'count',
  load: 'count',
  skills: 'ids',
  trustLevel: 'count',
  duty: 'word',
  dutyEndsAt: 'time?',
  workingSince: 'time?',
  workedTodayMs: 'amount?',
  daysInARow: 'count?',
  availableAt: 'time',
  route: 'list',
  frozenStops: 'step',
  gridIds: 'ids',
  declinedTaskIds: 'ids',
  pendingTaskId: 'id?',
  offersToday: 'count',
  creditedMinutes: 'amount',
  availableMinutes: 'amount',
  declineProbability: 'share',
};

const HOME = [118.77, 31.98] as const;
const visit = { at: HOME, approachSeconds: 0, serviceSeconds: 60 };
const wholeTask = makeTask({
  id: 't',
  gridId: 'g',
  openedAt: NOON,
  dueAt: NOON + 3_600_000,
  latestAt: NOON + 7_200_000,
  readySpreadMs: 0,
  pinnedRiderId: 'r',
  pickup: visit,
  dropoff: visit,
});
const pickup = {
  ...visit,
  id: 'a',
  kind: 'PICKUP',
  taskId: 'x',
  notBefore: NOON,
  dueAt: NOON,
  latestAt: NOON,
  loadChange: 1,
} as const;
const wholeRider = makeRider({
  id: 'r',
  at: HOME,
  positionAt: NOON,
  dutyEndsAt: NOON + 3_600_000,
  workingSince: NOON,
  workedTodayMs: 0,
  daysInARow: 0,
  pendingTaskId: 'y',
  route: [pickup, { ...pickup, id: 'b', kind: 'DROPOFF', loadChange: -1 }],
});
const wholeGrid = { id: 'g', neighbours: ['g'] };
const wholeSnapshot = { now: NOON, riders: [wholeRider], tasks: [wholeTask], grids: [wholeGrid] };

/** The object with each of its fields spoilt in every way, and without it. */
function* spoiltIn(whole: object, fields: Fields): Generator<[string, object]> {
  for (const [field, held] of Object.entries(fields)) {
    const isOptional = held.endsWith('?');
    for (const value of wrongs[held.replace('?', '') as Kind])
      yield [`${field} = ${JSON.stringify(value)}`, { ...whole, [field]: value }];
    if (!isOptional) yield [`${field} = undefined`, { ...whole, [field]: undefined }];
  }
}

/** The object with what stands at a field spoilt in every way. */
const spoiltAt = (whole: object, field: string, inside: readonly [object, Fields]) =>
  [...spoiltIn(...inside)].map(([name, value]): [string, object] => [
    `${field}.${name}`,
    { ...whole, [field]: value },
  ]);

const spoiltTasks = [
  ...spoiltIn(wholeTask, { ...taskFields, kind: 'visit' }),
  ...spoiltAt(wholeTask, 'pickup', [visit, visitFields]),
  ...spoiltAt(wholeTask, 'dropoff', [visit, visitFields]),
].filter(([name]) => name !== 'kind = "here"');
const spoiltRiders = [
  ...spoiltIn(wholeRider, riderFields),
  ...[...spoiltIn(pickup, stopFields)].map(([name, stop]): [string, object] => [
    `route[0].${name}`,
    { ...wholeRider, route: [stop, wholeRider.route[1]] },
  ]),
];
const anything = [null, undefined, 'here', 5, NaN, [], true];

/** Whether it is refused, with every problem in both languages; other errors are thrown on. */
function isRefused(make: () => unknown): boolean {
  try {
    make();
    return false;
  } catch (error) {
    if (!(error instanceof InvalidModel)) throw error;
    return error.problems.every(({ path, zh, en }) => path && zh && en);
  }
}
const accepts = (cases: readonly [string, object][], make: (value: never) => unknown) =>
  cases.filter(([, value]) => !isRefused(() => make(value as never))).map(([name]) => name);

test('whatever one field of a task, a rider, a stop or a visit is spoilt with, it is refused', () => {
  expect(isRefused(() => makeTask(wholeTask))).toBe(false);
  expect(isRefused(() => makeRider(wholeRider))).toBe(false);
  expect(accepts(spoiltTasks, makeTask)).toEqual([]);
  expect(accepts(spoiltRiders, makeRider)).toEqual([]);
  for (const value of anything) {
    expect(isRefused(() => makeTask(value as never))).toBe(true);
    expect(isRefused(() => makeRider(value as never))).toBe(true);
  }
});

test('what may be absent may also be said to be undefined', () => {
  for (const [fields, whole, make] of [
    [taskFields, wholeTask, makeTask],
    [riderFields, wholeRider, makeRider],
  ] as const)
    for (const [field] of Object.entries(fields).filter(([, held]) => held.endsWith('?')))
      expect(isRefused(() => make({ ...whole, [field]: undefined } as never))).toBe(false);
});

test('a snapshot refuses the same in riders and tasks that no constructor made, and in itself', () => {
  expect(isRefused(() => makeSnapshot(wholeSnapshot))).toBe(false);
  const withRider = (rider: object) => makeSnapshot({ ...wholeSnapshot, riders: [rider] as never });
  const withTask = (task: object) => makeSnapshot({ ...wholeSnapshot, tasks: [task] as never });
  expect(isRefused(() => withRider({ ...wholeRider }))).toBe(false);
  expect(accepts(spoiltRiders, withRider)).toEqual([]);
  expect(accepts(spoiltTasks, withTask)).toEqual([]);
  const fields: Fields = { now: 'time', riders: 'list', tasks: 'list', grids: 'list' };
  const grids = [...spoiltIn(wholeGrid, { id: 'id', neighbours: 'ids' })];
  expect(accepts([...spoiltIn(wholeSnapshot, fields)], makeSnapshot)).toEqual([]);
  expect(
    accepts(grids, (grid) => makeSnapshot({ ...wholeSnapshot, grids: [wholeGrid, grid] })),
  ).toEqual([]);
  for (const value of anything) expect(isRefused(() => makeSnapshot(value as never))).toBe(true);
});

describe('what holds between several', () => {
  const door = { ...pickup, kind: 'DROPOFF', loadChange: -1 } as const;
  const rider = (route: readonly object[], more: object = {}) =>
    makeRider({ ...wholeRider, capacity: 9, ...more, route: route as never });
  const fetching = (id: string, route: readonly object[], more: object = {}) =>
    rider(route, { id, ...more });

  test.each<[string, readonly object[], object?]>([
    ['a task picked up twice', [pickup, { ...pickup, id: 'b' }]],
    ['a task dropped off twice', [door, { ...door, id: 'b' }], { load: 2 }],
    ['a drop-off before its pickup', [door, { ...pickup, id: 'b' }], { load: 1 }],
    ['a drop-off that takes on', [{ ...door, loadChange: 1 }]],
    ['a pickup that hands over', [{ ...pickup, loadChange: -1 }], { load: 1 }],
    ['half a unit', [{ ...pickup, loadChange: 0.5 }]],
    [
      'less handed over than fetched',
      [
        { ...pickup, loadChange: 2 },
        { ...door, id: 'b' },
      ],
    ],
    ['a pickup of nothing known', [{ ...pickup, taskId: undefined }]],
  ])('a route is refused with %s', (_, route, more = {}) => {
    expect(isRefused(() => rider(route, more))).toBe(true);
  });

  test.each<[string, readonly Rider[]]>([
    ['a task that two are to fetch', [fetching('r', [pickup]), fetching('s', [pickup])]],
    ['a stop called as one of a waiting task', [rider([{ ...pickup, id: 't/dropoff' }])]],
    ['the same of an own stop', [rider([{ ...pickup, kind: 'OWN', id: 't/pickup' }])]],
    ['a waiting task on a route', [rider([{ ...pickup, taskId: 't' }])]],
  ])('a snapshot is refused with %s', (_, riders) => {
    expect(isRefused(() => makeSnapshot({ ...wholeSnapshot, riders }))).toBe(true);
  });

  test('on its way back with one rider, a task may be on its way with another', () => {
    const riders = [
      fetching('r', [pickup, { ...door, id: 'b' }]),
      fetching('s', [door], { load: 1 }),
    ];
    expect(isRefused(() => makeSnapshot({ ...wholeSnapshot, riders }))).toBe(false);
  });

  test('a task that may wait for years is refused: what that costs could not be added up', () => {
    const task = makeTask({ ...wholeTask, latestAt: NOON + 400 * 86_400_000 });
    expect(isRefused(() => makeSnapshot({ ...wholeSnapshot, tasks: [task] }))).toBe(true);
  });
});

test('a policy is refused beyond each of its bounds, with anything else there, and with unknown names', () => {
  expect(makePolicy(defaultPolicy)).toEqual(defaultPolicy);
  const { weights } = makePolicy({ weights: { continuityMinutes: 3 / 7 } });
  expect(weights.continuityMinutes).toBe(0.429);
  for (const { path, least, most, isWhole, words } of policyFields) {
    const nothing = [null, undefined, '2', [], {}, NaN, Infinity, -1, new Date(NOON)];
    const beyond = words ? [] : [least - 1, most + 1, ...(isWhole ? [least + 0.5] : [])];
    for (const value of [...nothing, ...beyond])
      expect([path, value, isRefused(() => makePolicy(saying(path, value)))]).toEqual([
        path,
        value,
        true,
      ]);
    for (const value of words ?? [least, most])
      expect(isRefused(() => makePolicy(saying(path, value)))).toBe(false);
    for (const value of [null, undefined, 'x', 3, [], [1]])
      if (path.length > 1) expect(isRefused(() => makePolicy({ [path[0]!]: value }))).toBe(true);
  }
  for (const strange of [
    '{"luck":1}',
    '{"weights":{"lat":1}}',
    '{"__proto__":{"added":1}}',
    '{"toString":1}',
  ])
    expect(isRefused(() => makePolicy(JSON.parse(strange) as object))).toBe(true);
  for (const value of anything) expect(isRefused(() => makePolicy(value as never))).toBe(true);
});

/** Up to so many riders and tasks; some things are fetched, or brought, at one place. */
const sharing = (max: number) =>
  fc.tuple(townOf(max), fc.nat(2 ** max - 1)).map(([snapshot, together]) => {
    const tasks = snapshot.tasks.map((task, index): Task => {
      if (!((together >> index) % 2)) return task;
      if (task.pickup) return { ...task, pickup: { ...task.pickup, at: HOME } };
      return { ...task, dropoff: { ...task.dropoff, at: HOME } };
    });
    return makeSnapshot({ ...snapshot, tasks });
  });

test('by any policy that is allowed a plan is made, breaks no law, and every figure in it is finite', () => {
  forEveryPolicy(
    fc.tuple(sharing(8), anyPolicy),
    (snapshot, policy) => {
      const travel = crowFlies(policy.detourFactor);
      const answer = plan(snapshot, policy, travel);
      expect(check(snapshot, answer, { policy, travel })).toEqual([]);
      expect(figuresOf(answer).filter((one) => !Number.isFinite(one))).toEqual([]);
    },
    TOWNS,
  );
});
