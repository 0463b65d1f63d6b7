import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import type { Job } from './job.ts';
import { shareBuilding } from './joining.ts';
import { NOWHERE } from './places.ts';
import type { Group, Mark } from './tour.ts';

const MINUTE_MS = 60_000;
const NOTHING: Group = [];

/**
 * Goes through groups one after another for one rider and adds up what that costs: minutes that residents wait, lateness, the rider's
 * own time, and who does it. The innermost loop of the search: it creates nothing, and a group is seen with a job in it without being copied.
 */
export class Walk {
  /** In minutes. */
  cost = 0;
  clock = 0;
  place = NOWHERE;
  /** When all of the last group was fetched. */
  fetchedAt = 0;
  /** When the rider left the first place where something of it was fetched. */
  private freshFrom = 0;
  /** When the rider left the pickup of each of the group. */
  private readonly leftAt: number[] = [];
  /** Of the cost the part that only grows when all comes later: the rider's own time apart. */
  due = 0;
  private member!: Member;
  private group: Group = NOTHING;
  private job: Job | undefined;
  private seat = 0;
  private pickupAt = 0;
  private leaveAt = 0;
  /** How much sooner than said the group is hoped to be ready. */
  private hopedMs = 0;
  private changed = false;
  private readonly policy: Policy;

  constructor(policy: Policy) {
    this.policy = policy;
  }

  /** Stands where the rider's tours begin. */
  begin(member: Member): void {
    this.member = member;
    this.cost = 0;
    this.due = 0;
    this.clock = member.freeAt;
    this.place = member.place;
  }

  /** Stands where a tour of the rider stands. */
  resume(member: Member, { cost, clock, place }: Mark): void {
    this.member = member;
    this.cost = cost;
    this.clock = clock;
    this.place = place;
  }

  /** Does a group, with the job as one more at the seat; false when that cannot be done. */
  go(group: Group, job?: Job, seat = 0): boolean {
    if (job === undefined && group.length === 1 && group[0]!.task !== undefined)
      return this.alone(group[0]!);
    this.group = group;
    this.job = job;
    this.seat = seat;
    this.changed = job !== undefined;
    for (let i = 0; i < group.length && !this.changed; i++)
      this.changed = group[i]!.task !== undefined;
    this.collect();
    this.fetchedAt = this.clock;
    if (this.changed && this.pickupAt > this.member.offAt) return false;
    const before = this.leaveAt;
    if (!this.deliver()) return false;
    this.spend(before);
    return true;
  }

  /** A job on its own: what `go` does for one, without its loops. Nearly all groups are of one. */
  alone(job: Job): boolean {
    const { member, place } = this;
    let from = place;
    let leaveAt: number;
    let pickupAt: number;
    let beginUntil = Infinity;
    if (job.pickup === NOWHERE) {
      const latest = job.windowStart - member.legs(place, job.door) - job.doorApproachMs;
      leaveAt = pickupAt = this.clock = Math.max(this.clock, latest);
      beginUntil = member.offAt;
      this.hopedMs = 0;
    } else {
      const way = member.legs(place, job.pickup) + job.pickupApproachMs;
      const thereAt = this.clock + way;
      pickupAt = Math.max(thereAt, job.readyAt);
      leaveAt = pickupAt - way;
      this.hopedMs = pickupAt - Math.max(thereAt, job.hopedAt);
      this.clock = Math.max(0, pickupAt + job.pickupServiceMs);
      from = job.pickup;
    }
    this.fetchedAt = this.clock;
    if (pickupAt > member.offAt) return false;
    const atDoor = this.clock + member.legs(from, job.door) + job.doorApproachMs;
    const doorAt = Math.max(atDoor, job.windowStart);
    const room = job.pickup === NOWHERE ? member.roomFromNow : member.room;
    if (doorAt > beginUntil || doorAt > job.limit || job.load > room) return false;
    const cost = this.owing(0, job, doorAt - this.hopedMs) + member.suits(job);
    this.clock = doorAt + job.doorServiceMs;
    this.place = job.door;
    this.cost += cost;
    this.due += cost;
    if (!(cost < Infinity)) return false;
    this.spend(leaveAt);
    return true;
  }

  /** A cost and what it costs besides that somebody is at the door of a job only then. */
  private owing(before: number, { earliest, dueAt }: Job, at: number): number {
    const { weights } = this.policy;
    let cost = before;
    if (at > earliest) cost += (weights.waiting * (at - earliest)) / MINUTE_MS;
    if (at > dueAt) cost += (weights.late * (at - dueAt)) / MINUTE_MS;
    return cost;
  }

  /** Adds the rider's own time; waiting where one is costs nothing: one leaves just in time. */
  private spend(leftAt: number): void {
    const spent = Math.max(0, Math.min(this.clock, this.member.offAt) - leftAt);
    this.cost += (this.policy.weights.added * spent) / MINUTE_MS;
    this.clock -= this.hopedMs;
  }

