import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../../platform/context.ts';
import type { BoxInput } from './inputs.ts';
import type { RiderPosition } from './position.ts';
import { positionsIn } from './positioning.ts';
import { Duty } from './rider.ts';

/** Nobody is told more often than this; what happened in between is told as its last state. */
const PACE_MS = 1_000;

/**
 * The riders inside a window of the map: all of them first, then those that moved, turned stale or changed duty; one who
 * left the window or went off duty is told once more, as off duty. Dropping intermediate positions is right here.
 */
export async function* watchPositions(
  ctx: Context,
  box: BoxInput,
): AsyncGenerator<RiderPosition[]> {
  let known = new Map<string, RiderPosition>();
  for (let first = true; ; first = false) {
    const present = await positionsIn(ctx.again(), box);
    const news = changes(known, present);
    known = new Map(present.map((position) => [position.riderId, position]));
    if (first || news.length > 0) yield news;
    await wait(PACE_MS);
  }
}

function changes(
  known: ReadonlyMap<string, RiderPosition>,
  present: readonly RiderPosition[],
): RiderPosition[] {
  const here = new Set(present.map(({ riderId }) => riderId));
  const gone = [...known.values()].filter(({ riderId }) => !here.has(riderId));
  return [
    ...present.filter((position) => !same(known.get(position.riderId), position)),
    ...gone.map((position) => ({ ...position, duty: Duty.OFF, stale: true })),
  ];
}

const same = (a: RiderPosition | undefined, b: RiderPosition): boolean =>
  a !== undefined &&
  a.receivedAt.getTime() === b.receivedAt.getTime() &&
  a.duty === b.duty &&
  a.load === b.load &&
  a.stale === b.stale;
