import type { Policy } from '../../../src/dispatch/policy.ts';
import { walk } from '../../../src/dispatch/route.ts';
import type { Scene } from '../../../src/dispatch/scene.ts';
import type { Member } from '../../../src/dispatch/tours/crew.ts';
import type { Group, Tour } from '../../../src/dispatch/tours/tour.ts';
import type { Job } from '../../../src/dispatch/tours/job.ts';
import { NOWHERE } from '../../../src/dispatch/tours/places.ts';
import { distance, type LngLat } from '../../../src/geo/point.ts';

/** How things stand for a rider behind some groups. */
export interface Standing {
  readonly clock: number;
  readonly at: LngLat;
  readonly cost: number;
}

/** Where and when a rider's tours begin. */
export function beginOf({ rider, head }: Member, scene: Scene): Standing {
  const before = rider.route.slice(0, rider.route.length - 2 * head.length);
  const { endsAt } = walk(rider, before, scene);
  return { clock: endsAt, at: before.at(-1)?.at ?? rider.at, cost: 0 };
}

const MINUTE_MS = 60_000;
const ms = (seconds: number) => Math.round(1000 * seconds);

/** What tours are reckoned in. */
export interface Ground {
  readonly scene: Scene;
  /** Where the numbered places are. */
  readonly points: readonly LngLat[];
}

/** Who does a group, and in what that is reckoned. */
export interface Doing {
  readonly member: Member;
  readonly ground: Ground;
}

/** How a group is fetched: when the rider leaves for it and first has something of it, when it is all on board, how much sooner it is hoped to be. */
export interface Fetched {
  readonly leaveAt: number;
  readonly freshFrom: number;
  readonly lastAt: number;
  readonly clock: number;
  readonly at: LngLat;
  readonly hopedMs: number;
  /** When the rider leaves each place. */
  readonly lefts: ReadonlyMap<number, number>;
}

/** Fetches all of a group, place by place, when all that is fetched there is ready; without a pickup one leaves for the first door. */
export function fetched(
  before: Pick<Standing, 'clock' | 'at'>,
  group: Group,
  doing: Doing,
): Fetched {
  const { member, ground } = doing;
  const { points, scene } = ground;
  const way = (from: LngLat, to: LngLat) => ms(scene.travel(from, to, member.rider));
  const [first] = group as [Job];
  const latest = first.windowStart - way(before.at, points[first.door]!) - first.doorApproachMs;
  const setOff = Math.max(before.clock, latest);
  let done: Fetched | undefined;
  for (const place of placesOf(group)) {
    const here = group.filter((job) => job.pickup === place);
    const { clock, at, hopedMs } = done ?? { ...before, hopedMs: 0 };
    const onTheWay =
      way(at, points[place]!) + (here.find(({ task }) => !task) ?? here[0]!).pickupApproachMs;
    const there = clock + onTheWay;
    const lastAt = Math.max(there, ...here.map(({ readyAt }) => readyAt));
    // Handing over begins one by one, as each is ready.
    const ends = here.map(({ pickupServiceMs }, index) => {
      const ready = here.slice(0, index + 1).map(({ readyAt }) => readyAt);
      return Math.max(there, ...ready) + pickupServiceMs;
    });
    const left = Math.max(0, ...ends);
    done = {
      leaveAt: done?.leaveAt ?? lastAt - onTheWay,
      freshFrom: done?.freshFrom ?? left,
      lastAt,
      clock: left,
      at: points[place]!,
      lefts: new Map(done?.lefts).set(place, left),
      hopedMs: lastAt - Math.max(there - hopedMs, ...here.map(({ hopedAt }) => hopedAt)),
    };
  }
  const without = { leaveAt: setOff, freshFrom: setOff, lastAt: setOff, clock: setOff };
  return done ?? { ...without, at: before.at, hopedMs: 0, lefts: new Map() };
}

/** Does one group, as the search of tours understands it but in so many words; undefined when that cannot be done. */
export function after(before: Standing, group: Group, doing: Doing): Standing | undefined {
  const { member, ground } = doing;
  const { policy, travel } = ground.scene;
  const { rider, offAt } = member;
  const isNew = group.some(({ task }) => task);
  const isFetched = group[0]!.pickup !== NOWHERE;
  const { leaveAt, freshFrom, lastAt, hopedMs, lefts, ...there } = fetched(before, group, doing);
  if (isNew && lastAt > offAt) return undefined;
  const freshUntil = group.length > 1 ? freshFrom + policy.bundle.freshMs : Infinity;
  const isOnWay = !shareBuildings(group, policy.bundle);
  let { clock, at } = there;
  let { cost } = before;
  let load = 0;
  for (const [index, job] of group.entries()) {
    const to = ground.points[job.door]!;
    const arrival = clock + ms(travel(at, to, rider)) + job.doorApproachMs;
    const doorAt = Math.max(arrival, job.windowStart);
    if (job.task || policy.loadCounts === 'FROM_PICKUP') load += job.load;
    const room = isFetched ? member.room : member.roomFromNow;
    const isLate = doorAt > job.limit || doorAt > freshUntil || load > room;
    if (isNew && (isLate || (!isFetched && index === 0 && doorAt > offAt))) return undefined;
    if (isNew && job.task && isOnWay) {
      const onWay = ms(travel(ground.points[job.pickup]!, to, rider)) + job.doorApproachMs;
      const straight = Math.max(lefts.get(job.pickup)! + onWay, job.windowStart);
      if (doorAt > straight + policy.bundle.detourMs) return undefined;
    }
    cost += owed(job, doorAt - hopedMs, policy);
    if (job.task) cost += member.suits(job);
    clock = doorAt + job.doorServiceMs;
    at = to;
  }
  const spentMs = Math.max(0, Math.min(clock, offAt) - leaveAt);
  cost += (policy.weights.added * spentMs) / MINUTE_MS;
  return cost < Infinity ? { clock: clock - hopedMs, at, cost } : undefined;
}

