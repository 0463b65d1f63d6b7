import type { Plan, Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { defaultPolicy, makePolicy, type PolicyDraft } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { grids, NOON } from '../support/town.ts';

const MINUTE = 60_000;
const HOME = [118.775, 31.98] as const;

/** One rider at the door of one task, with what is changed about them. */
function town(change: { rider?: Partial<Rider>; task?: Partial<Task>; now?: number }): Snapshot {
  const rider = makeRider({
    id: 'r',
    at: [118.77, 31.98],
    positionAt: NOON,
    gridIds: ['g0'],
    ...change.rider,
  });
  const task = makeTask({
    id: 't',
    gridId: 'g0',
    openedAt: NOON,
    dueAt: NOON + 60 * MINUTE,
    dropoff: { at: HOME },
    ...change.task,
  });
  return makeSnapshot({ now: change.now ?? NOON, riders: [rider], tasks: [task], grids });
}

const refusal = (snapshot: Snapshot, draft: PolicyDraft = {}) => {
  const [exclusion] = plan(snapshot, makePolicy(draft)).explanations[0]!.exclusions;
  return exclusion && [exclusion.constraint, exclusion.sentence.zh, exclusion.sentence.en];
};
const asked = ({ offers }: Plan) =>
  offers.map((offer) => offer.asked.map(({ riderId }) => riderId));

/** An own parcel two minutes away to the other side, due soon. */
const parcel = {
  id: 'own',
  kind: 'OWN',
  at: [118.765, 31.98],
  approachSeconds: 0,
  serviceSeconds: 60,
  notBefore: NOON,
  dueAt: NOON + 4 * MINUTE,
  latestAt: NOON + 4 * MINUTE,
  loadChange: 0,
} as const;

test.each<[string, Partial<Rider>, string, string]>([
  ['duty', { duty: 'BREAK' }, '正在休息。', 'Is on a break.'],
  ['duty', { duty: 'OFF' }, '不在岗。', 'Is off duty.'],
  [
    'reserved',
    { pendingTaskId: 'x' },
    '正在答复另一个任务，一次只问一件。',
    'Is answering another offer; one thing is asked at a time.',
  ],
  [
    'staleness',
    { positionAt: NOON - 121_000 },
    '位置已有 3 分钟没有更新。',
    'The position is 3 min old.',
  ],
  [
    'rest',
    { workingSince: NOON - 240 * MINUTE },
    '已连续工作 4 小时，需先休息 20 分钟。',
    'Has worked 4 h on end and must pause for 20 min first.',
  ],
  [
    'restHours',
    { workedTodayMs: 660 * MINUTE },
    '今天已工作 11 小时，不再派单。',
    'Has worked 11 h today and is asked for nothing more.',
  ],
  [
    'restDay',
    { daysInARow: 6 },
    '已连续工作 6 天，今天应休息。',
    'Has worked 6 days on end and is to rest today.',
  ],
  [
    'declined',
    { declinedTaskIds: ['t'] },
    '已婉拒或未答复此任务，不再打扰。',
    'Has declined this task or let it pass, and is not asked again.',
  ],
  [
    'capacity',
    { capacity: 0 },
    '装不下：还可装 0 件，需要 1 件。',
    'No room: 0 units are free, 1 are needed.',
  ],
  [
    'interruptions',
    { offersToday: 30 },
    '今天已询问 30 次，不再打扰。',
    'Has been asked 30 times today and is left in peace.',
  ],
  [
    'territory',
    { gridIds: ['g8'] },
    '不在本网格及周边 2 层网格内，稍后再扩大范围。',
    'Is outside the grid and its 2 rings of neighbours, which widen with time.',
  ],
  [
    'territory',
    { gridIds: [] },
    '不在本网格及周边 2 层网格内，稍后再扩大范围。',
    'Is outside the grid and its 2 rings of neighbours, which widen with time.',
  ],
  [
    'dutyEnd',
    { dutyEndsAt: NOON + MINUTE },
    '下班前来不及开始。',
    'Could not begin before going off duty.',
  ],
  [
    'promises',
    { route: [parcel] },
    '会耽误自己的包裹。',
    'Would make a parcel of the rider too late.',
  ],
])('%s refuses %j', (name, rider, zh, en) => {
  const soon =
    name === 'promises' ? { task: { dueAt: NOON + 3 * MINUTE, latestAt: NOON + 3 * MINUTE } } : {};
  expect(refusal(town({ rider, ...soon }))).toEqual([name, zh, en]);
});

test.each<[string, Partial<Task>, string, string]>([
  [
    'pinned',
    { pinnedRiderId: 's' },
    '调度员已指定另一名骑手。',
    'The dispatcher has named another rider.',
  ],
  [
    'banned',
    { bannedRiderIds: ['r'] },
    '调度员已将其排除在此任务之外。',
    'The dispatcher has ruled this rider out for the task.',
  ],
  ['trust', { minTrust: 2 }, '信任等级 1，此任务需要 2。', 'Trust level 1; the task asks for 2.'],
  [
    'skills',
    { needs: ['FIRST_AID', 'LIFTING'] },
    '缺少技能：FIRST_AID、LIFTING。',
    'Lacks FIRST_AID, LIFTING.',
  ],
  [
    'deadline',
    { dueAt: NOON, latestAt: NOON + 1000 },
    '会比最晚时间晚 3 分钟。',
    'Would come 3 min after the latest useful time.',
  ],
])('%s refuses a task with %j', (name, task, zh, en) => {
  expect(refusal(town({ task }))).toEqual([name, zh, en]);
});

test('each rule stands exactly on its border', () => {
  const fine: Partial<Rider>[] = [
    { positionAt: NOON - 120_000 },
    { workingSince: NOON - 240 * MINUTE + 1 },
    { workedTodayMs: 660 * MINUTE - 1 },
    { daysInARow: 5 },
    { capacity: 1 },
    { offersToday: 29 },
    { gridIds: ['g8', 'g2'] },
  ];
  for (const rider of fine) expect(refusal(town({ rider }))).toBeUndefined();
});

test('the ring of grids widens with time; urgent and named work reaches everywhere', () => {
  const far = { rider: { gridIds: ['g8'] } };
  expect(plan(town(far)).wakeAt).toBe(NOON + MINUTE);
  const at = (minutes: number) => ({
    ...town(far),
    now: NOON + minutes * MINUTE,
    riders: [makeRider({ ...town(far).riders[0]!, positionAt: NOON + minutes * MINUTE })],
  });
  expect([0, 1, 2].map((minutes) => asked(plan(at(minutes))))).toEqual([[], [], [['r']]]);
  expect(asked(plan(town({ ...far, task: { tier: 2 } })))).toEqual([['r']]);
  expect(asked(plan(town({ ...far, task: { pinnedRiderId: 'r' } })))).toEqual([['r']]);
});

test('work for later waits until riders are asked, and says when', () => {
  const later = town({ task: { readyAt: NOON + 50 * MINUTE, windowStart: NOON + 50 * MINUTE } });
  expect(plan(later)).toMatchObject({
    offers: [],
    waiting: [{ taskId: 't', reasons: [{ zh: '时间尚早，20 分钟后开始派单。' }] }],
    wakeAt: NOON + 20 * MINUTE,
  });
});

test('a task under offer, and one past its latest instant, is offered to nobody', () => {
  const asking = town({ rider: { pendingTaskId: 't' } });
  expect(plan(asking).waiting[0]!.reasons[0]!.zh).toBe('已有骑手被询问，等待答复。');
  const over = town({
    task: { windowStart: NOON - 9, readyAt: NOON - 9, dueAt: NOON - 5, latestAt: NOON - 1 },
  });
  expect(plan(over).waiting[0]!.reasons[0]!.zh).toBe('最晚时间已过，应由社区兜底。');
});

test('requests are collected for five seconds when riders are scarce, urgent ones are not', () => {
  const { riders, tasks } = town({});
  const many = [0, 1, 2, 3, 4].map((n) =>
    makeTask({ ...tasks[0]!, id: `t${n}`, tier: n === 4 ? 2 : 1 }),
  );
  const found = plan(makeSnapshot({ now: NOON, riders, tasks: many, grids }));
  expect(found.offers.map(({ taskIds }) => taskIds)).toEqual([['t4']]);
  expect(found.wakeAt).toBe(NOON + defaultPolicy.hold.ms);
});

test('a load counts from acceptance, or only from pickup when the policy says so', () => {
  const carrying = {
    ...parcel,
    kind: 'DROPOFF',
    taskId: 'x',
    loadChange: -1,
    latestAt: NOON + 60 * MINUTE,
  } as const;
  const full = town({
    rider: { capacity: 1, load: 1, route: [carrying] },
    task: { pickup: { at: HOME, approachSeconds: 0, serviceSeconds: 0 } },
  });
  expect(refusal(full)?.[0]).toBe('capacity');
  const made = plan(full, makePolicy({ loadCounts: 'FROM_PICKUP' }));
  expect(made.offers[0]?.asked[0]?.insertion).toEqual({ pickup: 1, dropoff: 1 });
});
