import { distance } from '../geo/point.ts';
import { pairConstraints, riderConstraints, taskConstraints } from './constraints/all.ts';
import type { TaskConstraint } from './constraints/constraint.ts';
import { riderTerms, sumOf } from './cost.ts';
import { bestFit } from './insertion.ts';
import type { Candidate, Rider, Sentence, Task } from './model.ts';
import type { Scene } from './scene.ts';

/** What was found out about one task: who could do it, and which rule refuses everybody else. */
export interface Assessment {
  readonly task: Task;
  /** The rule because of which nobody is asked now. */
  readonly held?: TaskConstraint;
  /** Cheapest first, ties by rider id. */
  readonly candidates: readonly Candidate[];
  readonly refusals: readonly Refusal[];
}

/** One rider and the rule that refuses; its sentence is worked out only when somebody reads it. */
export interface Refusal {
  readonly rider: Rider;
  readonly name: string;
  sentence(): Sentence;
}

/** The riders who may be asked at all, and for the others the rule that refuses. */
export interface Roster {
  readonly free: readonly Rider[];
  readonly refused: readonly Refusal[];
}

/** Sorts out, once for all tasks, the riders who cannot be asked for anything. */
export function rosterOf(riders: readonly Rider[], scene: Scene): Roster {
  const free: Rider[] = [];
  const refused: Refusal[] = [];
  for (const rider of riders) {
    const rule = riderConstraints.find((one) => !one.allows(rider, scene));
    if (rule) refused.push({ rider, name: rule.name, sentence: () => rule.sentence(rider, scene) });
    else free.push(rider);
  }
  return { free, refused };
}

/** Weighs every free rider for one task. */
export function assess(task: Task, roster: Roster, scene: Scene): Assessment {
  const held = taskConstraints.find((rule) => !rule.allows(task, scene));
  const candidates: Candidate[] = [];
  const refusals: Refusal[] = [...roster.refused];
  for (const rider of roster.free) {
    const found = weigh(task, rider, scene);
    if ('costMinutes' in found) candidates.push(found);
    else refusals.push(found);
  }
  candidates.sort((a, b) => a.costMinutes - b.costMinutes || (a.riderId < b.riderId ? -1 : 1));
  return { task, candidates, refusals, ...(held && { held }) };
}

function weigh(task: Task, rider: Rider, scene: Scene): Candidate | Refusal {
  for (const rule of pairConstraints)
    if (!rule.allows(task, rider, scene))
      return { rider, name: rule.name, sentence: () => rule.sentence(task, rider, scene) };
  const fit = bestFit(task, rider, scene);
  const { placement } = fit;
  if (fit.refusedBy) {
    const { refusedBy } = fit;
    const { name } = refusedBy;
    return { rider, name, sentence: () => refusedBy.sentence(placement, scene) };
  }
  const terms = { ...fit.terms, ...riderTerms(task, rider, scene) };
  const { pickupAt, arriveAt, insertion, schedule, present } = placement;
  return {
    riderId: rider.id,
    costMinutes: sumOf(terms),
    terms,
    ...(pickupAt !== undefined && { pickupAt }),
    arriveAt,
    addedMs: schedule.endsAt - present.endsAt,
    distanceM: Math.round(distance(rider.at, (task.pickup ?? task.dropoff).at)),
    insertion,
  };
}
