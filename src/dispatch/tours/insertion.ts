import type { Policy } from '../policy.ts';
import type { Job } from './job.ts';
import { costOf, type Group, type Tour } from './tour.ts';

/** The cheapest way to take a job into a tour. */
export interface Insertion {
  readonly tour: Tour;
  /** How much dearer the tour gets. */
  readonly costs: number;
}

/** Takes the job into a group fetched at the same place, or between groups as one of its own; undefined when no way costs less than `below`. */
export function insert(
  job: Job,
  tour: Tour,
  { policy, below }: { readonly policy: Policy; readonly below: number },
): Insertion | undefined {
  const { member, groups } = tour;
  const suits = member.suits(job);
  if (suits === Infinity || leastCost(job, tour, policy) + suits >= below) return undefined;
  let best: readonly Group[] | undefined;
  let least = tour.cost + below;
  const attempt = (changed: readonly Group[]) => {
    const cost = costOf(member, changed, policy);
    if (cost < least) [best, least] = [changed, cost];
  };
  for (const [at, group] of groups.entries()) {
    if (group[0]!.group !== job.group || newIn(group) >= mostIn(group, policy)) continue;
    for (let seat = 0; seat <= group.length; seat++)
      attempt(groups.with(at, group.toSpliced(seat, 0, job)));
  }
  for (let at = member.head.length ? 1 : 0; at <= groups.length; at++)
    attempt(groups.toSpliced(at, 0, [job]));
  return best && { tour: { member, groups: best, cost: least }, costs: least - tour.cost };
}

/** What the job's own waiting costs at least, whatever else the rider does. */
function leastCost(job: Job, { member }: Tour, { weights }: Policy): number {
  const { freeAt, place, legs } = member;
  const there =
    job.pickup < 0
      ? freeAt + legs(place, job.door) + job.doorApproachMs
      : Math.max(freeAt + (member.head.length ? 0 : legs(place, job.pickup)), job.readyAt) +
        job.pickupServiceMs +
        legs(job.pickup, job.door) +
        job.doorApproachMs;
  return (
    (weights.waiting * Math.max(0, there - job.earliest) +
      weights.late * Math.max(0, there - job.dueAt)) /
    60_000
  );
}

const newIn = (group: Group) => group.length;
const mostIn = (_group: Group, { maxBundle }: Policy) => maxBundle;

/** The tour without a job. */
export function without(job: Job, { member, groups }: Tour, policy: Policy): Tour {
  const left = groups
    .map((group) => (group.includes(job) ? group.filter((one) => one !== job) : group))
    .filter((group) => group.length);
  return { member, groups: left, cost: costOf(member, left, policy) };
}
