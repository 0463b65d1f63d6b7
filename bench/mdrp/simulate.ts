import type { Proposal, Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import type { Policy } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import type { Travel } from '../../src/dispatch/travel.ts';
import { stopsOf } from '../../src/dispatch/route.ts';
import type { LngLat } from '../../src/geo/point.ts';
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
export type Witness = (snapshot: Snapshot, answer: ReturnType<typeof plan>, travel: Travel) => void;

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

interface State {
  readonly courier: Courier;
  at: LngLat;
  freeAt: number;
  bundles: number;
  taken: number;
  bundle?: Bundle;
}

/** Simulates a day by events: an order placed, a courier free or about to fetch, and whatever instant the plan asks to be woken at. */
export function simulate(instance: Instance, policy: Policy, witness?: Witness): Day {
  const day = new Simulation(instance, policy, witness);
  day.run();
  return day;
}

class Simulation implements Day {
  readonly deliveries: Delivery[] = [];
  readonly planMs: number[] = [];
  private readonly instance: Instance;
  private readonly policy: Policy;
  private readonly witness: Witness | undefined;
  private readonly states: State[];
  private readonly open = new Map<string, { readonly order: Order; readonly task: Task }>();
  private readonly travel: Travel;

  constructor(instance: Instance, policy: Policy, witness?: Witness) {
    this.instance = instance;
    this.policy = policy;
    this.witness = witness;
    this.states = instance.couriers.map((courier) => ({
      courier,
      at: courier.start,
      freeAt: courier.onAt,
      bundles: 0,
      taken: 0,
    }));
    const { metresPerMinute } = instance;
    this.travel = (from, to) => 60 * minutesBetween(from, to, metresPerMinute);
  }

  run(): void {
    const coming = this.instance.orders.toSorted((a, b) => a.placedAt - b.placedAt);
    const events = new Set([
      ...coming.map(({ placedAt }) => placedAt),
      ...this.instance.couriers.map(({ onAt }) => onAt),
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
        this.fetch(state, now);
        if (state.bundle) events.add(Math.max(now + 1, this.pickupAt(state.bundle)));
        else events.add(state.freeAt);
      }
    }
  }

  private place(order: Order): void {
    const { pickupMinutes, dropoffMinutes, targetMinutes, maximumMinutes } = this.instance;
    const task = makeTask({
      id: order.id,
      gridId: 'town',
      openedAt: order.placedAt * MINUTE,
      readyAt: order.readyAt * MINUTE,
      windowStart: order.readyAt * MINUTE,
      dueAt: Math.max(order.readyAt, order.placedAt + targetMinutes) * MINUTE,
      latestAt: Math.max(order.readyAt, order.placedAt + maximumMinutes) * MINUTE,
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
    this.open.set(order.id, { order, task });
  }

  /** What can no longer be delivered in time is given up. */
  private drop(now: number): void {
    for (const [id, { task }] of this.open) if (task.latestAt! < now * MINUTE) this.open.delete(id);
  }

  private decide(now: number): number | undefined {
    const snapshot = this.snapshotAt(now);
    if (snapshot.riders.length === 0) return undefined;
    const start = performance.now();
    const answer = plan(snapshot, this.policy, this.travel);
    this.planMs.push(performance.now() - start);
    this.witness?.(snapshot, answer, this.travel);
    for (const offer of answer.offers) this.accept(offer, now);
    return answer.wakeAt;
  }

  private snapshotAt(now: number): Snapshot {
    const near = this.states.filter(
      ({ courier, bundle }) =>
        courier.onAt <= now + KNOWN_AHEAD && (courier.offAt >= now || bundle),
    );
    return makeSnapshot({
      now: now * MINUTE,
      riders: near.map((state) => this.riderOf(state, now)),
      tasks: [...this.open.values()].map(({ task }) => task),
    });
  }

  private riderOf({ courier, at, freeAt, bundle, taken }: State, now: number): Rider {
    const common = {
      id: courier.id,
      positionAt: now * MINUTE,
      speedMps: this.instance.metresPerMinute / 60,
      capacity: 1000,
      dutyEndsAt: courier.offAt * MINUTE,
      availableMinutes: courier.offAt - courier.onAt,
      creditedMinutes: (60 * taken * this.instance.payPerOrder) / this.instance.payPerHour,
    };
    if (!bundle) return makeRider({ ...common, at, availableAt: freeAt * MINUTE });
    const stops = bundle.orders.map(({ id }) => stopsOf(this.tasks.get(id)!));
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

  private readonly tasks = new Map<string, Task>();

  private accept({ taskIds, asked }: Proposal, now: number): void {
    const [candidate] = asked;
    const state = this.states.find(({ courier }) => courier.id === candidate!.riderId)!;
    // By the rules of the problem a courier under way takes only what is fetched at the same counter.
    if (state.bundle && !candidate!.way) return;
    const taken = taskIds.map((id) => this.open.get(id)!);
    state.taken += taken.length;
    for (const { order, task } of taken) {
      this.open.delete(order.id);
      this.tasks.set(order.id, task);
    }
    const { metresPerMinute, pickupMinutes } = this.instance;
    const { restaurant } = taken[0]!.order;
    state.bundle ??= {
      number: ++state.bundles,
      thereAt:
        Math.max(now, state.freeAt) +
        minutesBetween(state.at, restaurant, metresPerMinute) +
        pickupMinutes / 2,
      assigned: new Map(),
      orders: [],
    };
    for (const { order } of taken) state.bundle.assigned.set(order.id, now);
    const orders = new Map(
      [...state.bundle.orders, ...taken.map(({ order }) => order)].map((order) => [
        order.id,
        order,
      ]),
    );
    const way = candidate!.way ?? taskIds.map((id) => `${id}/dropoff`);
    state.bundle.orders = way
      .filter((stop) => stop.endsWith('/dropoff'))
      .map((stop) => orders.get(stop.slice(0, -'/dropoff'.length))!);
  }

  private pickupAt({ thereAt, orders }: Bundle): number {
    return Math.max(thereAt, ...orders.map(({ readyAt }) => readyAt));
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
