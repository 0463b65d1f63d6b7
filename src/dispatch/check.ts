import { offerLaws, taskLaws } from './check-offer.ts';
import { walkLaws } from './check-walk.ts';
import type { Plan, Snapshot } from './model.ts';
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
    const [taskId, ...more] = taskIds;
    const task = tasks.get(taskId ?? '');
    if (!task || more.length) {
      broken.push(`${taskIds.join(', ') || 'no task'} cannot be offered together`);
      continue;
    }
    for (const law of taskLaws(task, snapshot, ground.policy)) broken.push(`${task.id}: ${law}`);
    if (asked.length > Math.min(task.waveSize, ground.policy.maxWave))
      broken.push(`${task.id} asks too many riders at once`);
    for (const candidate of asked) {
      const rider = riders.get(candidate.riderId);
      if (!rider) {
        broken.push(`${candidate.riderId} is unknown`);
        continue;
      }
      const pair = { task, rider, candidate, snapshot };
      for (const law of [...offerLaws(pair, ground.policy), ...walkLaws(pair, ground)])
        broken.push(`${rider.id} for ${task.id}: ${law}`);
    }
  }
  return [...broken, ...accountLaws(snapshot, plan), ...justiceLaws(snapshot, plan, ground.policy)];
}

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
  for (const { taskId, candidates, excluded } of plan.explanations) {
    const refused = Object.values(excluded).reduce((sum, count) => sum + count, 0);
    if (candidates.length + refused !== riders.length)
      broken.push(`a rider is missing from the account of ${taskId}`);
  }
  return broken;
}

/** Nobody stays idle who could serve a waiting task, and nobody serves a lesser task whom a greater one waits for. */
function justiceLaws(snapshot: Snapshot, plan: Plan, policy: Policy): string[] {
  const { tasks, now } = snapshot;
  const importance = (id: string) => {
    const task = tasks.find((one) => one.id === id);
    if (!task) return -1;
    return task.tier === 3 ? 9 : task.tier + (now > task.dueAt ? 4 : 0);
  };
  const servedBy = new Map(
    plan.offers.flatMap(({ taskIds, asked }) =>
      asked.map(({ riderId }) => [riderId, asked.length > 1 ? -1 : importance(taskIds[0]!)]),
    ),
  );
  const open = new Set(
    tasks.filter((task) => !taskLaws(task, snapshot, policy).length).map(({ id }) => id),
  );
  const broken: string[] = [];
  for (const { taskId } of plan.waiting) {
    if (!open.has(taskId)) continue;
    const account = plan.explanations.find((one) => one.taskId === taskId);
    for (const { riderId } of account?.candidates ?? [])
      if ((servedBy.get(riderId) ?? -1) < importance(taskId))
        broken.push(`${riderId} could serve ${taskId}, which waits`);
  }
  return broken;
}

const ids = (list: readonly { readonly taskId: string }[]) => list.map(({ taskId }) => taskId);
