import type { Rider, Stop, Task } from '../../src/dispatch/model.ts';
import { defaultPolicy } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { stopsOf } from '../../src/dispatch/route.ts';
import { roundOf } from '../../src/domain/requests/round.ts';
import { soonestFirst } from '../../src/geo/soonest-first.ts';
import type { Coins } from './coins.ts';
import type { Courier } from './couriers.ts';
import type { Ground } from './street.ts';
import { MINUTE } from './wishes.ts';

/** What a courier did at a stop. */
export interface Done {
  readonly stop: Stop;
  readonly beginAt: number;
}

/** A courier on the road: goes where something can be done soonest, as the product takes riders to do, and is not turned round on the way. */
export class OnTheRoad {
  private at;
  private freeAt = 0;
  private doing: Done | undefined;
  private last: Stop | undefined;
  private readonly tasks: { readonly task: Task; stops: Stop[]; onBoard: boolean }[] = [];
  private readonly done = new Set<string>();
  readonly declined: string[] = [];
  pending: string | undefined;
  offers = 0;
  credited = 0;
  /** Minutes on the way, at doors and waiting at counters. */
  busyMinutes = 0;
  lateParcels = 0;

  readonly courier: Courier;
  private readonly ground: Ground;
  private readonly coins: Coins;

  constructor(courier: Courier, { ground, coins }: { ground: Ground; coins: Coins }) {
    this.courier = courier;
    this.ground = ground;
    this.coins = coins;
    this.at = courier.home;
  }

  onDuty(now: number): boolean {
    return this.shiftAt(now) !== undefined;
  }

  get load(): number {
    return this.tasks.reduce((sum, { task }) => sum + task.load, 0);
  }

  take(task: Task): void {
    this.tasks.push({ task, stops: [...stopsOf(task)], onBoard: !task.pickup });
  }

  /** What has been finished by now; then sets off for the next stop when it is time. Answers when to look again. */
  step(now: number): { readonly ended: Done | undefined; readonly nextAt: number } {
    const ended = this.doing && this.freeAt <= now ? this.end() : undefined;
    if (this.doing) return { ended, nextAt: this.freeAt };
    const [next] = this.route(now);
    if (!next) return { ended, nextAt: this.nextKnownAt(now) };
    const way = 1000 * (this.ground.travel(this.at, next.at, this.courier) + next.approachSeconds);
    const leaveAt = next.notBefore - way;
    if (leaveAt > now) return { ended, nextAt: Math.min(leaveAt, this.nextKnownAt(now)) };
    const beginAt = Math.max(now + way, next.notBefore);
    this.freeAt = Math.ceil(beginAt + this.serviceMs(next));
    this.busyMinutes += (this.freeAt - now) / MINUTE;
    this.at = next.at;
    this.doing = { stop: next, beginAt };
    return { ended, nextAt: this.freeAt };
  }

  /** Minutes the way would be longer with the tasks; the same reckoning whoever asks. */
  extraMinutes(tasks: readonly Task[], now: number): number {
    const more = tasks.map((task) => [...stopsOf(task)]);
    return (this.walkMs(this.route(now, more), now) - this.walkMs(this.route(now), now)) / MINUTE;
  }

  seenAt(now: number): Rider {
    const shift = this.shiftAt(now);
    const worked = this.courier.shifts.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(now, to) - from),
      0,
    );
    return makeRider({
      id: this.courier.id,
      at: this.at,
      positionAt: now,
      availableAt: Math.max(now, this.doing ? this.freeAt : now),
      route: this.route(now),
      load: this.onBoard,
      speedMps: this.courier.speedMps,
      capacity: this.courier.capacity,
      trustLevel: this.courier.trustLevel,
      skills: this.courier.skills,
      duty: shift ? 'ON' : 'OFF',
      ...(shift && { dutyEndsAt: shift.to, workingSince: shift.from }),
      workedTodayMs: worked,
      gridIds: [this.ground.gridOf(this.at)],
      declinedTaskIds: [...this.declined],
      ...(this.pending && { pendingTaskId: this.pending }),
      offersToday: this.offers,
      creditedMinutes: this.credited,
      availableMinutes: worked / MINUTE,
      // As the product reckons it from what a rider was asked lately.
      declineProbability:
        (this.courier.unanswered + this.declined.length + 1) /
        (this.courier.asked + this.offers + 10),
    });
  }

  /** What is being fetched is as good as on board, what is being handed over as good as gone. */
  private get onBoard(): number {
    const doing = this.doing?.stop;
    return this.tasks.reduce((sum, { task, stops, onBoard }) => {
      const here = doing !== undefined && stops.includes(doing) ? doing.kind : undefined;
      return here === 'DROPOFF' || !(onBoard || here) ? sum : sum + task.load;
    }, 0);
  }

  private shiftAt(now: number) {
    return this.courier.shifts.find(({ from, to }) => from <= now && now < to);
  }

  private route(now: number, more: readonly Stop[][] = []): Stop[] {
    const own = this.courier.round.filter(
      ({ knownAt, stop }) => knownAt <= now && !this.done.has(stop.id) && this.doing?.stop !== stop,
    );
    const { soon, later } = roundOf(
      own.map(({ stop }) => stop),
      now,
    );
    const mps = this.courier.speedMps / defaultPolicy.detourFactor;
    const traveller = { at: this.at, now: this.doing ? this.freeAt : now, mps };
    const ahead = this.tasks.map(({ stops }) => stops.filter((stop) => this.doing?.stop !== stop));
    return [...soonestFirst(traveller, [...ahead, ...more, soon]), ...later];
  }

  private walkMs(route: readonly Stop[], now: number): number {
    let [place, way] = [this.at, this.doing ? this.freeAt - now : 0];
    for (const { at, serviceSeconds } of route) {
      way += 1000 * (this.ground.travel(place, at, this.courier) + serviceSeconds);
      place = at;
    }
    return way;
  }

  private end(): Done {
    const done = this.doing!;
    const { stop, beginAt } = done;
    this.doing = undefined;
    this.last = stop;
    this.done.add(stop.id);
    if (stop.kind === 'OWN' && beginAt > stop.dueAt) this.lateParcels++;
    const index = this.tasks.findIndex(({ stops }) => stops.includes(stop));
    const held = this.tasks[index];
    if (held) {
      held.stops = held.stops.filter((one) => one !== stop);
      if (stop.kind === 'PICKUP') held.onBoard = true;
      else this.tasks.splice(index, 1);
    }
    return done;
  }

  /** Doors take as long as they take; several things are handed over at one counter at once. */
  private serviceMs({ id, kind, at, serviceSeconds }: Stop): number {
    if (kind === 'PICKUP' && this.last?.kind === 'PICKUP' && this.last.at === at) return 0;
    return 1000 * serviceSeconds * (0.6 + 0.8 * this.coins.once('service', id));
  }

  private nextKnownAt(now: number): number {
    const coming = this.courier.round.filter(({ knownAt }) => knownAt > now);
    return Math.min(...coming.map(({ knownAt }) => knownAt));
  }
}
