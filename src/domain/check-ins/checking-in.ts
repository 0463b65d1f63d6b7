import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { getOwnRider } from '../riders/finding.ts';
import { localDayOf } from '../riders/local-day.ts';
import { getCommunity } from '../territory/service.ts';
import { CheckIn, CheckInState, type CheckInWhy } from './check-in.ts';
import { getCheckIn } from './finding.ts';

/** 报到: the rider asks a community to be one of its riders. Refuses NOT_FOUND, ALREADY_CHECKED_IN. */
export async function askCheckIn(
  ctx: Context,
  { communityId, why }: { communityId: string; why: CheckInWhy },
): Promise<CheckIn> {
  const rider = await getOwnRider(ctx);
  const community = await getCommunity(ctx, communityId);
  if (community.validTo && community.validTo <= ctx.now) refuse('NOT_FOUND');
  const asked = ctx.em.create(CheckIn, {
    streetId: rider.streetId,
    rider: ref(rider),
    community: ref(community),
    why,
    askedAt: ctx.now,
  });
  await ctx.em.flush().catch((error: unknown) => {
    if (constraintOf(error) === 'one_live_check_in') refuse('ALREADY_CHECKED_IN');
    throw error;
  });
  await record(ctx, 'check_in.asked', factOf(asked));
  return asked;
}

/** The community takes the rider in. Refuses NOT_FOUND, CHECK_IN_ANSWERED. */
export const acceptCheckIn = (ctx: Context, id: string): Promise<CheckIn> =>
  answer(ctx, id, { state: CheckInState.ACCEPTED });

/** The community says no, and why. Refuses NOT_FOUND, CHECK_IN_ANSWERED. */
export const refuseCheckIn = (ctx: Context, id: string, reason: string): Promise<CheckIn> =>
  answer(ctx, id, { state: CheckInState.REFUSED, reason: reason.trim() });

/** Said again the same answer changes nothing. */
async function answer(
  ctx: Context,
  id: string,
  told: { state: CheckInState.ACCEPTED | CheckInState.REFUSED; reason?: string },
): Promise<CheckIn> {
  const checkIn = await getCheckIn(ctx, id);
  if (checkIn.state === told.state) return checkIn;
  if (checkIn.state !== CheckInState.ASKED) refuse('CHECK_IN_ANSWERED');
  ctx.em.assign(checkIn, { ...told, answeredAt: ctx.now, answeredBy: ctx.actor!.accountId! });
  await ctx.em.flush();
  const happened = told.state === CheckInState.ACCEPTED ? 'check_in.accepted' : 'check_in.refused';
  await record(ctx, happened, factOf(checkIn));
  return checkIn;
}

/** The rider, or the community, ends it. Ended twice is ended. Refuses NOT_FOUND, CHECK_IN_ANSWERED when it was refused. */
export async function leaveCheckIn(ctx: Context, id: string): Promise<CheckIn> {
  const checkIn = await getCheckIn(ctx, id);
  if (checkIn.state === CheckInState.LEFT) return checkIn;
  if (checkIn.state === CheckInState.REFUSED) refuse('CHECK_IN_ANSWERED');
  ctx.em.assign(checkIn, { state: CheckInState.LEFT, leftAt: ctx.now });
  await ctx.em.flush();
  await record(ctx, 'check_in.left', factOf(checkIn));
  return checkIn;
}

/** The rider reports to the community today; once a local day. Refuses NOT_FOUND, CHECK_IN_NOT_ACCEPTED. */
export async function attend(ctx: Context, id: string): Promise<CheckIn> {
  const { id: riderId } = await getOwnRider(ctx);
  const checkIn = await getCheckIn(ctx, id);
  if (checkIn.state !== CheckInState.ACCEPTED) refuse('CHECK_IN_NOT_ACCEPTED');
  const day = localDayOf(ctx.now);
  const rows = await ctx.em.execute<unknown[]>(
    `insert into attendance (street_id, check_in_id, rider_id, day, at) values (?, ?, ?, ?, ?)
     on conflict do nothing returning 1 as new`,
    [checkIn.streetId, id, riderId, day, ctx.now.toISOString()],
  );
  if (rows.length === 0) return checkIn;
  ctx.em.assign(checkIn, { attendedDays: checkIn.attendedDays + 1, attendedAt: ctx.now });
  await ctx.em.flush();
  await record(ctx, 'check_in.attended', { ...factOf(checkIn), day });
  return checkIn;
}

const factOf = ({ id, rider, community }: CheckIn) => ({
  checkInId: id,
  riderId: rider.id,
  communityId: community.id,
});
