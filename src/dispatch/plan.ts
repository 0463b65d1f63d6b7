import { assess, type Assessment } from './assessment.ts';
import { nextRingAt } from './constraints/territory.ts';
import { explain, waitingFor } from './explain.ts';
import type { Plan, Proposal, Reservation, Snapshot } from './model.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { rosterOf } from './roster.ts';
import { type Scene, sceneOf } from './scene.ts';
import { crowFlies, type Travel } from './travel.ts';
import { planTours } from './tours/touring.ts';
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
  const tasks = snapshot.tasks.toSorted(byId);
  if (policy.maxBundle > 1 || policy.commit === 'AT_DEPARTURE') {
    const { lost, ...decided } = planTours(tasks, { roster, scene });
    const coming = decided.reserved.map((one) => comingAt(one, scene.now));
    return finished(decided, { policy, wakeAt: Math.min(wakeOf(lost, scene), ...coming) });
  }
  const assessments = tasks.map((task) => assess(task, roster, scene));
  const waves = formWaves(assessments, riders, scene);
  const waveOf = ({ task }: Assessment) => waves.get(task.id) ?? [];
  const waiting = assessments.filter((one) => !waveOf(one).length);
  const decided = {
    offers: assessments.flatMap((one): Proposal[] => {
      const asked = waveOf(one);
      return asked.length ? [{ taskIds: [one.task.id], asked }] : [];
    }),
    waiting: waiting.map((one) => waitingFor(one, scene)),
    explanations: assessments.map((one) => explain(one, { asked: waveOf(one) }, { roster, scene })),
  };
  return finished(decided, { policy, wakeAt: wakeOf(waiting, scene) });
}

const finished = (
  decided: Pick<Plan, 'offers' | 'waiting' | 'explanations' | 'reserved'>,
  { policy, wakeAt }: { readonly policy: Policy; readonly wakeAt: number },
): Plan => ({
  policyVersion: policy.version,
  ...decided,
  ...(wakeAt < Infinity && { wakeAt }),
});

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/** When the rider is to see what is kept, or has seen it and is to be asked for it; never, when other work comes first. */
export const comingAt = ({ next }: Reservation, now: number): number =>
  next ? (next.showAt > now ? next.showAt : next.tellAt) : Infinity;

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
