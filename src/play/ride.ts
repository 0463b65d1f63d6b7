import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { LngLat } from '../geo/point.ts';
import { soonestFirst, type Place } from '../geo/soonest-first.ts';
import { followFeed } from '../web/shared/feed.ts';
import { Refused, type Api } from './api.ts';
import type { Courier, Order } from './day.ts';
import { instantOf, GROUND_MPS, placeOf, signInCourier, type Setting } from './setting.ts';

/** What is known of an order once it was brought. */
export interface Delivery {
  readonly requestId: string;
  readonly atMs: number;
}

/** What couriers share: which request is which order, and who brought what. */
export interface Ledger {
  readonly orderOf: Map<string, Order>;
  readonly accepted: Map<string, number>;
  readonly deliveries: Delivery[];
}

/** Where a courier is, is said so often on the way, and so often while waiting. */
const UNDERWAY_MS = 2_000;
const WAITING_MS = 15_000;
const MY_OFFERS = `subscription ($since: String) { myOffers(since: $since) {
  type cursor event { seq id name payload } } }`;

interface OfferEvent {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly payload: { readonly requestId: string; readonly offerId: string };
}

interface Taken {
  readonly id: string;
  readonly task: { readonly requestId: string } | null;
}

/** A place still to go to: a restaurant or a door. */
interface Stop extends Place {
  readonly kind: 'PICKUP' | 'DROPOFF';
  readonly assignmentId: string;
  readonly requestId: string;
  readonly order: Order;
}

/**
 * One courier's shift: answers every offer with yes, goes next to where something can be done soonest, as the engine expects, waits where it
 * ended. The courier rides by the clock of the day: what the telephone takes to send holds nobody up.
 */
export class Ride {
  private at: { x: number; y: number };
  private tasks: Stop[][] = [];
  /** Assignments that have been taken up, ended ones too. */
  private readonly begun = new Set<string>();
  private api!: Api;
  private reportedMs = 0;
  /** Until when the courier's hands are full. */
  private busyUntilMs = 0;
  private nudge = Promise.withResolvers<void>();

  constructor(
    private readonly setting: Setting,
    private readonly courier: Courier,
    private readonly ledger: Ledger,
  ) {
    this.at = courier;
  }

  async run(): Promise<void> {
    const { setting, courier } = this;
    await until(instantOf(setting, courier.onAt));
    this.api = await signInCourier(setting, courier);
    const stop = this.follow();
    await this.report();
    await this.api.ask('mutation { startDuty { id } }');
    const offMs = instantOf(setting, courier.offAt);
    while (Date.now() < offMs || this.tasks.length > 0) await this.goOn(offMs);
    await this.leave();
    stop();
  }

  /** One stop, or a while of waiting. */
  private async goOn(offMs: number): Promise<void> {
    const stop = this.next();
    if (stop) return this.visit(stop);
    this.nudge = Promise.withResolvers();
    await Promise.race([this.nudge.promise, until(Math.min(offMs, Date.now() + WAITING_MS))]);
    this.busyUntilMs = Date.now();
    if (Date.now() - this.reportedMs >= WAITING_MS) await this.report();
  }

