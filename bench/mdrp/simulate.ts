import type { Reservation, Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import type { Travel } from '../../src/dispatch/travel.ts';
import { stopsOf } from '../../src/dispatch/route.ts';
import type { LngLat } from '../../src/geo/point.ts';
import type { Answer, Decide } from './deciding.ts';
import { Surprises, undisturbed } from './disturbance.ts';
import { type Courier, type Instance, minutesBetween, type Order } from './read.ts';

/** One delivered order; times in minutes. */
export interface Delivery {
  readonly order: string;
  readonly courier: string;
  readonly bundle: string;
  readonly assignedAt: number;
  readonly pickupAt: number;
  readonly dropoffAt: number;
}

export interface Day {
  readonly deliveries: readonly Delivery[];
  /** Milliseconds of each call of `plan`. */
  readonly planMs: readonly number[];
}

/** Judges each question and answer, if somebody is to. */
export type Witness = (snapshot: Snapshot, answer: Answer, travel: Travel) => void;

const MINUTE = 60_000;
/** A courier whose shift begins within this many minutes is known of. */
const KNOWN_AHEAD = 30;

interface Bundle {
  readonly number: number;
  /** When the courier stands at the counter. */
  readonly thereAt: number;
  readonly assigned: Map<string, number>;
  orders: Order[];
}

interface Accepted {
  readonly taskIds: readonly string[];
  readonly way: readonly string[] | undefined;
}

interface State {
  readonly courier: Courier;
  at: LngLat;
  freeAt: number;
  bundles: number;
  taken: number;
  readonly declined: string[];
  bundle?: Bundle;
}

/** By what a day is simulated. */
export interface Means {
  readonly decide: Decide;
  readonly surprises?: Surprises;
  readonly witness?: Witness;
}

/** Simulates a day by events: an order placed, a courier free or about to fetch, and whatever instant the plan asks to be woken at. */
export function simulate(instance: Instance, means: Means): Day {
  const day = new Simulation(instance, means);
  day.run();
  return day;
}

class Simulation implements Day {
  readonly deliveries: Delivery[] = [];
  readonly planMs: number[] = [];
  private readonly instance: Instance;
  private readonly means: Means;
  private readonly surprises: Surprises;
  private readonly states: State[];
  private readonly open = new Map<string, Order>();
  private readonly tasks = new Map<string, Task>();
  private readonly travel: Travel;

  constructor(instance: Instance, means: Means) {
    this.instance = instance;
    this.means = means;
    this.surprises = means.surprises ?? new Surprises(instance.name, undisturbed);
    this.states = instance.couriers.map((courier) => ({
      courier,
      at: courier.start,
      freeAt: courier.onAt,
      bundles: 0,
      taken: 0,
      declined: [],
    }));
    const { metresPerMinute } = instance;
    this.travel = (from, to) => 60 * minutesBetween(from, to, metresPerMinute);
  }

  run(): void {
    const coming = this.instance.orders.toSorted((a, b) => a.placedAt - b.placedAt);
    const events = new Set([
      ...coming.map(({ placedAt }) => placedAt),
      ...this.instance.couriers.map(({ onAt }) => onAt),
      ...(this.surprises.readySd > 0 ? coming.map(({ readyAt }) => readyAt) : []),
    ]);
    let next = 0;
    const last = Math.max(...this.instance.couriers.map(({ offAt }) => offAt));
    for (let now = Math.min(...events); now <= last + 1; now++) {
      while (next < coming.length && coming[next]!.placedAt <= now) this.place(coming[next++]!);
      this.drop(now);
      if (events.has(now) && this.open.size > 0) {
        const wakeAt = this.decide(now);
        if (wakeAt !== undefined) events.add(Math.max(now + 1, Math.ceil(wakeAt / MINUTE)));
      }
      for (const state of this.states) {
        this.handBack(state, now);
        if (state.bundle?.orders.length === 0) delete state.bundle;
        this.fetch(state, now);
        if (state.bundle) events.add(Math.max(now + 1, this.pickupAt(state.bundle)));
        else events.add(state.freeAt);
      }
    }
  }

  private place(order: Order): void {
    this.open.set(order.id, order);
  }

  /** The order as a task, ready when it is said to be by now. */
  private taskOf(order: Order, now: number): Task {
    const { readyAt, spread } = this.surprises.said(order, now);
    const readySpreadMs = spread * MINUTE;
    const known = this.tasks.get(order.id);
    if (known?.readyAt === readyAt * MINUTE && known.readySpreadMs === readySpreadMs) return known;
    const { pickupMinutes, dropoffMinutes, targetMinutes, maximumMinutes } = this.instance;
    const task = makeTask({
      id: order.id,
      gridId: 'town',
      openedAt: order.placedAt * MINUTE,
      readyAt: readyAt * MINUTE,
      readySpreadMs,
      windowStart: readyAt * MINUTE,
      dueAt: Math.max(readyAt, order.placedAt + targetMinutes) * MINUTE,
      latestAt: Math.max(readyAt, order.placedAt + maximumMinutes) * MINUTE,
      pickup: {
        at: order.restaurant,
        approachSeconds: 30 * pickupMinutes,
        serviceSeconds: 30 * pickupMinutes,
      },
      dropoff: {
        at: order.door,
        approachSeconds: 30 * dropoffMinutes,
        serviceSeconds: 30 * dropoffMinutes,
      },
    });
    this.tasks.set(order.id, task);
    return task;
  }

  /** What can no longer be delivered in time is given up. */
  private drop(now: number): void {
    const { maximumMinutes } = this.instance;
    for (const [id, { readyAt, placedAt }] of this.open)
      if (Math.max(readyAt, placedAt + maximumMinutes) < now) this.open.delete(id);
  }

  private decide(now: number): number | undefined {
    const snapshot = this.snapshotAt(now);
    if (snapshot.riders.length === 0) return undefined;
    const start = performance.now();
    const answer = this.means.decide(snapshot, this.travel);
    this.planMs.push(performance.now() - start);
    this.means.witness?.(snapshot, answer, this.travel);
    let declined = false;
    for (const offer of answer.offers) declined = !this.answer(offer, now) || declined;
    for (const kept of answer.reserved ?? []) declined = this.show(kept, now) || declined;
    return declined ? (now + 1) * MINUTE : answer.wakeAt;
  }

  private snapshotAt(now: number): Snapshot {
    const near = this.states.filter(
      ({ courier, bundle }) =>
        courier.onAt <= now + KNOWN_AHEAD && (courier.offAt >= now || bundle),
    );
    return makeSnapshot({
      now: now * MINUTE,
      riders: near.map((state) => this.riderOf(state, now)),
      tasks: [...this.open.values()].map((order) => this.taskOf(order, now)),
    });
  }

  private riderOf({ courier, at, freeAt, bundle, taken, declined }: State, now: number): Rider {
    const common = {
      id: courier.id,
      positionAt: now * MINUTE,
      speedMps: this.instance.metresPerMinute / 60,
      capacity: 1000,
      dutyEndsAt: courier.offAt * MINUTE,
      availableMinutes: courier.offAt - courier.onAt,
      declinedTaskIds: declined,
      declineProbability: this.surprises.declineProbability,
      creditedMinutes: (60 * taken * this.instance.payPerOrder) / this.instance.payPerHour,
    };
    if (!bundle) return makeRider({ ...common, at, availableAt: freeAt * MINUTE });
    const stops = bundle.orders.map((order) => stopsOf(this.taskOf(order, now)));
    const pickups = stops.map(([pickup]) => ({ ...pickup!, approachSeconds: 0 }));
    const route = [...pickups, ...stops.map(([, door]) => door!)];
    return makeRider({
      ...common,
      at: bundle.orders[0]!.restaurant,
      availableAt: bundle.thereAt * MINUTE,
      route,
      frozenStops: pickups.length,
    });
  }

  /** The courier takes what is offered, or declines; tells which. */
  private answer({ taskIds, asked }: Answer['offers'][number], now: number): boolean {
    const [candidate] = asked;
    const state = this.states.find(({ courier }) => courier.id === candidate!.riderId)!;
    // By the rules of the problem a courier under way takes only what is fetched at the same counter.
    if (state.bundle && !candidate!.way) return true;
    if (this.surprises.declines(state.courier.id, taskIds.toSorted()[0]!)) {
      state.declined.push(...taskIds);
      return false;
    }
    this.accept(state, { taskIds, way: candidate!.way }, now);
    return true;
  }

  /** A courier who sees what is kept says what would be said to being asked; tells whether it is not for them. */
  private show({ riderId, next }: Reservation, now: number): boolean {
    if (!next || next.showAt > now * MINUTE) return false;
    if (!this.surprises.declines(riderId, next.taskIds.toSorted()[0]!)) return false;
    this.states.find(({ courier }) => courier.id === riderId)!.declined.push(...next.taskIds);
    return true;
  }

  private accept(state: State, { taskIds, way: told }: Accepted, now: number): void {
    const taken = taskIds.map((id) => this.open.get(id)!);
    state.taken += taken.length;
    for (const { id } of taken) this.open.delete(id);
    const { metresPerMinute, pickupMinutes } = this.instance;
    const { restaurant } = taken[0]!;
    state.bundle ??= {
      number: ++state.bundles,
      thereAt:
        Math.max(now, state.freeAt) +
        minutesBetween(state.at, restaurant, metresPerMinute) +
        pickupMinutes / 2,
      assigned: new Map(),
      orders: [],
    };
    for (const { id } of taken) state.bundle.assigned.set(id, now);
    const orders = new Map([...state.bundle.orders, ...taken].map((order) => [order.id, order]));
    const way = told ?? taskIds.map((id) => `${id}/dropoff`);
    state.bundle.orders = way
      .filter((stop) => stop.endsWith('/dropoff'))
      .map((stop) => orders.get(stop.slice(0, -'/dropoff'.length))!);
  }

  private pickupAt({ thereAt, orders }: Bundle): number {
    return Math.max(thereAt, ...orders.map(({ readyAt }) => readyAt));
  }

  /** What turns out not to be ready before the shift ends is handed back. */
  private handBack({ bundle, courier }: State, now: number): void {
    if (!bundle || now < courier.offAt) return;
    for (const order of bundle.orders)
      if (order.readyAt > courier.offAt) this.open.set(order.id, order);
    bundle.orders = bundle.orders.filter(({ readyAt }) => readyAt <= courier.offAt);
  }

  /** From the pickup on nothing can change: the courier is free again behind the last door. */
  private fetch(state: State, now: number): void {
    const { bundle, courier } = state;
    if (!bundle || this.pickupAt(bundle) > now) return;
    const { metresPerMinute, pickupMinutes, dropoffMinutes } = this.instance;
    const pickupAt = this.pickupAt(bundle);
    let clock = pickupAt + pickupMinutes / 2;
    let at = bundle.orders[0]!.restaurant;
    for (const { id, door } of bundle.orders) {
      const dropoffAt = clock + minutesBetween(at, door, metresPerMinute) + dropoffMinutes / 2;
      this.deliveries.push({
        order: id,
        courier: courier.id,
        bundle: `${courier.id}-${bundle.number}`,
        assignedAt: bundle.assigned.get(id)!,
        pickupAt,
        dropoffAt,
      });
      clock = dropoffAt + dropoffMinutes / 2;
      at = door;
    }
    state.at = at;
    state.freeAt = clock;
    delete state.bundle;
  }
}
