import type { Grid, Rider, Snapshot, Task } from '../src/dispatch/model.ts';
import { makeRider } from '../src/dispatch/rider.ts';
import { makeSnapshot } from '../src/dispatch/snapshot.ts';
import { makeTask } from '../src/dispatch/task.ts';
import type { LngLat } from '../src/geo/point.ts';

/** Noon in Nanjing on the first of March. */
const NOON = Date.UTC(2026, 2, 1, 4);
const MINUTE = 60_000;
/** Degrees of latitude per kilometre. */
const KM = 1 / 111.2;

/** How large a generated town is. */
export interface TownSize {
  readonly riders: number;
  readonly tasks: number;
  readonly seed: number;
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A lunchtime town in square grids of 500 m, one rider on duty per grid and a half of them under way. */
export function lunchtime({ riders, tasks, seed }: TownSize): Snapshot {
  const next = chance(seed);
  const side = Math.max(3, Math.round(Math.sqrt(riders)));
  const place = (): LngLat => [
    118.6 + next() * side * 0.5 * KM * 1.18,
    31.8 + next() * side * 0.5 * KM,
  ];
  const gridOf = ([lng, lat]: LngLat) => {
    const column = Math.min(side - 1, Math.floor((lng - 118.6) / (0.5 * KM * 1.18)));
    return `g${Math.min(side - 1, Math.floor((lat - 31.8) / (0.5 * KM))) * side + column}`;
  };
  const crew = Array.from({ length: riders }, (_, n): Rider => {
    const at = place();
    const under = next() < 0.5;
    const parcel = {
      approachSeconds: 60,
      serviceSeconds: 60,
      notBefore: NOON,
      dueAt: NOON + 60 * MINUTE,
    };
    return makeRider({
      id: `rider-${n}`,
      at,
      positionAt: NOON - next() * 130_000,
      trustLevel: Math.floor(next() * 4),
      skills: next() < 0.3 ? ['FIRST_AID'] : [],
      gridIds: [gridOf(at)],
      availableMinutes: next() * 600,
      creditedMinutes: next() * 60,
      declineProbability: next() * 0.3,
      route: under
        ? [0, 1].map((i) => ({
            ...parcel,
            id: `own-${i}`,
            kind: 'OWN',
            at: place(),
            loadChange: 0,
          }))
        : [],
    });
  });
  const work = Array.from({ length: tasks }, (_, n): Task => {
    const at = place();
    return makeTask({
      id: `task-${n}`,
      gridId: gridOf(at),
      openedAt: NOON - Math.floor(next() * 5 * MINUTE),
      dueAt: NOON + (30 + Math.floor(next() * 60)) * MINUTE,
      dropoff: { at, approachSeconds: 120, serviceSeconds: 180 },
      ...(next() < 0.7 && { pickup: { at: place(), approachSeconds: 60, serviceSeconds: 60 } }),
      minTrust: next() < 0.2 ? 2 : 0,
      tier: next() < 0.1 ? 2 : 1,
      waveSize: next() < 0.1 ? 3 : 1,
    });
  });
  return makeSnapshot({ now: NOON, riders: crew, tasks: work, grids: squares(side) });
}

function squares(side: number): Grid[] {
  return Array.from({ length: side * side }, (_, n) => {
    const [row, column] = [Math.floor(n / side), n % side];
    const beside: string[] = [];
    if (row > 0) beside.push(`g${n - side}`);
    if (row < side - 1) beside.push(`g${n + side}`);
    if (column > 0) beside.push(`g${n - 1}`);
    if (column < side - 1) beside.push(`g${n + 1}`);
    return { id: `g${n}`, neighbours: beside };
  });
}
