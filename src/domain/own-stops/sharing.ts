import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { endOfLocalDay, localDayOf } from '../riders/local-day.ts';
import type { Rider } from '../riders/rider.ts';
import { lngLatOf, type PointInput } from '../territory/point.ts';
import { OwnStop, OwnStopState } from './own-stop.ts';
import { MOST_A_DAY, roundFault } from './rules.ts';

export interface SharedStop {
  readonly key: string;
  readonly at: PointInput;
  readonly nth: number;
  readonly from: Date;
  readonly due: Date;
  readonly minutes: number;
}

/**
 * Shares stops of a rider's own round of today. A key that was shared before is the same stop, moved if it is still ahead;
 * one that has ended stays ended. Refuses INVALID_INPUT, POINT_OUT_OF_RANGE, TOO_MANY_STOPS.
 */
export async function shareStops(
  ctx: Context,
  rider: Rider,
  stops: readonly SharedStop[],
): Promise<OwnStop[]> {
  const fault = roundFault(stops, { now: ctx.now, endOfDay: endOfLocalDay(ctx.now) });
  if (fault) refuse('INVALID_INPUT', fault);
  const day = localDayOf(ctx.now);
  for (const stop of stops) await keepStop(ctx, { rider, day }, stop);
  const round = await listStops(ctx, rider);
  if (round.length > MOST_A_DAY) refuse('TOO_MANY_STOPS', MOST_A_DAY);
  await tell(ctx, rider);
  return round;
}

async function keepStop(
  { em, now }: Context,
  { rider, day }: { rider: Rider; day: string },
  { key, at, nth, from, due, minutes }: SharedStop,
): Promise<void> {
  const [lng, lat] = lngLatOf(at);
  await em.execute(
    `insert into own_stop as s (street_id, rider_id, client_key, nth, day, location, from_at, due_at, service_seconds, shared_at)
     values (?, ?, ?, ?, ?, st_setsrid(st_makepoint(?, ?), 4326), ?, ?, ?, ?)
     on conflict (street_id, rider_id, day, client_key) do update set nth = excluded.nth, location = excluded.location,
       from_at = excluded.from_at, due_at = excluded.due_at, service_seconds = excluded.service_seconds where s.state = 'AHEAD'`,
    [
      rider.streetId,
      rider.id,
      key,
      nth,
      day,
      lng,
      lat,
      from.toISOString(),
      due.toISOString(),
      minutes * 60,
      now.toISOString(),
    ],
  );
}

/** Says that stops were delivered or taken out of the round; an unknown key, or one that has ended, changes nothing. */
export async function endStops(
  ctx: Context,
  rider: Rider,
  { keys, how }: { keys: readonly string[]; how: string },
): Promise<OwnStop[]> {
  await ctx.em.nativeUpdate(
    OwnStop,
    {
      riderId: rider.id,
      day: localDayOf(ctx.now),
      clientKey: { $in: [...keys] },
      state: OwnStopState.AHEAD,
    },
    { state: how as OwnStopState, endedAt: ctx.now },
  );
  await tell(ctx, rider);
  return listStops(ctx, rider);
}

/** The stops of a rider's round of today, in its order. */
export const listStops = ({ em, now }: Context, { id: riderId }: Rider): Promise<OwnStop[]> =>
  em.find(
    OwnStop,
    { riderId, day: localDayOf(now) },
    { orderBy: { nth: 'asc', id: 'asc' }, refresh: true },
  );

async function tell(ctx: Context, rider: Rider): Promise<void> {
  const ahead = (await listStops(ctx, rider)).filter(({ state }) => state === OwnStopState.AHEAD);
  await record(ctx, 'own_stops.changed', { riderId: rider.id, stops: ahead.length });
}

/** Where somebody's parcels went is forgotten with the day. */
export async function forgetStops({ em, actor, now }: Context): Promise<void> {
  await em.execute('delete from own_stop where street_id = ? and day < ?', [
    actor!.streetId,
    localDayOf(now),
  ]);
}

/** Who leaves the alliance leaves no round behind. */
export async function forgetStopsOf(
  { em, actor }: Context,
  { riderId }: { riderId: string },
): Promise<void> {
  await em.execute('delete from own_stop where street_id = ? and rider_id = ?', [
    actor!.streetId,
    riderId,
  ]);
}
