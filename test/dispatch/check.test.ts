import { check } from '../../src/dispatch/check.ts';
import type { Candidate, Plan } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { defaultPolicy } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { forEveryTown } from '../support/regressions.ts';
import { NOON, town } from '../support/town.ts';

const riders = ['a', 'b'].map((id) =>
  makeRider({ id, at: [118.77, 31.98], positionAt: NOON, gridIds: ['g'] }),
);
const tasks = ['t', 'u', 'v'].map((id, index) =>
  makeTask({
    id,
    gridId: 'g',
    openedAt: NOON - 60_000,
    dueAt: NOON + 3_600_000,
    pickup: { at: [118.771, 31.981] },
    dropoff: { at: [118.772, 31.982 + index / 1000] },
  }),
);
const snapshot = makeSnapshot({ now: NOON, riders, tasks });
const right = plan(snapshot);
const [first, second] = right.offers;
const [best] = first!.asked;

const asking = (change: Partial<Candidate>): Plan => ({
  ...right,
  offers: [{ taskIds: first!.taskIds, asked: [{ ...best!, ...change }] }, second!],
});

test('finds nothing wrong with a right plan', () => {
  expect(check(snapshot, right)).toEqual([]);
  expect(right.waiting).toHaveLength(1);
});

test.each<[string, Plan]>([
  ['unknown', asking({ riderId: 'nobody' })],
  ['arrives by magic', asking({ arriveAt: best!.arriveAt - 1000 })],
  ['picks up by magic', asking({ pickupAt: best!.pickupAt! + 1000 })],
  ['longer or shorter on the way', asking({ addedMs: 0 })],
  ['pick up before dropping off', asking({ insertion: { pickup: 1, dropoff: 0 } })],
  ['pick up before dropping off', asking({ insertion: { dropoff: 0 } })],
  ['another way than the route allows', asking({ insertion: { pickup: 0, dropoff: 5 } })],
  ['not the sum of its terms', asking({ costMinutes: best!.costMinutes - 1 })],
  ['too much fairness', asking({ terms: { ...best!.terms, fairness: 3.5 } })],
  ['without being known', asking({ terms: { ...best!.terms, continuity: -3 } })],
  ['two things at once', { ...right, offers: [first!, { ...second!, asked: first!.asked }] }],
  ['lost or doubled', { ...right, offers: [first!, first!] }],
  ['lost or doubled', { ...right, waiting: [] }],
  ['not explained', { ...right, explanations: [] }],
  ['waits without a reason', { ...right, waiting: [{ ...right.waiting[0]!, reasons: [] }] }],
  [
    'could serve',
    {
      ...right,
      offers: [],
      waiting: tasks.map(({ id: taskId }) => ({ taskId, reasons: [{ zh: '等。', en: 'Waits.' }] })),
    },
  ],
  ['nobody is asked', { ...right, offers: [{ ...first!, asked: [] }, second!] }],
  ['too many riders', { ...right, offers: [{ ...first!, asked: [best!, second!.asked[0]!] }] }],
  ['cannot be offered together', { ...right, offers: [{ taskIds: ['t', 'u'], asked: [best!] }] }],
  ['cannot be offered together', { ...right, offers: [{ taskIds: ['w'], asked: [best!] }] }],
  [
    'missing from the account',
    { ...right, explanations: right.explanations.map((one) => ({ ...one, candidates: [] })) },
  ],
])('names it when a plan says otherwise: %s', (law, wrong) => {
  expect(check(snapshot, wrong).join('\n')).toContain(law);
});

test.each<[string, Partial<(typeof riders)[0]>]>([
  ['is not on duty', { duty: 'BREAK' }],
  ['is answering another offer', { pendingTaskId: 'x' }],
  ['has a stale position', { positionAt: NOON - 121_000 }],
  ['must rest', { workingSince: NOON - 4 * 3_600_000 }],
  ['has declined', { declinedTaskIds: ['t', 'u', 'v'] }],
  ['has no room', { load: 4 }],
  ['asked enough today', { offersToday: 30 }],
  ['begins after going off duty', { dutyEndsAt: NOON }],
])('an old plan does not pass once a rider %s', (law, change) => {
  const later = { ...snapshot, riders: riders.map((rider) => ({ ...rider, ...change })) };
  expect(check(later, right).join('\n')).toContain(law);
});

test.each<[string, Partial<(typeof tasks)[0]>]>([
  ['is not the rider named', { pinnedRiderId: 'c' }],
  ['is ruled out', { bannedRiderIds: ['a', 'b'] }],
  ['is not trusted enough', { minTrust: 2 }],
  ['lacks a skill', { needs: ['FIRST_AID'] }],
  ['comes too late', { latestAt: NOON }],
  ['is past its latest instant', { latestAt: NOON - 1 }],
  ['is offered too early', { readyAt: NOON + defaultPolicy.offerAheadMs + 1 }],
  ['comes before the window', { windowStart: NOON + 1_800_000 }],
])('an old plan does not pass once a task %s', (law, change) => {
  const later = { ...snapshot, tasks: tasks.map((task) => ({ ...task, ...change })) };
  expect(check(later, right).join('\n')).toContain(law);
});

test('in any town, an offer moved to a rider who is no candidate is found out', () => {
  forEveryTown(town, (any) => {
    const made = plan(any);
    for (const [index, offer] of made.offers.entries()) {
      const account = made.explanations.find(({ taskId }) => taskId === offer.taskIds[0])!;
      const [excluded] = account.exclusions;
      if (!excluded) continue;
      const asked = [{ ...offer.asked[0]!, riderId: excluded.riderId }];
      const offers = made.offers.with(index, { ...offer, asked });
      expect(check(any, { ...made, offers })).not.toEqual([]);
    }
  });
});
