import type { Rider, Task } from '../../src/dispatch/model.ts';
import type { Travel } from '../../src/dispatch/travel.ts';

export type Standing = Pick<Rider, 'at' | 'availableAt' | 'speedMps'> & {
  readonly dutyEndsAt?: number | undefined;
};

/** When a courier would stand at the counter, have the goods, and be free again. */
export interface Fetch {
  readonly arriveAt: number;
  readonly pickupAt: number;
  readonly doneAt: number;
}

/** How a courier without anything to fetch would fetch and bring these, in this order; undefined when the shift ends before. */
export function fetchOf(rider: Standing, tasks: readonly Task[], { now, travel }: Setting) {
  const [first] = tasks;
  const leave = Math.max(now, rider.availableAt);
  const arriveAt =
    leave + 1000 * (travel(rider.at, first!.pickup!.at, rider) + first!.pickup!.approachSeconds);
  const pickupAt = Math.max(arriveAt, ...tasks.map(({ readyAt }) => readyAt));
  let [clock, at] = [pickupAt + 1000 * first!.pickup!.serviceSeconds, first!.pickup!.at];
  for (const { dropoff } of tasks) {
    const seconds =
      travel(at, dropoff.at, rider) + dropoff.approachSeconds + dropoff.serviceSeconds;
    [clock, at] = [clock + 1000 * seconds, dropoff.at];
  }
  const fetch: Fetch = { arriveAt, pickupAt, doneAt: clock };
  return pickupAt <= (rider.dutyEndsAt ?? Infinity) ? fetch : undefined;
}

export interface Setting {
  readonly now: number;
  readonly travel: Travel;
}
