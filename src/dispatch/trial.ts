import type { LngLat } from '../geo/point.ts';
import { minutesOf } from './cost.ts';
import type { Rider, Stop, Task } from './model.ts';
import {
  earliestOf,
  isOneHandover,
  lateAt,
  limitOf,
  milliseconds,
  type Schedule,
  type Setting,
  type Timing,
} from './route.ts';
import { travelAlike } from './travel.ts';

/** No pickup: the work begins at the door. */
export const NONE = -1;
const UNKNOWN = -1;

/** What is tried: a task in the present way of a rider. */
export interface Trying {
  readonly task: Task;
  /** What the task adds. */
  readonly added: readonly Stop[];
  readonly rider: Rider;
  readonly present: Schedule;
}

/** A way that was tried. */
export interface Tried {
  readonly stops: readonly Stop[];
  readonly schedule: Timing;
}

interface Noted {
  readonly stops: Stop[];
  readonly begins: number[];
}

/**
 * Walks a rider's route with a task in every place without building it: what lies before the task is taken from the present
 * schedule, and each new leg is measured once. The innermost loop of planning: one is used for all and creates nothing.
 * Its sums are those of `walk` and `routeTerms`.
 */
export class Trial {
  /** How many places were tried; the lists may be longer, since they are used again and again. */
  places = 0;
  /** Of each place: before which stops of the present route pickup and drop-off go, and what that costs in minutes; not finite where no way leads. */
  readonly pickups: number[] = [];
  readonly dropoffs: number[] = [];
  readonly totals: number[] = [];
  /** The same, infinite where the door would be reached too late. */
  readonly inTime: number[] = [];
  private trying!: Trying;
  private arriveAt = 0;
  private endsAt = 0;
  private lateMs = 0;
  private begin = 0;
  private before: Stop | undefined;
  private pickup: Stop | undefined;
  private door!: Stop;
  /** Ways to pickup and door from each place of the present route, the rider's own first, and from them to each stop of it. */
  private readonly toPickup: number[] = [];
  private readonly toDoor: number[] = [];
  private readonly fromPickup: number[] = [];
  private readonly fromDoor: number[] = [];
  /** The way from pickup to door, and for whom it was measured: it is the same for all who travel alike. */
  private across = UNKNOWN;
  private crossed: Trying | undefined;
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Tries every place behind the frozen part, pickup before drop-off. */
  runAll(trying: Trying): void {
    const { task, added, rider, present } = trying;
    this.trying = trying;
    this.door = added[added.length - 1]!;
    this.pickup = added.length > 1 ? added[0] : undefined;
    this.forget(rider.route.length + 1);
    if (task !== this.crossed?.task || !travelAlike(rider, this.crossed.rider))
      this.across = UNKNOWN;
    const { now, policy } = this.setting;
    const earliest = Math.max(now, earliestOf(task));
    const latest = limitOf(task, this.setting);
    const end = rider.route.length;
    for (let first = rider.frozenStops; first <= end; first++)
      for (let dropoff = first; dropoff <= (this.pickup ? end : first); dropoff++) {
        const pickup = this.pickup ? first : NONE;
        this.run(pickup, dropoff);
        const addedMs = this.endsAt - present.endsAt;
        const waitedMs = Math.max(0, this.arriveAt - earliest);
        const laterMs = this.lateMs - present.lateMs;
        const total = minutesOf({ addedMs, waitedMs, laterMs }, policy);
        const place = this.places++;
        this.pickups[place] = pickup;
        this.dropoffs[place] = dropoff;
        this.totals[place] = total;
        this.inTime[place] = this.arriveAt > latest ? Infinity : total;
      }
  }

  private forget(stops: number): void {
    const { toPickup, toDoor, fromPickup, fromDoor } = this;
    this.places = 0;
    for (let index = 0; index < stops; index++)
      toPickup[index] = toDoor[index] = fromPickup[index] = fromDoor[index] = UNKNOWN;
  }

  /** The way as it would be with the task in a place that was tried. */
  wayAt(place: number): Tried {
    const pickup = this.pickups[place]!;
    const dropoff = this.dropoffs[place]!;
    const first = pickup === NONE ? dropoff : pickup;
    const { rider, present } = this.trying;
    const [stops, begins] = [rider.route.slice(0, first), present.begins.slice(0, first)];
    this.run(pickup, dropoff, { stops, begins });
    return { stops, schedule: { begins, endsAt: this.endsAt, lateMs: this.lateMs } };
  }

  private run(pickup: number, dropoff: number, noted?: Noted): void {
    const { door } = this;
    const { rider, present } = this.trying;
    const first = pickup === NONE ? dropoff : pickup;
    // A list asked for what stands before its first is searched by name, which takes longer than all the rest.
    if (first === 0) {
      this.before = undefined;
      this.endsAt = Math.max(this.setting.now, rider.availableAt);
      this.begin = this.endsAt;
      this.lateMs = 0;
    } else {
      this.before = rider.route[first - 1];
      this.endsAt = present.frees[first - 1]!;
      this.begin = present.begins[first - 1]!;
      this.lateMs = present.lates[first - 1]!;
    }
    const end = rider.route.length;
    for (let index = first; ; index++) {
      if (index === pickup) this.visit(this.pickup!, this.wayToPickup(index), noted);
      if (index === dropoff) {
        this.visit(door, index === pickup ? this.wayAcross() : this.wayToDoor(index), noted);
        this.arriveAt = this.begin;
      }
      if (index >= end) return;
      this.visit(rider.route[index]!, this.wayOn(index), noted);
    }
  }

  private visit(stop: Stop, way: number, noted: Noted | undefined): void {
    const together = this.before !== undefined && isOneHandover(this.before, stop);
    this.begin = Math.max(together ? this.begin : this.endsAt + way, stop.notBefore);
    const free = this.begin + milliseconds(stop.serviceSeconds);
    this.endsAt = Math.max(together ? this.endsAt : 0, free);
    this.lateMs += lateAt(stop, this.begin);
    this.before = stop;
    if (!noted) return;
    noted.stops.push(stop);
    noted.begins.push(this.begin);
  }

  private wayOn(index: number): number {
    const { before, door, pickup, fromDoor, fromPickup } = this;
    if (before !== door && (before === undefined || before !== pickup))
      return this.trying.present.ways[index]!;
    const ways = before === door ? fromDoor : fromPickup;
    if (ways[index] === UNKNOWN) ways[index] = this.way(before.at, this.stop(index));
    return ways[index]!;
  }

  private wayToPickup(index: number): number {
    if (this.toPickup[index] === UNKNOWN)
      this.toPickup[index] = this.way(this.placeBefore(index), this.pickup!);
    return this.toPickup[index]!;
  }

  private wayToDoor(index: number): number {
    if (this.toDoor[index] === UNKNOWN)
      this.toDoor[index] = this.way(this.placeBefore(index), this.door);
    return this.toDoor[index]!;
  }

  private wayAcross(): number {
    if (this.across === UNKNOWN) {
      this.across = this.way(this.pickup!.at, this.door);
      this.crossed = this.trying;
    }
    return this.across;
  }

  private stop(index: number): Stop {
    return this.trying.rider.route[index]!;
  }

  private placeBefore(index: number): LngLat {
    return index === 0 ? this.trying.rider.at : this.stop(index - 1).at;
  }

  private way(from: LngLat, stop: Stop): number {
    const { travel } = this.setting;
    return milliseconds(travel(from, stop.at, this.trying.rider) + stop.approachSeconds);
  }
}
