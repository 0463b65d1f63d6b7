import { distance } from '../geo/point.ts';
import { pairConstraintsOf, taskConstraints } from './constraints/all.ts';
import type { PairConstraint, TaskConstraint } from './constraints/constraint.ts';
import { openTo, territory } from './constraints/territory.ts';
import { riderTerms, sumOf } from './cost.ts';
import { bestFit, type Fit } from './insertion.ts';
import type { Candidate, Rider, Sentence, Task } from './model.ts';
import type { Roster } from './roster.ts';
import type { Scene } from './scene.ts';

/** What was found out about one task: who could do it, and how many riders each rule refuses. */
export interface Assessment {
  readonly task: Task;
  /** The rule because of which nobody is asked now. */
  readonly held?: TaskConstraint;
  /** Cheapest first, ties by rider id. */
  readonly candidates: readonly Candidate[];
  readonly excluded: Readonly<Record<string, number>>;
  /** The riders nearest to the task, nearest first, as many as may be written about. */
  readonly nearest: readonly Neighbour[];
}

/** A rider near a task, and what was found out about both; undefined when nobody has looked. */
export interface Neighbour {
  readonly rider: Rider;
  readonly metres: number;
  found: Candidate | Refusal | undefined;
}

/** The rule that refuses a rider a task, and its sentence, worked out only when somebody reads it. */
export interface Refusal {
  readonly name: string;
  sentence(): Sentence;
}

/** The rule because of which nobody is asked for the task now. */
export const heldBy = (task: Task, scene: Scene): TaskConstraint | undefined =>
  taskConstraints.find((rule) => !rule.allows(task, scene));

/** Weighs every free rider for one task; those outside the grids open to it are counted without a look. */
export function assess(task: Task, roster: Roster, scene: Scene): Assessment {
  const held = heldBy(task, scene);
  const candidates: Candidate[] = [];
  const excluded: Record<string, number> = { ...roster.refused };
  const nearest = new Map<Rider, Neighbour>();
  for (const { place: rider, metres } of roster.nearest((task.pickup ?? task.dropoff).at))
    nearest.set(rider, { rider, metres, found: undefined });
  const count = (name: string, riders: number) => {
    if (riders) excluded[name] = (excluded[name] ?? 0) + riders;
  };
  const open = openTo(task, scene);
  const near = open ? roster.freeIn(open) : roster.free;
  count(territory.name, roster.free.length - near.length);
  const weighing = { scene, rules: pairConstraintsOf(task, scene, { isNear: open !== undefined }) };
  for (const rider of near) {
    const found = weigh(task, rider, weighing);
    const neighbour = nearest.get(rider);
    if (neighbour) neighbour.found = found;
    if ('costMinutes' in found) candidates.push(found);
    else count(found.name, 1);
  }
  candidates.sort((a, b) => a.costMinutes - b.costMinutes || (a.riderId < b.riderId ? -1 : 1));
  return { task, candidates, excluded, nearest: [...nearest.values()], ...(held && { held }) };
}

/** By which rules about a task and a rider. */
export interface Weighing {
  readonly scene: Scene;
  readonly rules: readonly PairConstraint[];
}

/** What the rider would cost, or the rule that refuses. */
export function weigh(task: Task, rider: Rider, { scene, rules }: Weighing): Candidate | Refusal {
  const rule = refusingOf(rules, task, rider, scene);
  if (rule) return { name: rule.name, sentence: () => rule.sentence(task, rider, scene) };
  const fit = bestFit(task, rider, scene);
  if (!fit.refusedBy) return candidateOf(fit, scene);
  const { placement, refusedBy } = fit;
  return { name: refusedBy.name, sentence: () => refusedBy.sentence(placement, scene) };
}

/** The first of the rules that refuses: asked of every pair, it makes nothing. */
function refusingOf(rules: readonly PairConstraint[], task: Task, rider: Rider, scene: Scene) {
  for (const rule of rules) if (!rule.allows(task, rider, scene)) return rule;
  return undefined;
}

function candidateOf({ placement, terms }: Fit & { refusedBy?: undefined }, scene: Scene) {
  const { task, rider, pickupAt, arriveAt, insertion, schedule, present } = placement;
  const { added, waiting, late } = terms;
  const { decline, fairness, continuity, territory: away } = riderTerms(task, rider, scene);
  const all = { added, waiting, late, decline, fairness, continuity, territory: away };
  const riderId = rider.id;
  const costMinutes = sumOf(all);
  const addedMs = schedule.endsAt - present.endsAt;
  const distanceM = Math.round(distance(rider.at, (task.pickup ?? task.dropoff).at));
  const candidate: Candidate =
    pickupAt === undefined
      ? { riderId, costMinutes, terms: all, arriveAt, addedMs, distanceM, insertion }
      : { riderId, costMinutes, terms: all, pickupAt, arriveAt, addedMs, distanceM, insertion };
  return candidate;
}
