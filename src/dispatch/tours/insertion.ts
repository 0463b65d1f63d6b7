import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import type { Job } from './job.ts';
import { mayJoin } from './joining.ts';
import { type Group, type Tour, tourOf } from './tour.ts';
import type { Walk } from './walk.ts';

/** The cheapest way to take a job into a tour: into a group at a seat, or as a group of its own before another. */
export interface Insertion {
  readonly tour: Tour;
  readonly job: Job;
  readonly group: number;
  /** Undefined when the job is a group of its own. */
  readonly seat: number | undefined;
  /** How much dearer the tour gets. */
  readonly costs: number;
}

/** What a search of one tour goes by. */
export interface Aim {
  readonly walk: Walk;
  readonly policy: Policy;
  /** A way that costs no less is of no use. */
  readonly below: number;
  /** What the job costs this rider at least. */
  readonly least: number;
}

/** Sums in another order differ in the last bits: a bound decides only beyond these. */
const NOISE = 1e-9;

/**
 * Looks for the cheapest way to take the job into a group it may be carried with, or between groups; undefined when none is
 * good enough. It goes before what matters less, and nothing that matters more becomes later by it.
 */
export function insert(job: Job, tour: Tour, aim: Aim): Insertion | undefined {
  const { groups, member, marks } = tour;
  const { walk, policy, least } = aim;
  const { maxBundle, bundle } = policy;
  let limit = tour.cost + aim.below;
  let group = -1;
  let seat: number | undefined;
  for (let at = 0; at < groups.length; at++) {
    const there = groups[at]!;
    if (there.length >= maxBundle || !mayJoin(job, there, bundle)) continue;
    const mark = marks[at]!;
    if (mark.cost + mark.rest + least >= limit + NOISE) continue;
    const greater = greaterIn(tour, at, job, walk);
    for (let trial = greater.seat; trial <= there.length; trial++) {
      walk.resume(member, mark);
      if (!walk.go(there, job, trial) || walk.fetchedAt > greater.fetchedAt) continue;
      if (!finish(tour, at + 1, job, { walk, below: limit })) continue;
      [limit, group, seat] = [walk.cost, at, trial];
    }
  }
  for (let at = member.head.length ? 1 : 0; at <= groups.length; at++) {
    if (at > 0 && groups[at - 1]!.some((one) => one.task && one.rank < job.rank)) break;
    const mark = marks[at]!;
    if (mark.cost + mark.rest + least >= limit + NOISE) continue;
    walk.resume(member, mark);
    if (!walk.alone(job) || !finish(tour, at, job, { walk, below: limit })) continue;
    [limit, group, seat] = [walk.cost, at, undefined];
  }
  if (group < 0) return undefined;
  return { tour, job, group, seat, costs: limit - tour.cost };
}

/** Walks the rest of a tour; false as soon as the whole costs no less than the limit, or something greater becomes later. */
function finish(
  tour: Tour,
  from: number,
  job: Job,
  { walk, below }: Pick<Aim, 'walk' | 'below'>,
): boolean {
  const { groups, marks } = tour;
  for (let at = from; at < groups.length; at++) {
    if (walk.cost + marks[at]!.rest >= below + NOISE || !walk.go(groups[at]!)) return false;
    if (delays(tour, at, job, walk)) return false;
  }
  return walk.cost < below;
}

/** Whether the group, just walked, ends later than without the job although something in it matters more. */
const delays = ({ groups, marks }: Tour, at: number, job: Job, { clock }: Walk): boolean =>
  clock > marks[at + 1]!.clock && groups[at]!.some(({ rank }) => rank > job.rank);

/** When what matters more in a group is fetched, and the first seat behind it; whoever joins must not make that later. */
function greaterIn(tour: Tour, at: number, job: Job, walk: Walk) {
  const group = tour.groups[at]!;
  const last = group.findLastIndex(({ rank }) => rank > job.rank);
  if (last < 0) return { seat: 0, fetchedAt: Infinity };
  walk.resume(tour.member, tour.marks[at]!);
  walk.go(group);
  return { seat: last + 1, fetchedAt: walk.fetchedAt };
}

/** The tour with the job in it. */
export function inserted({ tour, job, group, seat }: Insertion, policy: Policy): Tour {
  const { member, groups } = tour;
  if (seat === undefined) return tourOf(member, groups.toSpliced(group, 0, [job]), policy);
  return tourOf(member, groups.with(group, groups[group]!.toSpliced(seat, 0, job)), policy);
}

/** What the job costs the rider at least, whatever else the rider does; `Infinity` when some rule forbids it. */
export function leastCost(job: Job, member: Member, { weights }: Policy): number {
  const { freeAt, place, legs } = member;
  const suits = member.suits(job);
  if (suits === Infinity) return Infinity;
  const there =
    job.pickup < 0
      ? freeAt + legs(place, job.door) + job.doorApproachMs
      : Math.max(freeAt + (member.head.length ? 0 : legs(place, job.pickup)), job.hopedAt) +
        job.pickupServiceMs +
        legs(job.pickup, job.door) +
        job.doorApproachMs;
  if (there > job.limit) return Infinity;
  return (
    suits +
    (weights.waiting * Math.max(0, there - job.earliest) +
      weights.late * Math.max(0, there - job.dueAt)) /
      60_000
  );
}

/** The tour without a job. */
export function without(job: Job, { member, groups }: Tour, policy: Policy): Tour {
  const left = groups
    .map((group): Group => (group.includes(job) ? group.filter((one) => one !== job) : group))
    .filter((group) => group.length);
  return tourOf(member, left, policy);
}
