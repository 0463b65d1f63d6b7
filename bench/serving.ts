import { check } from '../src/dispatch/check.ts';
import type { Plan, Rider, Snapshot } from '../src/dispatch/model.ts';
import { defaultPolicy, type Policy, streetPolicy } from '../src/dispatch/policy.ts';
import { crowFlies } from '../src/dispatch/travel.ts';

/** The policies that are measured side by side. */
export const policies = {
  'one by one, at once': defaultPolicy,
  'bundles of 4, at once (a street)': streetPolicy,
  'bundles of 4, at departure': { ...streetPolicy, commit: 'AT_DEPARTURE' },
} as const satisfies Readonly<Record<string, Policy>>;

/** How many tasks production plans together (`src/domain/requests/dispatching.ts`). */
const TOGETHER = 100;

/** The questions one planning of a town asks the engine, one after the other, and what they are answered. */
export type Serve = (
  town: Snapshot,
  policy: Policy,
  timed: (question: Snapshot) => Plan,
) => readonly Plan[];

/** All tasks in one question. */
export const inOne: Serve = (town, _policy, timed) => [timed(town)];

/** As production does, without its limit of 500 tasks a planning: a hundred tasks a question, the most urgent first; whoever is asked or meant for something is not thought of again. */
export const inTurns: Serve = (town, { offerAheadMs }, timed) => {
  const tasks = town.tasks
    .filter(({ readyAt }) => readyAt <= town.now + offerAheadMs)
    .toSorted((a, b) => b.tier - a.tier || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
  const plans: Plan[] = [];
  let { riders } = town;
  for (let from = 0; from < tasks.length; from += TOGETHER) {
    if (riders.every(({ pendingTaskId }) => pendingTaskId)) break;
    const decided = timed({ ...town, riders, tasks: tasks.slice(from, from + TOGETHER) });
    plans.push(decided);
    riders = reserving(riders, decided);
  }
  return plans;
};

function reserving(riders: readonly Rider[], { offers, reserved }: Plan): Rider[] {
  const askedFor = new Map([
    ...(reserved ?? []).map(({ riderId, taskIds }) => [riderId, taskIds[0]!] as const),
    ...offers.flatMap(({ taskIds, asked }) =>
      asked.map(({ riderId }) => [riderId, taskIds[0]!] as const),
    ),
  ]);
  return riders.map((rider) => {
    const pendingTaskId = askedFor.get(rider.id);
    return pendingTaskId ? { ...rider, pendingTaskId } : rider;
  });
}

/** How a town is served. */
export interface Way {
  readonly policy: Policy;
  readonly serve: Serve;
  readonly timed: (question: Snapshot) => Plan;
}

/** How much of a town is served, and which laws that breaks; `timed` asks the engine. */
export function outcomeOf(town: Snapshot, { policy, serve, timed }: Way) {
  const travel = crowFlies(policy.detourFactor);
  const broken: string[] = [];
  const plans = serve(town, policy, (question) => {
    const decided = timed(question);
    broken.push(...check(question, decided, { policy, travel }).slice(0, 3));
    return decided;
  });
  const counted = (lists: readonly { readonly taskIds: readonly string[] }[]) =>
    lists.reduce((sum, { taskIds }) => sum + taskIds.length, 0);
  return {
    asked: counted(plans.flatMap(({ offers }) => offers)),
    kept: counted(plans.flatMap(({ reserved }) => reserved ?? [])),
    questions: plans.length,
    broken,
  };
}
