import type { Placement } from './insertion.ts';
import type { CostTerms, Rider, Task } from './model.ts';
import type { Policy } from './policy.ts';
import { earliestOf, type Timing } from './route.ts';
import type { Scene } from './scene.ts';

/** The terms that depend on where in the route a task goes, in weighted minutes. */
export type RouteTerms = Pick<CostTerms, 'added' | 'waiting' | 'late'>;

/** Borders beyond this many cost no more. */
const COUNTED_HOPS = 8;
const MINUTE_MS = 60_000;

/** Longer on the way, later at the door, and lateness of every promise on the route. */
export function routeTerms(placement: Placement, scene: Scene): RouteTerms {
  const { task, arriveAt, schedule, present } = placement;
  const waitedMs = Math.max(0, arriveAt - Math.max(scene.now, earliestOf(task)));
  return wayTerms({ schedule, present, waitedMs }, scene);
}

/** A rider's way with something new on it, and how long residents wait for that. */
export interface Way {
  readonly schedule: Timing;
  readonly present: Timing;
  readonly waitedMs: number;
}

/** The same for several tasks at once. */
export function wayTerms(way: Way, { policy }: Scene): RouteTerms {
  const { schedule, present, waitedMs } = way;
  const laterMs = schedule.lateMs - present.lateMs;
  return termsOf({ addedMs: schedule.endsAt - present.endsAt, waitedMs, laterMs }, policy);
}

/** What something new on a way changes, in milliseconds. */
export interface Change {
  readonly addedMs: number;
  readonly waitedMs: number;
  readonly laterMs: number;
}

const termsOf = ({ addedMs, waitedMs, laterMs }: Change, { weights }: Policy): RouteTerms => ({
  added: rounded((weights.added * addedMs) / MINUTE_MS),
  waiting: rounded((weights.waiting * waitedMs) / MINUTE_MS),
  late: rounded((weights.late * laterMs) / MINUTE_MS),
});

/** All of that in weighted minutes. */
export const minutesOf = ({ addedMs, waitedMs, laterMs }: Change, { weights }: Policy): number =>
  rounded((weights.added * addedMs) / MINUTE_MS) +
  rounded((weights.waiting * waitedMs) / MINUTE_MS) +
  rounded((weights.late * laterMs) / MINUTE_MS);

/** The terms that depend on who the rider is, in minutes. */
export function riderTerms(
  task: Task,
  rider: Rider,
  scene: Scene,
): Omit<CostTerms, keyof RouteTerms> {
  const { weights, fairnessMaxMinutes } = scene.policy;
  const { declineProbability: decline } = rider;
  const half = fairnessMaxMinutes / 2;
  const hops = scene.hops(task, rider, COUNTED_HOPS);
  const owed = Math.max(-half, Math.min(half, weights.fairness * scene.debt(rider)));
  return {
    decline: rounded((decline / (1 - decline)) * weights.declineMinutes),
    // From nothing for who is owed most to the whole bound for who is far ahead.
    fairness: rounded(half - owed),
    continuity: task.regularRiderIds.includes(rider.id) ? rounded(-weights.continuityMinutes) : 0,
    territory: rounded(weights.territoryPerHop * Math.min(COUNTED_HOPS, hops)),
  };
}

/** What a candidate costs in all, in minutes. */
export const sumOf = (terms: CostTerms): number =>
  rounded(
    terms.added +
      terms.waiting +
      terms.late +
      terms.decline +
      terms.fairness +
      terms.continuity +
      terms.territory,
  );

/** To a thousandth of a minute: sums of rounded terms are exact, so equal costs tie on every machine. */
const rounded = (minutes: number) => Math.round(minutes * 1000) / 1000 + 0;
