import { defaultKinds } from '../../src/domain/requests/kinds.ts';
import type { Task } from '../../src/dispatch/model.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { distance, type LngLat } from '../../src/geo/point.ts';
import type { Coins } from './coins.ts';
import type { Ground } from './street.ts';

export const MINUTE = 60_000;
/** Midnight of a Monday in Nanjing. */
export const MIDNIGHT = Date.UTC(2026, 2, 1, 16);
export const clock = (hour: number, minute = 0) => MIDNIGHT + (60 * hour + minute) * MINUTE;

/** Something somebody of the street asks for on that day. */
export interface Wish {
  readonly task: Task;
  readonly elder: boolean;
  readonly offerMs: number;
  readonly serviceMinutes: number;
}

const ELDERS = 178;
const PICKUP_SECONDS = 120;
/** How long the kind is at the door, by the standard of its credited minutes. */
const DOOR_SHARE = 0.75;

/** How many of a kind are asked for between which hours. */
const ASKED: readonly (readonly [kind: string, count: number, from: number, to: number])[] = [
  ['STUDY_PACKAGE', 40, 9, 15],
  ['WARM_BOX', 12, 9, 17],
  ['SUPPLIES', 36, 9, 16],
  ['ERRAND', 30, 9, 16],
  ['VISIT', 12, 9, 15],
];

/** Everything that is asked for on the day, in the order it is asked. */
export function wishesOf(ground: Ground, coins: Coins, riderIds: readonly string[]): Wish[] {
  const wishes = [
    ...Array.from({ length: ELDERS }, (_, n) => meal(n)),
    ...ASKED.flatMap(([kind, count, from, to]) =>
      Array.from({ length: count }, (_, n) => other(kind, n, [from, to])),
    ),
  ];
  return wishes.toSorted(
    (a, b) => a.task.openedAt - b.task.openedAt || (a.task.id < b.task.id ? -1 : 1),
  );

  /** Meals of elders who live alone are known half an hour before the canteen has them, in portions of ten minutes. */
  function meal(n: number): Wish {
    const next = coins.of('meal', n);
    const readyAt = clock(10, 40 + 10 * Math.floor(8 * next()));
    return wish('MEAL', `meal-${n}`, { openedAt: readyAt - 30 * MINUTE, readyAt, next });
  }

  function other(kind: string, n: number, [from, to]: readonly [number, number]): Wish {
    const next = coins.of(kind, n);
    const openedAt = clock(from, Math.floor(60 * (to - from) * next()));
    return wish(kind, `${kind.toLowerCase()}-${n}`, { openedAt, readyAt: openedAt, next });
  }

  function wish(
    code: string,
    id: string,
    { openedAt, readyAt, next }: { openedAt: number; readyAt: number; next: () => number },
  ): Wish {
    const kind = defaultKinds.find((one) => one.code === code)!;
    const door = pick(ground.doors, next());
    const regular = [pick(riderIds, next()), pick(riderIds, next())];
    const task = makeTask({
      id,
      kind: code,
      gridId: ground.gridOf(door),
      openedAt,
      readyAt,
      dueAt: readyAt + kind.windowMinutes * MINUTE,
      load: kind.load,
      needs: kind.skills,
      minTrust: kind.minTrust,
      tier: kind.tier,
      waveSize: kind.waveSize,
      regularRiderIds: code === 'MEAL' ? [...new Set(regular)] : [],
      dropoff: { at: door, serviceSeconds: 60 * DOOR_SHARE * kind.serviceMinutes },
      ...(kind.needsPickup && {
        pickup: { at: nearestTo(door, ground.counters), serviceSeconds: PICKUP_SECONDS },
      }),
    });
    const { offerSeconds, serviceMinutes } = kind;
    return { task, elder: code === 'MEAL', offerMs: offerSeconds * 1000, serviceMinutes };
  }
}

/** Meals and parcels come from the station round the corner. */
const nearestTo = (door: LngLat, places: readonly LngLat[]): LngLat =>
  places.toSorted((a, b) => distance(door, a) - distance(door, b))[0]!;

export const pick = <T>(list: readonly T[], share: number): T =>
  list[Math.floor(share * list.length)]!;
