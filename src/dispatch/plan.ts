import { assess, type Assessment } from './assessment.ts';
import { nextRingAt } from './constraints/territory.ts';
import { explain, waitingFor } from './explain.ts';
import type { Plan, Proposal, Snapshot } from './model.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { rosterOf } from './roster.ts';
import { type Scene, sceneOf } from './scene.ts';
import { crowFlies, type Travel } from './travel.ts';
import { formWaves } from './waves.ts';

/** Decides who is asked for what. Same snapshot, same policy, same travel times: same plan, whatever the order of the input. */
export function plan(
  snapshot: Snapshot,
  policy: Policy = defaultPolicy,
  travel: Travel = crowFlies(policy.detourFactor),
): Plan {
  const scene = sceneOf(snapshot, { policy, travel });
  const riders = snapshot.riders.toSorted(byId);
  const roster = rosterOf(riders, scene);
  const assessments = snapshot.tasks.toSorted(byId).map((task) => assess(task, roster, scene));
  const waves = formWaves(assessments, riders, scene);
  const waveOf = ({ task }: Assessment) => waves.get(task.id) ?? [];
  const waiting = assessments.filter((one) => !waveOf(one).length);
  const wakeAt = wakeOf(waiting, scene);
  return {
    policyVersion: policy.version,
    offers: assessments.flatMap((one): Proposal[] => {
      const asked = waveOf(one);
      return asked.length ? [{ taskIds: [one.task.id], asked }] : [];
    }),
    waiting: waiting.map((one) => waitingFor(one, scene)),
    explanations: assessments.map((one) => explain(one, waveOf(one), { roster, scene })),
    ...(wakeAt < Infinity && { wakeAt }),
  };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/** The next instant at which a rule loosens for a waiting task, or a waiting task becomes late and so more urgent. */
function wakeOf(waiting: readonly Assessment[], scene: Scene): number {
  let wakeAt = Infinity;
  for (const { task, held, excluded } of waiting) {
    const instants = [task.dueAt + 1];
    if (held?.loosensAt) instants.push(held.loosensAt(task, scene));
    if (excluded.territory) instants.push(nextRingAt(task, scene));
    for (const instant of instants) if (instant > scene.now) wakeAt = Math.min(wakeAt, instant);
  }
  return wakeAt;
}