  /** Who was given work while signing off brings it first. */
  private async leave(): Promise<void> {
    for (;;) {
      try {
        await this.api.ask('mutation { stopDuty { id } }');
        return;
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'STILL_CARRYING') throw error;
        await this.goOn(Infinity);
      }
    }
  }

  private follow(): () => void {
    const client = this.api.socket();
    const stop = followFeed<OfferEvent>({
      client,
      document: MY_OFFERS,
      onEvent: ({ name, payload }) => {
        if (name === 'request.offered') void this.accept(payload.offerId);
      },
      onReset: async () => Promise.reject(new Error('the feed of a day is never reset')),
    });
    return () => {
      stop();
      void client.dispose();
    };
  }

  /** Accepting one of several that were asked for at once accepts them all. */
  private async accept(offerId: string): Promise<void> {
    try {
      await this.api.ask(
        'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }',
        { id: offerId, key: randomUUID() },
      );
      const { myAssignments } = await this.api.ask<{ myAssignments: Taken[] }>(
        '{ myAssignments { id task { requestId } } }',
      );
      for (const taken of myAssignments) await this.begin(taken);
      this.nudge.resolve();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  private async begin({ id, task }: Taken): Promise<void> {
    const { setting, ledger } = this;
    if (!task || this.begun.has(id)) return;
    this.begun.add(id);
    const { requestId } = task;
    ledger.accepted.set(requestId, (ledger.accepted.get(requestId) ?? 0) + 1);
    const order = await orderOf(ledger, requestId);
    const common = { assignmentId: id, requestId, order };
    const notBefore = instantOf(setting, order.readyAt);
    const at = placeOf(setting, order.restaurant);
    const door = { id: `${requestId}/dropoff`, at: placeOf(setting, order) };
    this.tasks.push([
      { ...common, id: `${requestId}/pickup`, at, notBefore, kind: 'PICKUP' },
      { ...common, ...door, kind: 'DROPOFF' },
    ]);
  }

  private next(): Stop | undefined {
    const { setting } = this;
    const here = { at: placeOf(setting, this.at), now: this.busyUntilMs, mps: GROUND_MPS };
    return soonestFirst(here, this.tasks)[0];
  }

  private async visit(stop: Stop): Promise<void> {
    const { setting, ledger } = this;
    const { pickupMinutes, dropoffMinutes } = setting.day;
    const { kind, order, assignmentId, requestId } = stop;
    const minutes = kind === 'PICKUP' ? pickupMinutes : dropoffMinutes;
    await this.ride(kind === 'PICKUP' ? order.restaurant : order);
    this.pass(minutes / 2);
    if (kind === 'PICKUP')
      this.busyUntilMs = Math.max(this.busyUntilMs, instantOf(setting, order.readyAt));
    await until(this.busyUntilMs);
    const atMs = this.busyUntilMs;
    await this.step(kind === 'PICKUP' ? 'pickUp' : 'deliver', assignmentId);
    if (kind === 'DROPOFF') ledger.deliveries.push({ requestId, atMs });
    this.tasks = this.tasks
      .map((stops) => stops.filter(({ id }) => id !== stop.id))
      .filter((stops) => stops.length > 0);
    this.pass(minutes / 2);
    await until(this.busyUntilMs);
  }

  private async step(step: 'pickUp' | 'deliver', assignmentId: string): Promise<void> {
    await this.api.ask(`mutation ($id: ID!) { ${step}(assignmentId: $id) { id } }`, {
      id: assignmentId,
    });
  }

  /** The way there, which the street sees as it is ridden. */
  private async ride(to: { x: number; y: number }): Promise<void> {
    const from = this.at;
    const metres = Math.hypot(to.x - from.x, to.y - from.y);
    const beganMs = this.busyUntilMs;
    this.pass(metres / this.setting.day.metresPerMinute);
    for (let ms = beganMs + UNDERWAY_MS; ms < this.busyUntilMs; ms += UNDERWAY_MS) {
      await until(ms);
      const share = (ms - beganMs) / (this.busyUntilMs - beganMs);
      this.at = { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
      void this.report();
    }
    await until(this.busyUntilMs);
    this.at = to;
    void this.report();
  }

  /** Minutes of the day that are filled, from the instant on when the hands were free. */
  private pass(minutes: number): void {
    this.busyUntilMs += (minutes * 60_000) / this.setting.speed;
  }

  private async report(): Promise<void> {
    const [lng, lat]: LngLat = placeOf(this.setting, this.at);
    const now = new Date(Date.now()).toISOString();
    this.reportedMs = Date.now();
    await this.api
      .ask('mutation ($input: PositionInput!) { reportPosition(input: $input) { riderId } }', {
        input: { point: { lng, lat, crs: 'WGS84' }, accuracyM: 5, deviceAt: now },
      })
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
      });
  }
}

/** Which order the request is; the offer may come before the answer to whoever opened it. */
async function orderOf({ orderOf: known }: Ledger, requestId: string): Promise<Order> {
  for (;;) {
    const order = known.get(requestId);
    if (order) return order;
    await wait(5);
  }
}

export const until = (ms: number): Promise<void> => wait(Math.max(0, ms - Date.now()));
