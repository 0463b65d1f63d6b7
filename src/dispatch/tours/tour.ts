import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import type { Job } from './job.ts';
import { NOWHERE } from './places.ts';
import { Walk } from './walk.ts';

/** What is carried together, in the order of its doors. */
export type Group = readonly Job[];

/** What one rider would do, group after group; the first is the head, when the rider has one. */
export interface Tour {
  readonly member: Member;
  readonly groups: readonly Group[];
  /** In minutes; `Infinity` when it cannot be done. */
  readonly cost: number;
  /** How things stand before each group, and behind the last. */
  readonly marks: readonly Mark[];
}

/** How a tour stands before one of its groups. */
export interface Mark {
  /** Minutes so far. */
  readonly cost: number;
  readonly clock: number;
  readonly place: number;
  /** Of what is still to come the part that only grows when it comes later. */
  readonly rest: number;
}

/** When a group would be fetched, and the last instant to set off for that. */
export interface Departure {
  readonly leaveAt: number;
  readonly pickupAt: number;
}

/** The tour of a rider through these groups. */
export function tourOf(member: Member, groups: readonly Group[], policy: Policy): Tour {
  const walk = new Walk(policy);
  walk.begin(member);
  const marks = [markOf(walk)];
  for (const group of groups) {
    if (!walk.go(group)) return { member, groups, cost: Infinity, marks: [] };
    marks.push(markOf(walk));
  }
  // Until the end is known a mark holds what was due before it.
  for (const mark of marks) mark.rest = walk.due - mark.rest;
  return { member, groups, cost: walk.cost, marks };
}

const markOf = ({ cost, clock, place, due: rest }: Walk) => ({ cost, clock, place, rest });

/** The rider's promises alone. */
export const presentTour = (member: Member, policy: Policy): Tour =>
  tourOf(member, member.head.length ? [member.head] : [], policy);

/** How the first group would be fetched, where something of it is fetched first; without a pickup one leaves for the first door. */
export function departureOf({ member, groups }: Tour): Departure {
  const { freeAt: clock, place, legs } = member;
  const group = groups[0]!;
  const { pickup, door, doorApproachMs, windowStart } = group[0]!;
  if (pickup === NOWHERE) {
    const leaveAt = Math.max(clock, windowStart - legs(place, door) - doorApproachMs);
    return { leaveAt, pickupAt: leaveAt };
  }
  const together = group.filter((job) => job.pickup === pickup);
  const [{ pickupApproachMs }] = together as [Job];
  const way = legs(place, pickup) + pickupApproachMs;
  let pickupAt = clock + way;
  for (const { readyAt } of together) pickupAt = Math.max(pickupAt, readyAt);
  return { leaveAt: pickupAt - way, pickupAt };
}
