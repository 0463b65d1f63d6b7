import type { Task } from '../model.ts';
import type { Policy } from '../policy.ts';
import type { Scene } from '../scene.ts';
import { departureOf, type Group, presentTour, type Tour } from './tour.ts';

/** What a rider would do next, and by when the rider must know. */
export interface Next {
  readonly tour: Tour;
  /** The group as it would be, promised jobs of the head included. */
  readonly group: Group;
  readonly tasks: readonly Task[];
  readonly tellAt: number;
}

/** The next group of a tour that has something new in it: joiners before the pickup, others when the rider must leave. */
export function nextOf(tour: Tour, { policy }: Scene): Next | undefined {
  const [group] = tour.groups;
  const tasks = group?.flatMap(({ task }) => task ?? []) ?? [];
  if (!group || !tasks.length) return undefined;
  return { tour, group, tasks, tellAt: dueOf(tour, group, policy) - policy.tellAheadMs };
}

/**
 * When the rider leaves, or with something to fetch already, when that is fetched: whoever joins must be known before the rest
 * would be fetched without it. Whoever is free sets off earlier for what may be ready before it was said.
 */
function dueOf(tour: Tour, group: Group, policy: Policy): number {
  const { member } = tour;
  if (member.head.length) return departureOf(presentTour(member, policy)).pickupAt;
  const { leaveAt } = departureOf(tour);
  const spreadMs = Math.max(...group.map(({ readySpreadMs }) => readySpreadMs));
  return Math.max(leaveAt - policy.ready.aheadSpreads * spreadMs, Math.min(leaveAt, member.freeAt));
}
