import type { Stop } from '../../src/dispatch/model.ts';
import { distance, type LngLat } from '../../src/geo/point.ts';
import type { Coins } from './coins.ts';
import type { Ground } from './street.ts';
import { clock, MINUTE, pick } from './wishes.ts';

/** A courier of the day: when on duty, what they can do, and the round of their own parcels. */
export interface Courier {
  readonly id: string;
  readonly home: LngLat;
  readonly shifts: readonly Shift[];
  readonly speedMps: number;
  readonly capacity: number;
  readonly trustLevel: number;
  readonly skills: readonly string[];
  /** How often they decline what is not out of their way. */
  readonly reluctance: number;
  /** What the street remembers of the last fortnight: how often they were asked, and how often they did not accept. */
  readonly asked: number;
  readonly unanswered: number;
  readonly round: readonly Parcel[];
}

export interface Shift {
  readonly from: number;
  readonly to: number;
}

/** A stop of their own, known from an instant on. */
export interface Parcel {
  readonly knownAt: number;
  readonly stop: Stop;
}

/** The 80 couriers of the street; who works twice pauses half an hour between. */
const COURIERS = 80;
const ASKED = 40;
/** How often an offer is not heard at all. */
export const NOT_HEARD = 0.03;
const KNOWN_AHEAD = 20 * MINUTE;
/** The next parcel is the nearest of so many. */
const CHOICES = 8;

export const couriersOf = (ground: Ground, coins: Coins): Courier[] =>
  Array.from({ length: COURIERS }, (_, n) => courierOf(n, ground, coins));

function courierOf(n: number, ground: Ground, coins: Coins): Courier {
  const next = coins.of('courier', n);
  const from = clock(8, 30 + 15 * Math.floor(22 * next()));
  const morning = { from, to: from + 225 * MINUTE };
  const evening = { from: morning.to + 30 * MINUTE, to: morning.to + 240 * MINUTE };
  const reluctance = 0.04 + 0.16 * next();
  const mood = coins.of('fortnight', n);
  const refusals = Array.from({ length: ASKED }, () => mood() < reluctance + NOT_HEARD);
  const shifts = next() < 0.4 ? [morning, evening] : [morning];
  return {
    id: `rider-${String(n).padStart(2, '0')}`,
    home: pick(ground.doors, next()),
    shifts,
    speedMps: 4 + 2 * next(),
    capacity: 4 + Math.floor(5 * next()),
    trustLevel: 1 + Math.floor(3 * next()),
    skills: next() < 0.3 ? ['HOME_VISIT'] : [],
    reluctance,
    asked: ASKED,
    unanswered: refusals.filter(Boolean).length,
    round: shifts.flatMap((shift, part) => roundIn(shift, `${n}-${part}`, { ground, next })),
  };
}

/** A parcel of their own about every quarter of an hour, each not far from the one before. */
function roundIn(
  { from, to }: Shift,
  name: string,
  { ground, next }: { readonly ground: Ground; readonly next: () => number },
): Parcel[] {
  const round: Parcel[] = [];
  let place = pick(ground.doors, next());
  const near = () => {
    const some = Array.from({ length: CHOICES }, () => pick(ground.doors, next()));
    return some.toSorted((a, b) => distance(place, a) - distance(place, b))[0]!;
  };
  for (
    let at = from + 10 * MINUTE * next();
    at < to - 15 * MINUTE;
    at += (8 + 14 * next()) * MINUTE
  ) {
    place = near();
    round.push({
      knownAt: Math.max(from, at - KNOWN_AHEAD),
      stop: {
        id: `own-${name}-${round.length}`,
        kind: 'OWN',
        at: place,
        approachSeconds: 0,
        serviceSeconds: 60 + Math.floor(60 * next()),
        notBefore: Math.round(at),
        dueAt: Math.round(at) + 20 * MINUTE,
        loadChange: 0,
      },
    });
  }
  return round;
}
