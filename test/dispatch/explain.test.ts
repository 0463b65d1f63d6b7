import { check } from '../../src/dispatch/check.ts';
import type { Candidate, Plan, Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { defaultPolicy } from '../../src/dispatch/policy.ts';
import { stopsOf, walk } from '../../src/dispatch/route.ts';
import { crowFlies } from '../../src/dispatch/travel.ts';
import { forEveryTown } from '../support/regressions.ts';
import { town } from '../support/town.ts';

/** The checker's own words for what each constraint refuses. */
const lawOf: Record<string, string> = {
  duty: 'is not on duty',
  reserved: 'is answering another offer',
  staleness: 'has a stale position',
  rest: 'must rest',
  restHours: 'has worked long enough today',
  restDay: 'is due a day of rest',
  pinned: 'is not the rider named',
  banned: 'is ruled out',
  declined: 'has declined',
  trust: 'is not trusted enough',
  skills: 'lacks a skill',
  capacity: 'has no room',
  interruptions: 'has been asked enough today',
  territory: 'is too many grids away',
  reachable: 'never arrives',
  onBoard: 'is overloaded on the way',
  deadline: 'comes too late',
  promises: 'breaks an earlier promise',
  dutyEnd: 'begins after going off duty',
};
const wayLaws = ['reachable', 'onBoard', 'deadline', 'promises', 'dutyEnd'].map(
  (name) => lawOf[name]!,
);

/** A plan that asks the rider for the task at one place of the route, whatever the rules say. */
function forced(pair: { task: Task; rider: Rider }, insertion: Candidate['insertion']): Plan {
  const asked: Candidate = {
    riderId: pair.rider.id,
    costMinutes: 0,
    terms: { added: 0, waiting: 0, late: 0, decline: 0, fairness: 0, continuity: 0, territory: 0 },
    arriveAt: 0,
    addedMs: 0,
    distanceM: 0,
    insertion,
  };
  return {
    policyVersion: 1,
    offers: [{ taskIds: [pair.task.id], asked: [asked] }],
    waiting: [],
    explanations: [],
  };
}

type Place = Candidate['insertion'];

function* places({ pickup }: Task, { route, frozenStops }: Rider): Generator<Place> {
  for (let dropoff = frozenStops; dropoff <= route.length; dropoff++)
    if (!pickup) yield { dropoff };
    else for (let first = frozenStops; first <= dropoff; first++) yield { pickup: first, dropoff };
}

/** For each place of the route, the laws that asking breaks. */
function brokenAt(snapshot: Snapshot, taskId: string, riderId: string): string[][] {
  const task = snapshot.tasks.find(({ id }) => id === taskId)!;
  const rider = snapshot.riders.find(({ id }) => id === riderId)!;
  const prefix = `${riderId} for ${taskId}: `;
  return [...places(task, rider)].map((insertion) =>
    check(snapshot, forced({ task, rider }, insertion))
      .filter((sentence) => sentence.startsWith(prefix))
      .map((sentence) => sentence.slice(prefix.length)),
  );
}

test('an exclusion names a constraint that really refuses, and no other place on the route would do', () => {
  forEveryTown(town, (snapshot) => {
    for (const { taskId, exclusions } of plan(snapshot).explanations)
      for (const exclusion of exclusions.slice(0, 3)) {
        const law = lawOf[exclusion.constraint]!;
        const broken = brokenAt(snapshot, taskId, exclusion.riderId);
        if (!wayLaws.includes(law)) {
          for (const laws of broken) expect(laws).toContain(law);
          continue;
        }
        expect(broken.flat()).toContain(law);
        for (const laws of broken) expect(laws.some((one) => wayLaws.includes(one))).toBe(true);
      }
  });
});

const { weights } = defaultPolicy;
const inMinutes = (weight: number, ms: number) => Math.round((weight * ms) / 60) / 1000;

/** What the way costs with the task at one place of the route, reckoned from nothing. */
function costAt(snapshot: Snapshot, { task, rider }: { task: Task; rider: Rider }, at: Place) {
  const setting = { now: snapshot.now, policy: defaultPolicy, travel: crowFlies(1.35) };
  const [door, pickup] = stopsOf(task).toReversed();
  const before = walk(rider, rider.route, setting);
  const stops = rider.route.toSpliced(at.dropoff, 0, door!);
  if (pickup) stops.splice(at.pickup!, 0, pickup);
  const after = walk(rider, stops, setting);
  const useful = Math.max(snapshot.now, task.readyAt, task.windowStart);
  const waitedMs = Math.max(0, after.begins[stops.indexOf(door!)]! - useful);
  return (
    inMinutes(weights.added, after.endsAt - before.endsAt) +
    inMinutes(weights.waiting, waitedMs) +
    inMinutes(weights.late, after.lateMs - before.lateMs)
  );
}

test('what a candidate costs on the way is the least of all places that break no law', () => {
  forEveryTown(town, (snapshot) => {
    for (const { taskId, candidates } of plan(snapshot).explanations)
      for (const { riderId, terms } of candidates.slice(0, 3)) {
        const task = snapshot.tasks.find(({ id }) => id === taskId)!;
        const rider = snapshot.riders.find(({ id }) => id === riderId)!;
        const broken = brokenAt(snapshot, taskId, riderId);
        const costs = [...places(task, rider)]
          .filter((_, index) => !broken[index]!.some((law) => wayLaws.includes(law)))
          .map((at) => costAt(snapshot, { task, rider }, at));
        expect(terms.added + terms.waiting + terms.late).toBeCloseTo(Math.min(...costs), 6);
      }
  });
});

test('every rider is either a candidate or excluded, in order, with a sentence in two languages', () => {
  forEveryTown(town, (snapshot) => {
    for (const { candidates, exclusions, summary } of plan(snapshot).explanations) {
      const all = [...candidates, ...exclusions].map(({ riderId }) => riderId).toSorted();
      expect(all).toEqual(snapshot.riders.map(({ id }) => id).toSorted());
      const costs = candidates.map(({ costMinutes }) => costMinutes);
      expect(costs).toEqual(costs.toSorted((a, b) => a - b));
      for (const { zh, en } of [summary, ...exclusions.map(({ sentence }) => sentence)]) {
        expect(zh).toMatch(/^[^A-Za-z]*\p{Script=Han}.*。$/u);
        expect(en).toMatch(/^[A-Z0-9].*\.$/);
        expect(`${zh}${en}`).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });
});
