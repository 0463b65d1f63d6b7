import { observeCondition } from '../domain/care/observing.ts';
import { Sign } from '../domain/care/states.ts';
import { advance, deliver } from '../domain/requests/delivering.ts';
import { fail } from '../domain/requests/failing.ts';
import { acceptOffer, declineOffer } from '../domain/requests/offering.ts';
import { modeOf } from '../domain/requests/rules.ts';
import { DeclineReason, DeliveryStep, FailReason } from '../domain/requests/states.ts';
import { reportPosition } from '../domain/riders/positioning.ts';
import { startDuty, stopDuty } from '../domain/riders/duty.ts';
import { Vehicle } from '../domain/riders/rider.ts';
import { Crs } from '../domain/territory/point.ts';
import type { LngLat } from '../geo/point.ts';
import { contextFor, type Platform } from '../platform/context.ts';
import { acting } from './acting.ts';
import type { Chance } from './chance.ts';
import type { Town, TownRider } from './town.ts';
import { Walk } from './walking.ts';

/** A request somebody carries: where to go next for it. */
export interface Errand {
  readonly assignmentId: string;
  readonly riderId: string;
  readonly state: 'ACCEPTED' | 'TO_PICKUP' | 'AT_PICKUP' | 'PICKED_UP' | 'AT_DOOR' | 'RETURNING';
  readonly hasResident: boolean;
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
const NOBODY_HOME = 0.03;
const NOTICES = 0.02;

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
    if (!this.walk) await this.setOut(errand);
    this.at = this.walk!.advance((SPEED_MPS[this.rider.vehicle] * ms) / 1000);
    if (!this.walk!.arrived) return;
    this.walk = null;
    this.busyUntilMs = nowMs + SERVICE_MS;
    if (errand) await this.reach(errand);
  }

  async report(): Promise<void> {
    const [lng, lat] = this.at;
    const accuracyM = this.world.chance.between(5, 20);
    const point = { lng, lat, crs: Crs.WGS84 };
    const ctx = contextFor(this.world.platform, this.rider.actor);
    await reportPosition(ctx, { point, accuracyM, deviceAt: ctx.now });
  }

  /** To the next stop of this errand, or on the own round. */
  private async setOut(errand: Errand | undefined): Promise<void> {
    const { chance, town } = this.world;
    this.walk = this.walkTo(errand ? targetOf(errand) : chance.pick(town.places));
    if (errand?.state === 'ACCEPTED' && errand.pickup)
      await this.say(errand, DeliveryStep.TO_PICKUP);
  }

  private async reach(errand: Errand): Promise<void> {
    this.serving = errand;
    if (isToFetch(errand)) await this.say(errand, DeliveryStep.AT_PICKUP);
    else if (errand.state !== 'RETURNING') await this.say(errand, DeliveryStep.AT_DOOR);
  }

  private async finish(errand: Errand): Promise<void> {
    this.serving = null;
    if (isToFetch(errand)) await this.say(errand, DeliveryStep.PICKED_UP);
    else if (errand.state === 'RETURNING') await this.say(errand, DeliveryStep.RETURNED);
    else await this.ring(errand);
  }

  /** At the door: now and then nobody opens, or somebody does not look well. */
  private async ring({ assignmentId, hasResident }: Errand): Promise<void> {
    const { chance } = this.world;
    if (hasResident && chance.happens(NOBODY_HOME)) {
      await this.act((ctx) => fail(ctx, assignmentId, { reason: FailReason.NOBODY_HOME }));
      return;
    }
    if (hasResident && chance.happens(NOTICES))
      await this.act((ctx) =>
        observeCondition(ctx, { assignmentId, signs: [chance.pick([Sign.WEAK, Sign.MOOD])] }),
      );
    const [lng, lat] = this.at;
    await this.act((ctx) =>
      deliver(ctx, assignmentId, { proof: { at: { lng, lat, crs: Crs.WGS84 } } }),
    );
  }

  private say({ assignmentId }: Errand, step: DeliveryStep) {
    return this.act((ctx) => advance(ctx, assignmentId, { step }));
  }

  private walkTo(target: LngLat): Walk {
    const roads = this.world.town.roads.by(modeOf(this.rider.vehicle));
    return new Walk(roads.path(this.at, target)?.line ?? [this.at, target]);
  }

  private act<T>(work: Parameters<typeof acting<T>>[2]): Promise<T> {
    return acting(this.world.platform, this.rider.actor, work);
  }
}

const beforePickup: ReadonlySet<Errand['state']> = new Set(['ACCEPTED', 'TO_PICKUP', 'AT_PICKUP']);

const isToFetch = ({ state, pickup }: Errand): boolean =>
  pickup !== null && beforePickup.has(state);

const targetOf = (errand: Errand): LngLat =>
  errand.pickup && (isToFetch(errand) || errand.state === 'RETURNING')
    ? errand.pickup
    : errand.dropoff;
