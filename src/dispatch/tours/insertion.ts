import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import type { Job } from './job.ts';
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
  readonly maxBundle: number;
  /** A way that costs no less is of no use. */
  readonly below: number;
  /** What the job costs this rider at least. */
  readonly least: number;
}

/** Sums in another order differ in the last bits: a bound decides only beyond these. */
const NOISE = 1e-9;

/** Looks for the cheapest way to take the job into a group fetched at the same place, or between groups; undefined when none is good enough. */
export function insert(job: Job, tour: Tour, aim: Aim): Insertion | undefined {
  const { groups, member, marks } = tour;
  const { walk, maxBundle, least } = aim;
  let limit = tour.cost + aim.below;
  let group = -1;
  let seat: number | undefined;
  for (let at = 0; at < groups.length; at++) {
    const there = groups[at]!;
    if (there[0]!.group !== job.group || there.length >= maxBundle) continue;
    const mark = marks[at]!;
    if (mark.cost + mark.rest + least >= limit + NOISE) continue;
    for (let trial = 0; trial <= there.length; trial++) {
      walk.resume(member, mark);
      if (!walk.go(there, job, trial) || !finish(tour, at + 1, walk, limit)) continue;
      [limit, group, seat] = [walk.cost, at, trial];
    }
  }
  for (let at = member.head.length ? 1 : 0; at <= groups.length; at++) {
    const mark = marks[at]!;
    if (mark.cost + mark.rest + least >= limit + NOISE) continue;
    walk.resume(member, mark);
    if (!walk.alone(job) || !finish(tour, at, walk, limit)) continue;
    [limit, group, seat] = [walk.cost, at, undefined];
  }
  if (group < 0) return undefined;
  return { tour, job, group, seat, costs: limit - tour.cost };
}

/** Walks the rest of a tour; false as soon as the whole costs no less than the limit. */
function finish({ groups, marks }: Tour, from: number, walk: Walk, below: number): boolean {
  for (let at = from; at < groups.length; at++)
    if (walk.cost + marks[at]!.rest >= below + NOISE || !walk.go(groups[at]!)) return false;
  return walk.cost < below;
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
