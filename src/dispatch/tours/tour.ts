import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import type { Job } from './job.ts';
import { NOWHERE } from './places.ts';

/** What is fetched together, in the order of its doors. */
export type Group = readonly Job[];

/** What one rider would do, group after group; the first is the head, when the rider has one. */
export interface Tour {
  readonly member: Member;
  readonly groups: readonly Group[];
  /** In minutes; `Infinity` when it cannot be done. */
  readonly cost: number;
}

/** When a group would be fetched, and the last instant to set off for that. */
export interface Departure {
  readonly leaveAt: number;
  readonly pickupAt: number;
}

const MINUTE_MS = 60_000;

/** The rider's promises alone. */
export function presentTour(member: Member, policy: Policy): Tour {
  const groups = member.head.length ? [member.head] : [];
  return { member, groups, cost: costOf(member, groups, policy) };
}

/** What a tour costs: minutes that residents wait, lateness, the rider's own time, and who does it. */
export function costOf(member: Member, groups: readonly Group[], policy: Policy): number {
  let cost = 0;
  let clock = member.freeAt;
  let place = member.place;
  for (const group of groups) {
    const fetched = fetchGoods(member, group, { clock, place });
    if (fetched.pickupAt > member.offAt && group.some(isNew)) return Infinity;
    const round = deliver(member, group, { ...fetched, policy });
    if (round.cost === Infinity) return Infinity;
    // Waiting where one is costs the rider nothing: one leaves just in time.
    const spent = Math.max(0, Math.min(round.endsAt, member.offAt) - fetched.leaveAt);
    cost += round.cost + (policy.weights.added * spent) / MINUTE_MS;
    clock = round.endsAt;
    place = round.place;
  }
  return cost;
}

/** How the first group would be fetched. */
export const departureOf = ({ member, groups }: Tour): Departure =>
  fetchGoods(member, groups[0]!, { clock: member.freeAt, place: member.place });

const isNew = ({ task }: Job) => task !== undefined;

interface Standing {
  readonly clock: number;
  readonly place: number;
}

/** Goes to where the group is fetched and waits until all of it is ready; without a pickup one leaves for the first door. */
function fetchGoods(member: Member, group: Group, { clock, place }: Standing) {
  const { pickup } = group[0]!;
  if (pickup === NOWHERE) {
    const { door, doorApproachMs, windowStart } = group[0]!;
    const leaveAt = Math.max(clock, windowStart - member.legs(place, door) - doorApproachMs);
    return { leaveAt, pickupAt: leaveAt, doneAt: leaveAt, place };
  }
  const way = member.legs(place, pickup) + group[0]!.pickupApproachMs;
  let pickupAt = clock + way;
  let doneAt = 0;
  for (const { readyAt, pickupServiceMs } of group) {
    if (readyAt > pickupAt) pickupAt = readyAt;
    doneAt = Math.max(doneAt, pickupAt + pickupServiceMs);
  }
  return { leaveAt: pickupAt - way, pickupAt, doneAt, place: pickup };
}

interface Loaded {
  readonly doneAt: number;
  readonly place: number;
  readonly policy: Policy;
}

function deliver(member: Member, group: Group, { doneAt, place: from, policy }: Loaded) {
  const { weights, bundle } = policy;
  let [clock, place, cost, load] = [doneAt, from, 0, 0];
  const changed = group.some(isNew);
  const room = group[0]!.pickup === NOWHERE ? member.roomFromNow : member.room;
  const freshUntil = group.length > 1 ? doneAt + bundle.freshMs : Infinity;
  for (const job of group) {
    const doorAt = Math.max(
      clock + member.legs(place, job.door) + job.doorApproachMs,
      job.windowStart,
    );
    const isMine = isNew(job);
    if (changed && (doorAt > job.limit || doorAt > freshUntil)) return impossible;
    if (isMine || policy.loadCounts === 'FROM_PICKUP') load += job.load;
    if (changed && load > room) return impossible;
    const late = doorAt - job.dueAt;
    cost += (weights.waiting * Math.max(0, doorAt - job.earliest)) / MINUTE_MS;
    if (late > 0) cost += (weights.late * late) / MINUTE_MS;
    if (isMine) cost += member.suits(job);
    clock = doorAt + job.doorServiceMs;
    place = job.door;
  }
  return { cost, endsAt: clock, place };
}

const impossible = { cost: Infinity, endsAt: Infinity, place: NOWHERE };
