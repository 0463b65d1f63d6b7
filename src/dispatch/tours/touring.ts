import { assess, heldBy, type Assessment } from '../assessment.ts';
import { explain, meantFor, waitingFor } from '../explain.ts';
import type { Explanation, Plan, Reservation, Task, Waiting } from '../model.ts';
import type { Roster } from '../roster.ts';
import type { Scene } from '../scene.ts';
import { crewOf } from './crew.ts';
import { nextOf } from './departure.ts';
import { jobOf } from './job.ts';
import { proposalOf } from './offering.ts';
import { placesFor } from './places.ts';
import { findTours } from './search.ts';

/** What was decided by tours. */
export interface Decided {
  readonly offers: Plan['offers'];
  readonly reserved: readonly Reservation[];
  readonly waiting: Waiting[];
  readonly explanations: Explanation[];
  /** What waits without being meant for anybody. */
  readonly lost: Assessment[];
}

/** Plans tours for everybody, asks those who must leave now, and keeps the rest open. */
export function planTours(
  tasks: readonly Task[],
  { roster, scene }: { readonly roster: Roster; readonly scene: Scene },
): Decided {
  const places = placesFor(scene.travel);
  const open = tasks.filter((task) => !heldBy(task, scene));
  const jobs = open.map((task, index) => jobOf(task, places, { index, scene }));
  const crew = crewOf(roster.free, places, scene);
  const { tours } = findTours(jobs, crew, scene.policy);
  const nexts = tours.flatMap((tour) => nextOf(tour, scene) ?? []);
  const due = nexts.filter(
    ({ tellAt }) => scene.policy.commit === 'AT_ONCE' || tellAt <= scene.now,
  );
  const offers = due.map((next) => proposalOf(next, scene));
  const reserved = nexts
    .filter((next) => !due.includes(next))
    .map(({ tour, tasks: kept, tellAt }) => ({
      riderId: tour.member.rider.id,
      taskIds: kept.map(({ id }) => id),
      tellAt,
    }));
  const meant = new Map(
    tours.flatMap(({ member, groups }) =>
      groups.flat().flatMap(({ task }) => (task ? [[task.id, member.rider]] : [])),
    ),
  );
  const asked = new Map(offers.flatMap((offer) => offer.taskIds.map((id) => [id, offer])));
  const decided: Decided = { offers, reserved, waiting: [], explanations: [], lost: [] };
  const { waiting, explanations, lost } = decided;
  for (const task of tasks) {
    const offer = asked.get(task.id);
    const rider = meant.get(task.id);
    if (!offer && rider) {
      const summary = meantFor(rider);
      waiting.push({ taskId: task.id, reasons: [summary] });
      explanations.push({ taskId: task.id, summary, candidates: [], exclusions: [], excluded: {} });
      continue;
    }
    const assessment = assess(task, roster, scene);
    const wave = offer ? { asked: offer.asked, together: offer.taskIds.length } : { asked: [] };
    explanations.push(explain(assessment, wave, { roster, scene }));
    if (offer) continue;
    waiting.push(waitingFor(assessment, scene));
    lost.push(assessment);
  }
  return decided;
}
