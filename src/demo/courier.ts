import { acceptOffer, declineOffer } from '../domain/requests/offering.ts';
import { deliver, pickUp } from '../domain/requests/delivering.ts';
import { DeclineReason } from '../domain/requests/states.ts';
import { reportPosition } from '../domain/riders/positioning.ts';
import { startDuty, stopDuty } from '../domain/riders/duty.ts';
import { Vehicle } from '../domain/riders/rider.ts';
import { Crs } from '../domain/territory/point.ts';
import type { LngLat } from '../geo/point.ts';
import type { Platform } from '../platform/context.ts';
import { acting } from './acting.ts';
import type { Chance } from './chance.ts';
import type { Town, TownRider } from './town.ts';
import { Walk } from './walking.ts';

/** A request somebody carries: where to go next for it. */
export interface Errand {
  readonly assignmentId: string;
  readonly riderId: string;
  readonly state: 'ACCEPTED' | 'PICKED_UP';
  readonly pickup: LngLat | null;
  readonly dropoff: LngLat;
}

const SPEED_MPS: Record<Vehicle, number> = {
  [Vehicle.E_BIKE]: 5.5,
  [Vehicle.BICYCLE]: 4,
  [Vehicle.MOTORBIKE]: 8,
  [Vehicle.CAR]: 7,
  [Vehicle.ON_FOOT]: 1.4,
};
/** At a counter or a door. */
const SERVICE_MS = 45_000;
const DECLINES = 0.1;

/** One rider's day: rides a round of own parcels, answers offers, fetches and brings. */
export class Courier {
  readonly id: string;
  onDuty: boolean;
  private at: LngLat;
  private walk: Walk | null = null;
  private busyUntilMs = 0;
  /** The stop being served, if any. */
  private serving: Errand | null = null;

  constructor(
    private readonly rider: TownRider,
    private readonly world: { platform: Platform; town: Town; chance: Chance },
  ) {
    this.id = rider.id;
    this.onDuty = rider.duty !== 'OFF';
    this.at = rider.at ?? world.chance.pick(world.town.places);
  }

  async goOnDuty(): Promise<void> {
    await this.act(startDuty);
    this.onDuty = true;
    await this.report();
  }

  async goOffDuty(): Promise<void> {
    await this.act(stopDuty);
    this.onDuty = false;
  }

  async answer(offerId: string): Promise<void> {
    if (this.world.chance.happens(DECLINES))
      await this.act((ctx) =>
        declineOffer(ctx, offerId, {
          reason: this.world.chance.pick([DeclineReason.BUSY, DeclineReason.TOO_FAR]),
        }),
      );
    else await this.act((ctx) => acceptOffer(ctx, offerId));
    this.walk = null;
  }

  /** Lives on for so long (simulated milliseconds, up to `nowMs`) with these errands in hand. */
  async live(ms: number, nowMs: number, errands: readonly Errand[]): Promise<void> {
    if (this.serving) {
      if (nowMs < this.busyUntilMs) return;
      await this.finish(this.serving);
      return;
    }
    const [errand] = errands;
    this.walk ??= this.walkTo(
      errand ? targetOf(errand) : this.world.chance.pick(this.world.town.places),
    );
    this.at = this.walk.advance((SPEED_MPS[this.rider.vehicle] * ms) / 1000);
    if (!this.walk.arrived) return;
    this.walk = null;
    this.busyUntilMs = nowMs + SERVICE_MS;
    if (errand) this.serving = errand;
  }

  async report(): Promise<void> {
    const [lng, lat] = this.at;
    const accuracyM = this.world.chance.between(5, 20);
    const point = { lng, lat, crs: Crs.WGS84 };
    await this.act((ctx) => reportPosition(ctx, { point, accuracyM, deviceAt: ctx.now }));
  }

  private async finish(errand: Errand): Promise<void> {
    this.serving = null;
    if (errand.state === 'ACCEPTED') await this.act((ctx) => pickUp(ctx, errand.assignmentId));
    if (errand.state === 'PICKED_UP' || !errand.pickup)
      await this.act((ctx) => deliver(ctx, errand.assignmentId));
  }

  private walkTo(target: LngLat): Walk {
    return new Walk(this.world.town.roads.path(this.at, target)?.line ?? [this.at, target]);
  }

  private act<T>(work: Parameters<typeof acting<T>>[2]): Promise<T> {
    return acting(this.world.platform, this.rider.actor, work);
  }
}

const targetOf = ({ state, pickup, dropoff }: Errand): LngLat =>
  state === 'ACCEPTED' && pickup ? pickup : dropoff;