/** Where a group is fetched: what is promised first, then in the order of the group. */
const placesOf = (group: Group): number[] => {
  const order = group.toSorted((one, other) => Number(!!one.task) - Number(!!other.task));
  return [...new Set(order.map(({ pickup }) => pickup))].filter((place) => place !== NOWHERE);
};

/** Whether all may be carried with each other, said anew. */
export const isBundle = (group: Group, { maxBundle, bundle }: Policy): boolean =>
  group.length <= maxBundle &&
  group.every(({ isAlone }) => !isAlone) &&
  (shareBuildings(group, bundle) ||
    (bundle.detourMs > 0 && group.every(({ pickupAt }) => pickupAt)));

const shareBuildings = (group: Group, { sameBuildingM }: Policy['bundle']): boolean =>
  group.every((one, index) =>
    group.slice(0, index).every((other) => {
      if (!one.pickupAt !== !other.pickupAt) return false;
      const doorsM = distance(one.doorAt, other.doorAt);
      if (!one.pickupAt || !other.pickupAt) return doorsM <= sameBuildingM;
      if (sameBuildingM > 0 && doorsM <= sameBuildingM) return true;
      return distance(one.pickupAt, other.pickupAt) <= sameBuildingM;
    }),
  );

const owed = ({ earliest, dueAt }: Job, doorAt: number, { weights }: Policy) =>
  (weights.waiting * Math.max(0, doorAt - earliest) + weights.late * Math.max(0, doorAt - dueAt)) /
  MINUTE_MS;

/** What a whole tour costs in minutes, `Infinity` when it cannot be done. */
export function costOf(
  { member, groups }: Pick<Tour, 'member' | 'groups'>,
  ground: Ground,
): number {
  let standing: Standing | undefined = beginOf(member, ground.scene);
  for (const group of groups) standing = standing && after(standing, group, { member, ground });
  return standing?.cost ?? Infinity;
}

/** How good it is what several riders do: jobs left undone, then minutes. */
export interface Worth {
  readonly left: number;
  readonly cost: number;
}

/** The best of all ways to give jobs that matter alike to riders, in any order, carried together or not. */
export function bestTours(jobs: readonly Job[], crew: readonly Member[], ground: Ground): Worth {
  const all = 2 ** jobs.length - 1;
  let best = new Map<number, number>([[0, 0]]);
  for (const member of crew) {
    const next = new Map(best);
    for (const [set, cost] of cheapestOf(jobs, member, ground))
      for (const [done, before] of best) {
        if ((done & set) !== 0) continue;
        next.set(done | set, Math.min(next.get(done | set) ?? Infinity, before + cost));
      }
    best = next;
  }
  return [...best]
    .map(([done, cost]): Worth => ({ left: count(all & ~done), cost }))
    .reduce((one, other) => (isBetter(other, one) ? other : one));
}

/** To a thousandth of a minute. */
export const isBetter = (one: Worth, other: Worth): boolean =>
  one.left < other.left || (one.left === other.left && one.cost < other.cost - 1e-3);

const count = (set: number): number => (set === 0 ? 0 : (set & 1) + count(set >> 1));

/** Of each set of jobs what it costs the rider at least beyond what is promised, by going through every tour. */
function cheapestOf(jobs: readonly Job[], member: Member, ground: Ground): Map<number, number> {
  const { policy } = ground.scene;
  const cheapest = new Map<number, number>();
  const present = costOf({ member, groups: member.head.length ? [member.head] : [] }, ground);
  const go = (before: Standing, group: Group, done: number) => {
    const standing = group.length ? after(before, group, { member, ground }) : before;
    // What cannot be done, with more in it cannot be done either.
    if (!standing) return;
    cheapest.set(done, Math.min(cheapest.get(done) ?? Infinity, standing.cost - present));
    for (const [index, job] of jobs.entries()) {
      const bit = 1 << index;
      if ((done & bit) !== 0 || member.suits(job) === Infinity) continue;
      go(standing, [job], done | bit);
      if (group.length > 0 && isBundle([...group, job], policy))
        for (let seat = 0; seat <= group.length; seat++)
          if (seat === group.length || isHead(group))
            go(before, group.toSpliced(seat, 0, job), done | bit);
    }
  };
  go(beginOf(member, ground.scene), member.head, 0);
  return cheapest;
}

/** What is promised stands first, and others may be brought before it; all other orders come about one by one. */
const isHead = (group: Group) => group.some(({ task }) => !task);

/** The groups of a rider with the job in every place where it may stand when all jobs matter alike. */
export function waysInto(
  job: Job,
  { member, groups }: Pick<Tour, 'member' | 'groups'>,
  policy: Policy,
): Group[][] {
  const joined = groups.flatMap((group, at) =>
    isBundle([...group, job], policy)
      ? [...group, job].map((_, seat) => groups.with(at, group.toSpliced(seat, 0, job)))
      : [],
  );
  const first = member.head.length ? 1 : 0;
  const apart = [...groups, []].map((_, at) => groups.toSpliced(at, 0, [job])).slice(first);
  return [...joined, ...apart];
}
