import type { Candidate, Rider, Snapshot, Task } from './model.ts';
import type { Policy } from './policy.ts';

/** One rider asked for one task, as the plan says it. */
export interface Pair {
  readonly task: Task;
  readonly rider: Rider;
  readonly candidate: Candidate;
  readonly snapshot: Snapshot;
  /** All that is offered at once, the task among them. */
  readonly together: readonly Task[];
}

/** The laws about a task alone that asking anybody for it now would break. */
export function taskLaws(task: Task, { now, riders, tasks }: Snapshot, policy: Policy): string[] {
  const asking = riders.some((rider) => rider.pendingTaskId === task.id);
  const begins = Math.max(task.readyAt, task.windowStart);
  const atHand = riders.filter((rider) => rider.duty === 'ON' && rider.pendingTaskId === undefined);
  const { minTasks, ridersPerTask, ms } = policy.hold;
  const fewRiders = tasks.length >= minTasks && atHand.length < tasks.length * ridersPerTask;
  return sentences({
    'is under offer already': asking,
    'is past its latest instant': task.latestAt !== undefined && now > task.latestAt,
    'is offered too early': begins - now > policy.offerAheadMs,
    'is still being collected':
      fewRiders && task.tier < policy.urgentTier && now - task.openedAt < ms,
  });
}

/** The laws that asking this rider for this task breaks, the way there apart. */
export function offerLaws(
  { task, rider, candidate, snapshot, together }: Pair,
  policy: Policy,
): string[] {
  const { now } = snapshot;
  const { terms, costMinutes } = candidate;
  const urgent = task.tier >= policy.urgentTier;
  const named = task.pinnedRiderId === rider.id;
  const sum = Object.values(terms).reduce((total: number, minutes: number) => total + minutes, 0);
  const taking = together.reduce((total, { load }) => total + load, 0);
  let taken = candidate.way && policy.loadCounts === 'FROM_PICKUP' ? task.load : taking;
  if (policy.loadCounts === 'FROM_ACCEPTANCE') {
    taken += rider.load;
    for (const stop of rider.route) if (stop.loadChange > 0) taken += stop.loadChange;
  }
  return sentences({
    'is not on duty': rider.duty !== 'ON',
    'is answering another offer': rider.pendingTaskId !== undefined,
    'has a stale position': rider.positionAt < now - policy.staleAfterMs,
    'must rest': rider.workingSince !== undefined && rider.workingSince + policy.rest.workMs <= now,
    'has worked long enough today':
      rider.workedTodayMs !== undefined && rider.workedTodayMs >= policy.rest.limitMs,
    'is due a day of rest':
      rider.daysInARow !== undefined && rider.daysInARow >= policy.rest.daysInARow,
    'is not the rider named': task.pinnedRiderId !== undefined && !named,
    'is ruled out': task.bannedRiderIds.some((id) => id === rider.id),
    'has declined': rider.declinedTaskIds.some((id) => id === task.id),
    'is not trusted enough': task.minTrust > rider.trustLevel,
    'lacks a skill': new Set(task.needs).difference(new Set(rider.skills)).size > 0,
    'has no room': taken > rider.capacity,
    'has been asked enough today': !urgent && !named && rider.offersToday >= policy.offersPerDay,
    'is too many grids away': !named && !inReach({ task, rider, snapshot }, policy),
    'has a cost that is not the sum of its terms': !(Math.abs(sum - costMinutes) < 1e-6),
    'costs a resident too much fairness':
      !(terms.fairness >= 0) || terms.fairness > together.length * policy.fairnessMaxMinutes + 1e-3,
    'is preferred without being known to the resident':
      terms.continuity < 0 &&
      !together.some(({ regularRiderIds }) => regularRiderIds.some((id) => id === rider.id)),
  });
}

/** Whether some grid of the rider lies within the rings opened so far; grows the set of grids ring by ring. */
function inReach(
  { task, rider, snapshot }: Pick<Pair, 'task' | 'rider' | 'snapshot'>,
  policy: Policy,
): boolean {
  const { grids, now } = snapshot;
  if (!grids.length) return true;
  const { firstHops, urgentHops, stepMs, everywhereHops } = policy.territory;
  const begins = Math.max(task.readyAt, task.windowStart);
  const since = Math.max(task.openedAt, begins - policy.offerAheadMs);
  const first = task.tier < policy.urgentTier ? firstHops : urgentHops;
  const open = first + Math.max(0, Math.floor((now - since) / stepMs));
  const reached = new Set([task.gridId]);
  for (let ring = 0; ; ring++) {
    if (rider.gridIds.some((id) => reached.has(id))) return ring <= open;
    const size = reached.size;
    const border = grids.filter(({ id }) => reached.has(id)).flatMap((grid) => grid.neighbours);
    for (const id of border) reached.add(id);
    if (reached.size === size) return open > everywhereHops;
  }
}

const sentences = (broken: Readonly<Record<string, boolean>>): string[] =>
  Object.keys(broken).filter((sentence) => broken[sentence]);