  private at(index: number): Job {
    if (this.job === undefined || index < this.seat) return this.group[index]!;
    return index === this.seat ? this.job : this.group[index - 1]!;
  }

  private get size(): number {
    return this.group.length + (this.job === undefined ? 0 : 1);
  }

  /** Fetches place after place, what is promised first, and waits until all of it is ready; without a pickup one leaves for the first door. */
  private collect(): void {
    const { size } = this;
    const first = this.firstFetched();
    this.hopedMs = 0;
    if (first.pickup === NOWHERE) {
      const latest =
        first.windowStart - this.member.legs(this.place, first.door) - first.doorApproachMs;
      this.leaveAt = this.pickupAt = this.freshFrom = this.clock = Math.max(this.clock, latest);
      return;
    }
    this.leaveAt = this.fetchAt(first.pickup);
    this.freshFrom = this.clock;
    for (let i = 0; i < size; i++) {
      const { pickup } = this.at(i);
      if (pickup !== first.pickup && this.isFirstAt(pickup, i)) this.fetchAt(pickup);
    }
  }

  private firstFetched(): Job {
    for (let i = 0; i < this.size; i++) if (this.at(i).task === undefined) return this.at(i);
    return this.at(0);
  }

  private isFirstAt(pickup: number, index: number): boolean {
    for (let i = 0; i < index; i++) if (this.at(i).pickup === pickup) return false;
    return true;
  }

  /** What is promised there, or else the first of the group, is fetched first: with it one comes from the kerb to the door. */
  private firstAt(pickup: number): Job {
    let first: Job | undefined;
    for (let i = 0; i < this.size; i++) {
      const job = this.at(i);
      if (job.pickup === pickup && (!first || (first.task && !job.task))) first = job;
    }
    return first!;
  }

  /** Goes to one place and waits until all that is fetched there is ready; answers when to leave for that. */
  private fetchAt(pickup: number): number {
    const { size } = this;
    const way = this.member.legs(this.place, pickup) + this.firstAt(pickup).pickupApproachMs;
    let pickupAt = this.clock + way;
    let hopedAt = pickupAt - this.hopedMs;
    let doneAt = 0;
    for (let i = 0; i < size; i++) {
      const job = this.at(i);
      if (job.pickup !== pickup) continue;
      pickupAt = Math.max(pickupAt, job.readyAt);
      hopedAt = Math.max(hopedAt, job.hopedAt);
      doneAt = Math.max(doneAt, pickupAt + job.pickupServiceMs);
    }
    this.pickupAt = pickupAt;
    this.hopedMs = pickupAt - hopedAt;
    this.clock = doneAt;
    for (let i = 0; i < size; i++) if (this.at(i).pickup === pickup) this.leftAt[i] = doneAt;
    this.place = pickup;
    return pickupAt - way;
  }

  /** Whether every two of the group share a building. */
  private isOfOneBuilding(): boolean {
    const { sameBuildingM } = this.policy.bundle;
    for (let i = 1; i < this.size; i++)
      for (let j = 0; j < i; j++)
        if (!shareBuilding(this.at(j), this.at(i), sameBuildingM)) return false;
    return true;
  }

  /** When service at the door of one of the group would begin if the rider went there straight from its pickup. */
  private straight(index: number): number {
    const { pickup, door, doorApproachMs, windowStart } = this.at(index);
    const there = this.leftAt[index]! + this.member.legs(pickup, door) + doorApproachMs;
    return Math.max(there, windowStart);
  }

  private deliver(): boolean {
    const { member, size, changed, hopedMs } = this;
    const { bundle, loadCounts } = this.policy;
    const onBoard = this.at(0).pickup === NOWHERE;
    const room = onBoard ? member.roomFromNow : member.room;
    // What needs no pickup begins at its first door.
    const beginUntil = onBoard ? member.offAt : Infinity;
    const freshUntil = size > 1 ? this.freshFrom + bundle.freshMs : Infinity;
    const isOnWay = bundle.detourMs > 0 && !onBoard && !this.isOfOneBuilding();
    let [clock, place, cost, load] = [this.clock, this.place, 0, 0];
    for (let i = 0; i < size; i++) {
      const job = this.at(i);
      const isMine = job.task !== undefined;
      let doorAt = clock + member.legs(place, job.door) + job.doorApproachMs;
      if (doorAt < job.windowStart) doorAt = job.windowStart;
      if (isMine || loadCounts === 'FROM_PICKUP') load += job.load;
      if (changed && i === 0 && doorAt > beginUntil) return false;
      if (changed && (doorAt > job.limit || doorAt > freshUntil || load > room)) return false;
      if (changed && isMine && isOnWay && doorAt > this.straight(i) + bundle.detourMs) return false;
      cost = this.owing(cost, job, doorAt - hopedMs);
      if (isMine) cost += member.suits(job);
      clock = doorAt + job.doorServiceMs;
      place = job.door;
    }
    this.clock = clock;
    this.place = place;
    this.cost += cost;
    this.due += cost;
    return cost < Infinity;
  }
}
