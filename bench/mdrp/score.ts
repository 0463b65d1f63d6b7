import type { Instance } from './read.ts';
import type { Delivery } from './simulate.ts';

/** The figures by which the field compares; CtD click-to-door, RtP ready-to-pickup, in minutes. */
export interface Score {
  readonly undeliveredPct: number;
  readonly ctd: number;
  readonly p90: number;
  readonly overage: number;
  readonly rtp: number;
  readonly cost: number;
  readonly ordersPerBundle: number;
}

/** Scores one day; what came after the maximum counts as undelivered. */
export function scoreOf(instance: Instance, deliveries: readonly Delivery[]): Score {
  const orders = new Map(instance.orders.map((order) => [order.id, order]));
  const ctd: number[] = [];
  const rtp: number[] = [];
  const delivered = new Map<string, number>();
  for (const { order, courier, pickupAt, dropoffAt } of deliveries) {
    const { placedAt, readyAt } = orders.get(order)!;
    if (dropoffAt - placedAt > instance.maximumMinutes) continue;
    ctd.push(dropoffAt - placedAt);
    rtp.push(pickupAt - readyAt);
    delivered.set(courier, (delivered.get(courier) ?? 0) + 1);
  }
  const pay = instance.couriers.map(({ id, onAt, offAt }) =>
    Math.max(
      instance.payPerOrder * (delivered.get(id) ?? 0),
      (instance.payPerHour * (offAt - onAt)) / 60,
    ),
  );
  return {
    undeliveredPct: 100 * (1 - ctd.length / instance.orders.length),
    ctd: mean(ctd),
    p90: quantile(ctd, 0.9),
    overage: mean(ctd.map((minutes) => Math.max(0, minutes - instance.targetMinutes))),
    rtp: mean(rtp),
    cost: pay.reduce((sum, one) => sum + one, 0) / Math.max(1, ctd.length),
    ordersPerBundle:
      deliveries.length / Math.max(1, new Set(deliveries.map(({ bundle }) => bundle)).size),
  };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Linear between the two nearest. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? NaN;
  return low + ((sorted[Math.ceil(at)] ?? NaN) - low) * (at - Math.floor(at));
}
