import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { LngLat } from '../geo/point.ts';
import { followFeed } from '../web/shared/feed.ts';
import { Refused, type Api } from './api.ts';
import type { Courier, Order } from './day.ts';
import { instantOf, placeOf, signInCourier, type Setting } from './setting.ts';

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

const REPORT_MS = 5_000;
const STEP_MS = 250;
const MY_OFFERS = `subscription ($since: String) { myOffers(since: $since) {
  type cursor event { seq id name payload } } }`;

interface OfferEvent {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly payload: { readonly requestId: string; readonly offerId: string };
}

/** One courier's shift: answers every offer with yes, fetches in the order of acceptance, brings, waits where it ended. */
export class Ride {
  private at: { x: number; y: number };
  private readonly waiting: { assignmentId: string; requestId: string }[] = [];
  private api!: Api;
  private reportedMs = 0;

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
    await this.api.ask('mutation { startDuty { id } }');
    await this.report();
    const stop = this.follow();
    const offMs = instantOf(setting, courier.offAt);
    while (Date.now() < offMs || this.waiting.length > 0) {
      const [task] = this.waiting;
      if (task) await this.bring(task);
      else await wait(STEP_MS);
      if (Date.now() - this.reportedMs > REPORT_MS) await this.report();
    }
    stop();
    await this.leave();
  }

  /** Who was given work while signing off brings it first. */
  private async leave(): Promise<void> {
    for (;;) {
      try {
        await this.api.ask('mutation { stopDuty { id } }');
        return;
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'STILL_CARRYING') throw error;
        const [task] = this.waiting;
        if (task) await this.bring(task);
        else await wait(STEP_MS);
      }
    }
  }

  private follow(): () => void {
    const client = this.api.socket();
    const stop = followFeed<OfferEvent>({
      client,
      document: MY_OFFERS,
      onEvent: ({ name, payload }) => {
        if (name === 'request.offered') void this.accept(payload.offerId, payload.requestId);
      },
      onReset: async () => Promise.reject(new Error('the feed of a day is never reset')),
    });
    return () => {
      stop();
      void client.dispose();
    };
  }

  private async accept(offerId: string, requestId: string): Promise<void> {
    try {
      const { acceptOffer } = await this.api.ask<{ acceptOffer: { id: string } }>(
        'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }',
        { id: offerId, key: randomUUID() },
      );
      this.ledger.accepted.set(requestId, (this.ledger.accepted.get(requestId) ?? 0) + 1);
      this.waiting.push({ assignmentId: acceptOffer.id, requestId });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  private async bring({
    assignmentId,
    requestId,
  }: {
    assignmentId: string;
    requestId: string;
  }): Promise<void> {
    const { setting, ledger } = this;
    const { pickupMinutes, dropoffMinutes } = setting.day;
    const order = ledger.orderOf.get(requestId)!;
    await this.ride(order.restaurant);
    await this.pass(pickupMinutes / 2);
    await until(instantOf(setting, order.readyAt));
    await this.step('pickUp', assignmentId);
    await this.pass(pickupMinutes / 2);
    await this.ride(order);
    await this.pass(dropoffMinutes / 2);
    await this.step('deliver', assignmentId);
    ledger.deliveries.push({ requestId, atMs: Date.now() });
    this.waiting.shift();
    await this.pass(dropoffMinutes / 2);
  }

  private async step(step: 'pickUp' | 'deliver', assignmentId: string): Promise<void> {
    await this.api.ask(`mutation ($id: ID!) { ${step}(assignmentId: $id) { id } }`, {
      id: assignmentId,
    });
  }

  private async ride(to: { x: number; y: number }): Promise<void> {
    const metres = Math.hypot(to.x - this.at.x, to.y - this.at.y);
    await this.pass(metres / this.setting.day.metresPerMinute);
    this.at = to;
    await this.report();
  }

  private pass(minutes: number): Promise<void> {
    return wait((minutes * 60_000) / this.setting.speed);
  }

  private async report(): Promise<void> {
    const [lng, lat]: LngLat = placeOf(this.setting, this.at);
    const now = new Date(Date.now()).toISOString();
    this.reportedMs = Date.now();
    await this.api.ask(
      'mutation ($input: PositionInput!) { reportPosition(input: $input) { riderId } }',
      { input: { point: { lng, lat, crs: 'WGS84' }, accuracyM: 5, deviceAt: now } },
    );
  }
}

export const until = (ms: number): Promise<void> => wait(Math.max(0, ms - Date.now()));
