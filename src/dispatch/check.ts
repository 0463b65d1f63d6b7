import { offerLaws, taskLaws } from './check-offer.ts';
import { walkLaws } from './check-walk.ts';
import { belongTogether, wayLaws } from './check-way.ts';
import type { Plan, Snapshot, Task } from './model.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { crowFlies, type Travel } from './travel.ts';

/** What a plan is judged by. */
export interface Ground {
  readonly policy: Policy;
  readonly travel: Travel;
}

/** Names every law the plan breaks, none for a right one. States the laws anew and shares no code with the search, so that it can disagree. */
export function check(
  snapshot: Snapshot,
  plan: Plan,
  ground: Ground = { policy: defaultPolicy, travel: crowFlies(defaultPolicy.detourFactor) },
): string[] {
  const broken: string[] = [];
  const tasks = new Map(snapshot.tasks.map((task) => [task.id, task]));
  const riders = new Map(snapshot.riders.map((rider) => [rider.id, rider]));
  for (const { taskIds, asked } of plan.offers) {
    if (!asked.length) broken.push(`nobody is asked for ${taskIds.join(', ')}`);
    const together = taskIds.flatMap((id) => tasks.get(id) ?? []);
    if (!mayBeOffered(together, taskIds, ground.policy)) {
      broken.push(`${taskIds.join(', ') || 'no task'} cannot be offered together`);
      continue;
    }
    for (const task of together) {
      for (const law of taskLaws(task, snapshot, ground.policy)) broken.push(`${task.id}: ${law}`);
      if (asked.length > Math.min(task.waveSize, ground.policy.maxWave))
        broken.push(`${task.id} asks too many riders at once`);
    }
    for (const candidate of asked) {
      const rider = riders.get(candidate.riderId);
      if (!rider) {
        broken.push(`${candidate.riderId} is unknown`);
        continue;
      }
      const pairs = together.map((task) => ({ task, rider, candidate, snapshot, together }));
      for (const pair of pairs)
        for (const law of offerLaws(pair, ground.policy))
          broken.push(`${rider.id} for ${pair.task.id}: ${law}`);
      const walked = candidate.way ? wayLaws(pairs[0]!, ground) : walkLaws(pairs[0]!, ground);
      for (const law of walked) broken.push(`${rider.id} for ${taskIds.join(', ')}: ${law}`);
    }
  }
  return [
    ...broken,
    ...accountLaws(snapshot, plan),
    ...reservationLaws(snapshot, plan, ground.policy),
    ...justiceLaws(snapshot, plan, ground.policy),
  ];
}

/** One task, or a few that belong together and are carried on one way. */
const mayBeOffered = (together: readonly Task[], ids: readonly string[], policy: Policy) =>
  together.length > 0 &&
  together.length === ids.length &&
  together.length <= Math.max(1, policy.maxBundle) &&
  belongTogether(together, policy.bundle);

/** Every task is accounted for once, every rider asked at most once, every task and every rider explained. */
function accountLaws({ tasks, riders }: Snapshot, plan: Plan): string[] {
  const broken: string[] = [];
  const asked = plan.offers.flatMap((offer) => offer.asked.map(({ riderId }) => riderId));
  if (new Set(asked).size !== asked.length) broken.push('a rider is asked for two things at once');
  const known = tasks.map(({ id }) => id).toSorted();
  const accounted = [...plan.offers.flatMap(({ taskIds }) => taskIds), ...ids(plan.waiting)];
  if (accounted.toSorted().join() !== known.join()) broken.push('a task is lost or doubled');
  if (ids(plan.explanations).toSorted().join() !== known.join())
    broken.push('a task is not explained');
  for (const { taskId, reasons } of plan.waiting)
    if (!reasons.length) broken.push(`${taskId} waits without a reason`);
  const kept = new Set(plan.reserved?.flatMap(({ taskIds }) => taskIds));
  for (const { taskId, candidates, excluded } of plan.explanations) {
    if (kept.has(taskId)) continue;
    const refused = Object.values(excluded).reduce((sum, count) => sum + count, 0);
    if (candidates.length + refused !== riders.length)
      broken.push(`a rider is missing from the account of ${taskId}`);
  }
  return broken;
}

/** What is kept for a rider waits, is kept for one rider on duty, and is looked at again before that rider is to see it or must know. */
function reservationLaws({ riders, now }: Snapshot, plan: Plan, policy: Policy): string[] {
  const reserved = plan.reserved ?? [];
  const broken: string[] = [];
  const waiting = new Set(ids(plan.waiting));
  const seen = new Set<string>();
  for (const { riderId, taskIds, next } of reserved) {
    const rider = riders.find(({ id }) => id === riderId);
    if (rider?.duty !== 'ON') broken.push(`${riderId} is kept for work without being on duty`);
    for (const id of taskIds) {
      if (seen.has(id)) broken.push(`${id} is kept for two riders`);
      seen.add(id);
      if (!waiting.has(id)) broken.push(`${id} is kept for a rider without waiting`);
    }
    if (!next) continue;
    const { showAt, tellAt } = next;
    if (tellAt <= now) broken.push(`${riderId} is told too late`);
    if (showAt !== tellAt - policy.showAheadMs)
      broken.push(`${riderId} is shown work too early or late`);
    if ((showAt > now ? showAt : tellAt) < (plan.wakeAt ?? Infinity))
      broken.push(`${riderId} is forgotten`);
    if (!next.taskIds.length || next.taskIds.some((id) => !taskIds.includes(id)))
      broken.push(`${riderId} is to be asked for what is not kept`);
  }
  return broken;
}

/** Nobody stays idle who could serve a waiting task, and nobody serves a lesser task whom a greater one waits for. */
function justiceLaws(snapshot: Snapshot, plan: Plan, policy: Policy): string[] {
  const { tasks, now } = snapshot;
  const importance = (id: string) => {
    const task = tasks.find((one) => one.id === id);
    if (!task) return -1;
    return task.tier === 3 ? 8 : task.tier + (now > task.dueAt ? 4 : 0);
  };
  // Without tours, nobody is asked as one of several who could serve what waits.
  const isShared = (asked: readonly unknown[]) => !plan.reserved && asked.length > 1;
  const servedBy = new Map<string, number>();
  const serves = (riderId: string, least: number) =>
    servedBy.set(riderId, Math.max(servedBy.get(riderId) ?? -1, least));
  for (const { taskIds, asked } of plan.offers)
    for (const { riderId } of asked)
      serves(riderId, isShared(asked) ? -1 : Math.max(...taskIds.map((id) => importance(id))));
  const open = new Set(
    tasks.filter((task) => !taskLaws(task, snapshot, policy).length).map(({ id }) => id),
  );
  const reserved = new Set(plan.reserved?.flatMap(({ taskIds }) => taskIds));
  for (const { riderId, taskIds } of plan.reserved ?? [])
    for (const id of taskIds) serves(riderId, importance(id));
  const broken: string[] = [];
  for (const { taskId } of plan.waiting) {
    if (!open.has(taskId) || reserved.has(taskId)) continue;
    const account = plan.explanations.find((one) => one.taskId === taskId);
    for (const { riderId } of account?.candidates ?? [])
      if ((servedBy.get(riderId) ?? -1) < importance(taskId))
        broken.push(`${riderId} could serve ${taskId}, which waits`);
  }
  return broken;
}

const ids = (list: readonly { readonly taskId: string }[]) => list.map(({ taskId }) => taskId);
