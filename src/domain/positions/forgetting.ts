import type { Context } from '../../platform/context.ts';
import { getPositionPolicy } from './deciding.ts';

/**
 * The days whose track is about to be forgotten, summed up: how much, no longer where. A gap of more than a quarter of an
 * hour is no way. Values: street, the first instant that is kept.
 */
const SUM = `
  with leg as (
    select t.*, (t.device_at at time zone 'Asia/Shanghai')::date as day,
      lag(t.location) over w as before, t.device_at - lag(t.device_at) over w as gap
    from track_point t where t.street_id = ? and t.device_at < ?
    window w as (partition by t.street_id, t.rider_id, (t.device_at at time zone 'Asia/Shanghai')::date order by t.device_at))
  insert into track_day (street_id, rider_id, day, points, metres, first_at, last_at)
  select street_id, rider_id, day, count(*),
    coalesce(sum(st_distancesphere(before, location)) filter (where gap <= interval '15 minutes'), 0),
    min(device_at), max(device_at)
  from leg group by street_id, rider_id, day
  on conflict (street_id, rider_id, day) do update set points = track_day.points + excluded.points,
    metres = track_day.metres + excluded.metres, first_at = least(track_day.first_at, excluded.first_at),
    last_at = greatest(track_day.last_at, excluded.last_at)`;

/** Midnight in the street's own zone, so that a day is summed up whole. Values: instant, days. */
const MIDNIGHT = `select (date_trunc('day', ?::timestamptz at time zone 'Asia/Shanghai') - ? * interval '1 day')
  at time zone 'Asia/Shanghai' as at`;

/** 清除轨迹: sums up and deletes what is older than the policy keeps; also stays, and tokens that ended a month ago. */
export async function forgetTracks(ctx: Context): Promise<void> {
  const { em, actor, now } = ctx;
  const { streetId } = actor!;
  const { keepTrackDays, keepPresenceDays } = await getPositionPolicy(ctx);
  const before = async (days: number): Promise<string> => {
    const [row] = await em.execute<{ at: string | Date }[]>(MIDNIGHT, [now.toISOString(), days]);
    return new Date(row!.at).toISOString();
  };
  const track = await before(keepTrackDays - 1);
  await em.execute(SUM, [streetId, track]);
  await em.execute('delete from track_point where street_id = ? and device_at < ?', [
    streetId,
    track,
  ]);
  const stays = await before(keepPresenceDays - 1);
  await em.execute('delete from rider_presence where street_id = ? and until < ?', [
    streetId,
    stays,
  ]);
  const month = await before(30);
  await em.execute(
    'delete from tracker_token where street_id = ? and least(expires_at, revoked_at) < ?',
    [streetId, month],
  );
}
