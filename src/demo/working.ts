import { AppointmentRole } from '../domain/appointments/appointment.ts';
import { appointRider } from '../domain/appointments/appointing.ts';
import { CheckInWhy } from '../domain/check-ins/check-in.ts';
import { acceptCheckIn, askCheckIn } from '../domain/check-ins/checking-in.ts';
import { dayOf, instantOf } from '../domain/plans/local-day.ts';
import { confirmShift } from '../domain/shifts/answering.ts';
import { planShift } from '../domain/shifts/planning.ts';
import { contextFor, type Context, type Platform } from '../platform/context.ts';
import { acting } from './acting.ts';
import type { Town, TownRider } from './town.ts';

const DAY_MS = 86_400_000;
const TERM_DAYS = 365;

/** Every rider checks in with a community, once; one of each community minds grids of it. */
export async function takeRidersIn(platform: Platform, town: Town): Promise<void> {
  const { em } = contextFor(platform, town.street);
  const communities = await em.execute<{ id: string; grids: string[] }[]>(
    `select c.id, array_agg(g.id order by g.code) as grids from community c
     join grid g on g.street_id = c.street_id and g.community_id = c.id
     where c.valid_to is null and g.valid_to is null group by c.id, c.code order by c.code`,
  );
  const known = await em.execute<{ id: string }[]>('select rider_id as id from check_in');
  const done = new Set(known.map(({ id }) => id));
  const size = communities.length;
  for (let from = 0; from < town.riders.length; from += size)
    await acting(platform, town.dispatcher, async (ctx) => {
      for (const [index, rider] of town.riders.slice(from, from + size).entries()) {
        if (done.has(rider.id)) continue;
        const { id: communityId, grids } = communities[index]!;
        await checkIn(ctx, rider, communityId);
        if (from === 0) await appoint(ctx, { riderId: rider.id, grids, index });
      }
    });
}

async function checkIn(ctx: Context, { id, actor }: TownRider, communityId: string) {
  const why = id < communityId ? CheckInWhy.HOME : CheckInWhy.WORK;
  const asked = await askCheckIn({ ...ctx, actor }, { communityId, why });
  await acceptCheckIn(ctx, asked.id);
}

const appoint = (
  ctx: Context,
  { riderId, grids, index }: { riderId: string; grids: readonly string[]; index: number },
) =>
  appointRider(ctx, {
    riderId,
    role: index % 4 === 3 ? AppointmentRole.INSPECTOR : AppointmentRole.MOBILE_GRID_MEMBER,
    gridIds: grids.slice(0, 3),
    badge: `HQW${String(index + 1).padStart(3, '0')}`,
    from: ctx.now,
    until: new Date(ctx.now.getTime() + TERM_DAYS * DAY_MS),
  });

/** Early, late and night, in hours of the street's day. */
const BANDS = [
  [6, 14],
  [14, 22],
  [22, 30],
] as const;
/** Riders of each, and shifts that nobody has yet. */
const RIDERS = 12;
const OPEN = 2;

/** Plans the shifts of today, once; most riders have said yes. */
export async function planToday(platform: Platform, town: Town): Promise<void> {
  const { em, now } = contextFor(platform, town.street);
  const midnight = instantOf(dayOf(now), 0);
  const [known] = await em.execute<unknown[]>('select 1 from shift where from_at >= ? limit 1', [
    midnight.toISOString(),
  ]);
  if (known) return;
  for (const [band, [from, until]] of BANDS.entries()) {
    const hours = {
      from: instantOf(dayOf(now), from * 60),
      until: instantOf(dayOf(now), until * 60),
      gridIds: [],
    };
    if (hours.until <= now) continue;
    const riders = town.riders.slice(band * RIDERS, (band + 1) * RIDERS);
    await acting(platform, town.dispatcher, async (ctx) => {
      for (const [index, { id, actor }] of riders.entries()) {
        const shift = await planShift(ctx, { ...hours, riderId: id });
        if (index % 6 !== 5) await confirmShift({ ...ctx, actor }, shift.id);
      }
      for (let open = 0; open < OPEN; open++) await planShift(ctx, hours);
    });
  }
}
