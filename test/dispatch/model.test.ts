import { InvalidModel } from '../../src/dispatch/invalid.ts';
import type { Stop } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { makePolicy } from '../../src/dispatch/policy.ts';
import { makeRider, type RiderDraft } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask, type TaskDraft } from '../../src/dispatch/task.ts';
import { NOON } from '../support/town.ts';

const HOME = [118.77, 31.98] as const;
const task: TaskDraft = {
  id: 't',
  gridId: 'g',
  openedAt: NOON,
  dueAt: NOON + 3_600_000,
  dropoff: { at: HOME },
};
const rider: RiderDraft = { id: 'r', at: HOME, positionAt: NOON };
const stop: Stop = {
  id: 's',
  kind: 'OWN',
  at: HOME,
  approachSeconds: 0,
  serviceSeconds: 0,
  notBefore: NOON,
  dueAt: NOON,
  loadChange: 0,
};

const pathsOf = (make: () => unknown): string[] => {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidModel) return error.problems.map(({ path }) => path);
    throw error;
  }
  return [];
};

test.each<[string, Partial<TaskDraft>]>([
  ['id', { id: '' }],
  ['gridId', { gridId: '' }],
  ['dueAt', { windowStart: NOON + 2, dueAt: NOON + 1 }],
  ['dueAt', { dueAt: NaN }],
  ['latestAt', { latestAt: NOON }],
  ['dropoff.at', { dropoff: { at: [NaN, 31] } }],
  ['dropoff.at', { dropoff: { at: [118, 91] } }],
  ['pickup.at', { pickup: { at: [200, 31] } }],
  ['pickup.serviceSeconds', { pickup: { at: HOME, serviceSeconds: -1 } }],
  ['readySpreadMs', { readySpreadMs: -1 }],
  ['load', { load: -1 }],
  ['load', { load: Infinity }],
  ['tier', { tier: 4 }],
  ['tier', { tier: 0.5 }],
  ['waveSize', { waveSize: 0 }],
  ['minTrust', { minTrust: NaN }],
])('a task with a wrong %s is refused: %j', (path, wrong) => {
  expect(pathsOf(() => makeTask({ ...task, ...wrong }))).toContain(
    `task ${wrong.id ?? 't'}.${path}`,
  );
});

test.each<[string, Partial<RiderDraft>]>([
  ['at', { at: [NaN, NaN] }],
  ['at', { at: undefined }],
  // @ts-expect-error What arrives from outside may be anything.
  ['at', { at: 'here' }],
  ['positionAt', { positionAt: NaN }],
  ['speedMps', { speedMps: 0 }],
  ['speedMps', { speedMps: NaN }],
  ['speedMps', { speedMps: Number.MIN_VALUE }],
  ['positionAt', { positionAt: 1e300 }],
  ['creditedMinutes', { creditedMinutes: 1e300 }],
  ['capacity', { capacity: -1 }],
  ['load', { capacity: 1, load: 2 }],
  ['load', { route: [{ ...stop, loadChange: -1 }] }],
  ['load', { capacity: 1, route: [{ ...stop, loadChange: 2 }] }],
  ['declineProbability', { declineProbability: 1 }],
  ['frozenStops', { frozenStops: 1 }],
  ['route', { route: [stop, stop] }],
  [
    'route',
    {
      load: 1,
      route: [
        { ...stop, id: 'a', taskId: 'x', kind: 'DROPOFF', loadChange: -1 },
        { ...stop, id: 'b', taskId: 'x', kind: 'PICKUP', loadChange: 1 },
      ],
    },
  ],
  ['route[0].dueAt', { route: [{ ...stop, dueAt: NOON - 1 }] }],
])('a rider with a wrong %s is refused: %j', (path, wrong) => {
  expect(pathsOf(() => makeRider({ ...rider, ...wrong }))).toContain(`rider r.${path}`);
});

test('a snapshot with doubled ids, an unknown grid, or a task already on a route is refused', () => {
  const [one, two] = [makeRider(rider), makeTask(task)];
  const base = { now: NOON, riders: [one], tasks: [two] };
  expect(pathsOf(() => makeSnapshot(base))).toEqual([]);
  expect(pathsOf(() => makeSnapshot({ ...base, now: NaN }))).toEqual(['snapshot.now']);
  expect(pathsOf(() => makeSnapshot({ ...base, riders: [one, one] }))).toEqual(['snapshot.riders']);
  expect(pathsOf(() => makeSnapshot({ ...base, tasks: [two, two] }))).toEqual(['snapshot.tasks']);
  const grids = [{ id: 'h', neighbours: ['i'] }];
  expect(pathsOf(() => makeSnapshot({ ...base, grids }))).toEqual([
    'snapshot.grid h',
    'snapshot.task t',
  ]);
  const carrying = makeRider({ ...rider, route: [{ ...stop, taskId: 't' }] });
  expect(pathsOf(() => makeSnapshot({ ...base, riders: [carrying] }))).toEqual(['snapshot.task t']);
});

test('every problem is named at once, in Chinese and English', () => {
  expect.assertions(3);
  try {
    makeTask({ ...task, load: -1, tier: 9 });
  } catch (error) {
    if (!(error instanceof InvalidModel)) throw error;
    expect(error.code).toBe('INVALID_MODEL');
    expect(error.problems.map(({ zh }) => zh)).toEqual(['必须是不小于零的数', '应为 0 到 3']);
    expect(error.message).toContain('task t.load: must be a number of at least zero');
  }
});

test('a policy with a number that is none is refused; what is not said keeps its default', () => {
  expect(makePolicy({ version: 7 }).staleAfterMs).toBe(120_000);
  expect(makePolicy({ weights: { late: 9 } }).weights).toMatchObject({ late: 9, added: 1 });
  expect(pathsOf(() => makePolicy({ lateGraceMs: NaN }))).toEqual(['policy.lateGraceMs']);
  expect(pathsOf(() => makePolicy({ territory: { stepMs: 0 } }))).toEqual([
    'policy.territory.stepMs',
  ]);
  expect(pathsOf(() => makePolicy({ maxWave: 9 }))).toEqual(['policy.maxWave']);
  expect(pathsOf(() => makePolicy({ weights: { added: -1 } }))).toEqual(['policy.weights.added']);
});

test('an empty street, and riders and tasks at opposite ends of the world, make a plan', () => {
  expect(plan(makeSnapshot({ now: NOON, riders: [], tasks: [] })).offers).toEqual([]);
  const far = makeTask({ ...task, dropoff: { at: [-180, -90] } });
  const slow = makeRider({ ...rider, at: [180, 90], speedMps: 0.01 });
  const { waiting } = plan(makeSnapshot({ now: NOON, riders: [slow], tasks: [far] }));
  expect(waiting).toHaveLength(1);
});
