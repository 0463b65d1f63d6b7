import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { hasCheckedIn } from '../check-ins/finding.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { getRider } from '../riders/finding.ts';
import { Grid, inForceAt } from '../territory/grid.ts';
import { Appointment, factOf, type AppointmentRole } from './appointment.ts';
import { getAppointment } from './finding.ts';
import { termFault } from './rules.ts';

export interface NewAppointment {
  readonly riderId: string;
  readonly role: AppointmentRole;
  readonly gridIds: readonly string[];
  readonly badge: string;
  readonly from: Date;
  readonly until: Date;
}

/**
 * 聘任: appoints a rider whom the community has taken in, for grids of it and for a term. Refuses NOT_FOUND, INVALID_INPUT,
 * CHECK_IN_NOT_ACCEPTED, ALREADY_APPOINTED, BADGE_TAKEN.
 */
export async function appointRider(ctx: Context, asked: NewAppointment): Promise<Appointment> {
  const fault = termFault(asked, ctx.now);
  if (fault) refuse('INVALID_INPUT', fault);
  const rider = await getRider(ctx, asked.riderId);
  if (rider.leftAt) refuse('NOT_FOUND');
  const { communityId, codes } = await groundOf(ctx, asked.gridIds);
  if (!(await hasCheckedIn(ctx, { riderId: rider.id, communityId })))
    refuse('CHECK_IN_NOT_ACCEPTED');
  const appointment = ctx.em.create(Appointment, {
    streetId: rider.streetId,
    rider: ref(rider),
    community: communityId,
    role: asked.role,
    gridCodes: codes,
    badge: asked.badge.trim(),
    fromAt: asked.from,
    untilAt: asked.until,
    appointedAt: ctx.now,
    appointedBy: ctx.actor!.accountId!,
  });
  await ctx.em.flush().catch(refuseTaken);
  await record(ctx, 'appointment.given', factOf(appointment));
  return appointment;
}

/** Ends an appointment before its term; what it allowed ends within a second. Refuses NOT_FOUND, APPOINTMENT_OVER. */
export async function revokeAppointment(
  ctx: Context,
  id: string,
  reason: string,
): Promise<Appointment> {
  const appointment = await getAppointment(ctx, id);
  if (appointment.revokedAt || appointment.untilAt <= ctx.now) refuse('APPOINTMENT_OVER');
  ctx.em.assign(appointment, {
    revokedAt: ctx.now,
    revokedBy: ctx.actor!.accountId!,
    revokeReason: reason.trim(),
  });
  await ctx.em.flush();
  await record(ctx, 'appointment.revoked', factOf(appointment));
  return appointment;
}

/** The grids in force of those ids, all of one community that the actor answers for. */
async function groundOf({ em, actor, now }: Context, gridIds: readonly string[]) {
  const ids = [...new Set(gridIds)];
  const grids = await em.find(Grid, { $and: [{ id: { $in: ids } }, inForceAt(now)] });
  const communities = [...new Set(grids.map(({ community }) => community.id))];
  const [communityId] = communities;
  if (!communityId || communities.length > 1 || grids.length < ids.length)
    return refuse('NOT_FOUND');
  const { role, communityIds } = actor!;
  if (role === 'COMMUNITY_STAFF' && !communityIds.includes(communityId)) refuse('NOT_FOUND');
  return { communityId, codes: grids.map(({ code }) => code).toSorted() };
}

function refuseTaken(error: unknown): never {
  if (constraintOf(error) === 'one_running_appointment') refuse('ALREADY_APPOINTED');
  if (constraintOf(error) === 'appointment_badge') refuse('BADGE_TAKEN');
  throw error;
}
