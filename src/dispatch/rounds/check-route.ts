import { offerLaws } from '../check-offer.ts';
import type { Ground } from '../check.ts';
import type { Candidate, Rider, Snapshot, Task } from '../model.ts';
import { type Call, callsOf, heaviest, ride } from './check-ride.ts';
import type { RoundRoute } from './model.ts';

/** The laws that one rider's route breaks: who may do what, what fits, and when each stop is made behind all that is promised. */
export function routeLaws(route: RoundRoute, snapshot: Snapshot, ground: Ground): string[] {
  const rider = snapshot.riders.find(({ id }) => id === route.riderId);
  if (!rider) return [];
  const known = new Map(snapshot.tasks.map((task) => [task.id, task]));
  const together = [...new Set(route.stops.flatMap(({ taskId }) => known.get(taskId) ?? []))];
  const candidate = asking(route);
  return [
    ...together.flatMap((task) => {
      const pair = { task, rider, candidate, snapshot, together };
      const laws = offerLaws(pair, ground.policy);
      if (isUnderOffer(task, snapshot)) laws.push('is under offer already');
      return laws.map((law) => `${rider.id} for ${task.id}: ${law}`);
    }),
    ...rideLaws({ route, rider, calls: callsOf(route, rider, known) }, snapshot, ground),
  ];
}

const isUnderOffer = ({ id }: Task, { riders }: Snapshot): boolean =>
  riders.some(({ pendingTaskId }) => pendingTaskId === id);

/** A round asks the rider for all of it at once and at no price. */
const asking = ({ riderId, stops }: RoundRoute): Candidate => ({
  riderId,
  costMinutes: 0,
  terms: { added: 0, waiting: 0, late: 0, decline: 0, fairness: 0, continuity: 0, territory: 0 },
  arriveAt: 0,
  addedMs: 0,
  distanceM: 0,
  insertion: { dropoff: 0 },
  way: stops.map(({ taskId, kind }) => `${taskId}/${kind}`),
});

interface Ride {
  readonly route: RoundRoute;
  readonly rider: Rider;
  readonly calls: readonly Call[];
}

function rideLaws({ rider, calls }: Ride, { now }: Snapshot, ground: Ground): string[] {
  const { begins, end } = ride(rider, calls, { now, travel: ground.travel });
  const broken: string[] = [];
  const law = (holds: boolean, sentence: string) => void (holds || broken.push(sentence));
  law(Number.isFinite(end), `${rider.id} never arrives`);
  law(heaviest(rider, calls) <= rider.capacity, `${rider.id} is overloaded on the way`);
  const isNew = calls.some(({ task }) => task);
  law(
    !isNew || end <= (rider.dutyEndsAt ?? Infinity),
    `${rider.id} is not done when going off duty`,
  );
  for (const [index, { task, told, isPickup, notBefore }] of calls.entries()) {
    if (!task || told === undefined) continue;
    const begin = begins[index]!;
    const which = `${task.id} ${isPickup ? 'is fetched' : 'is brought'}`;
    law(Math.abs(begin - told) < 1, `${which} at another instant than told`);
    law(told >= notBefore, `${which} ${isPickup ? 'before it is ready' : 'before its window'}`);
    law(isPickup || begin <= lastInstantOf(task, { now, ...ground }), `${which} too late`);
  }
  return broken;
}

/** A round keeps what is promised; only where that has passed already it may use the grace. */
function lastInstantOf(task: Task, { now, policy }: Ground & { readonly now: number }): number {
  if (task.latestAt !== undefined) return task.latestAt;
  return now < task.dueAt ? task.dueAt : now + policy.lateGraceMs;
}
