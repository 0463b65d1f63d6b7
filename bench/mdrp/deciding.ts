import { assign } from '../../src/dispatch/assignment.ts';
import type { Reservation, Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import type { Policy } from '../../src/dispatch/policy.ts';
import type { Travel } from '../../src/dispatch/travel.ts';
import { fetchOf } from './fetching.ts';
import { naiveDay } from './naive.ts';

/** Who is to take what, by whatever rule decides. */
export interface Answer {
  readonly offers: readonly {
    readonly taskIds: readonly string[];
    readonly asked: readonly { readonly riderId: string; readonly way?: readonly string[] }[];
  }[];
  readonly reserved?: readonly Reservation[];
  readonly wakeAt?: number;
}

export type Decide = (snapshot: Snapshot, travel: Travel) => Answer;

export const policies = ['ours', 'naive', 'reyes-like'] as const;
export type PolicyName = (typeof policies)[number];

/** The rule of that name. */
export function deciderOf(name: PolicyName, policy: Policy): Decide {
  if (name === 'naive') return naiveDay();
  if (name === 'reyes-like') return reyesLike;
  return (snapshot, travel) => plan(snapshot, policy, travel);
}

const MINUTE = 60_000;

const mayAsk = (rider: Rider, tasks: readonly Task[]) =>
  !rider.route.length && !tasks.some(({ id }) => rider.declinedTaskIds.includes(id));

/** Every five minutes what is ready within twenty, bundled by restaurant to the ratio of orders to couriers, matched for orders a minute less delay. */
function reyesLike({ now, riders, tasks }: Snapshot, travel: Travel): Answer {
  const next = (Math.floor(now / (5 * MINUTE)) + 1) * 5 * MINUTE;
  if (now % (5 * MINUTE) !== 0) return { offers: [], wakeAt: next };
  const couriers = riders.filter((rider) => !rider.route.length);
  const soon = tasks.filter(({ readyAt }) => readyAt <= now + 20 * MINUTE);
  const size = Math.min(4, Math.max(1, Math.round(soon.length / Math.max(1, couriers.length))));
  const bundles = [...Map.groupBy(soon, ({ pickup }) => pickup!.at.join()).values()].flatMap(
    (list) => {
      const sorted = list.toSorted((a, b) => a.readyAt - b.readyAt || (a.id < b.id ? -1 : 1));
      return Array.from({ length: Math.ceil(sorted.length / size) }, (_, part) =>
        sorted.slice(part * size, (part + 1) * size),
      );
    },
  );
  const starts = [0];
  const columns: number[] = [];
  const costs: number[] = [];
  for (const bundle of bundles) {
    for (const [column, rider] of couriers.entries()) {
      const fetch = mayAsk(rider, bundle) ? fetchOf(rider, bundle, { now, travel }) : undefined;
      if (!fetch) continue;
      const perHour =
        (60 * MINUTE * bundle.length) / (fetch.doneAt - Math.max(now, rider.availableAt));
      const delay = (fetch.pickupAt - Math.min(...bundle.map(({ readyAt }) => readyAt))) / MINUTE;
      columns.push(column);
      costs.push(Math.round(1000 * (1000 - perHour + delay)));
    }
    starts.push(columns.length);
  }
  const { columnOf } = assign({
    rows: bundles.length,
    columnCount: couriers.length,
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    costs: Float64Array.from(costs),
    idleCosts: new Float64Array(bundles.length).fill(1e9),
  });
  const offers = bundles.flatMap((bundle, row) =>
    columnOf[row]! < 0
      ? []
      : [
          {
            taskIds: bundle.map(({ id }) => id),
            asked: [{ riderId: couriers[columnOf[row]!]!.id }],
          },
        ],
  );
  return { offers, wakeAt: next };
}
