import { asPlatform, type Context } from '../../platform/context.ts';
import type { Picture } from '../../platform/live/live.ts';
import { refuse } from '../refusals.ts';
import type { BoxInput } from './inputs.ts';
import { LatestPosition, RiderPosition, shownPosition } from './position.ts';
import { Duty } from './rider.ts';

type Positions = readonly RiderPosition[];

/**
 * The riders inside a window of the map: all of them first, then those that moved, turned stale or changed duty; one who
 * left the window is told once more, and one who went off duty as off duty. At most once a second; what happened in between
 * is told as its last state.
 */
export function watchPositions(
  ctx: Context,
  box: BoxInput,
): AsyncGenerator<RiderPosition[], undefined> {
  if (!(box.west <= box.east && box.south <= box.north)) refuse('BOX_IS_EMPTY');
  return ctx.live.watch(pictureOf(ctx), newsOf(box));
}

/** The whole street, read once for all who look at any part of it. */
const pictureOf = (ctx: Context): Picture<Positions> => ({
  name: `positions ${ctx.actor!.streetId}`,
  read: () => readPositions(asPlatform(ctx)),
});

async function readPositions({ em, actor, now }: Context): Promise<Positions> {
  const { streetId } = actor!;
  const stored = await em.find(LatestPosition, { streetId }, { populate: ['rider'] });
  return stored.map((position) => shownPosition(position, position.rider.getEntity(), now));
}

/** What one watcher has not been told yet. */
function newsOf(box: BoxInput): (positions: Positions) => RiderPosition[] | undefined {
  let told: Map<string, RiderPosition> | undefined;
  return (positions) => {
    const before = told ?? new Map<string, RiderPosition>();
    const inside = positions.filter(({ point }) => isInside(point, box));
    const news = [
      ...inside.filter((position) => !isSame(before.get(position.riderId), position)),
      ...goneFrom(before, positions, box),
    ];
    const first = told === undefined;
    told = new Map(inside.map((position) => [position.riderId, position]));
    return first || news.length > 0 ? news : undefined;
  };
}

/** Those told before who are in the window no more: where they went, or that they are off duty. */
function goneFrom(
  before: ReadonlyMap<string, RiderPosition>,
  positions: Positions,
  box: BoxInput,
): RiderPosition[] {
  const present = new Map(positions.map((position) => [position.riderId, position]));
  return [...before.values()].flatMap((last): RiderPosition[] => {
    const now = present.get(last.riderId);
    if (!now) return [Object.assign(new RiderPosition(), last, { duty: Duty.OFF, stale: true })];
    return isInside(now.point, box) ? [] : [now];
  });
}

const isInside = ({ lng, lat }: RiderPosition['point'], { west, south, east, north }: BoxInput) =>
  lng >= west && lng <= east && lat >= south && lat <= north;

const isSame = (a: RiderPosition | undefined, b: RiderPosition): boolean =>
  a !== undefined &&
  a.deviceAt.getTime() === b.deviceAt.getTime() &&
  a.receivedAt.getTime() === b.receivedAt.getTime() &&
  a.duty === b.duty &&
  a.load === b.load &&
  a.stale === b.stale;
