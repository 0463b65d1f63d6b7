import type { Context } from '../../platform/context.ts';
import { scopeChanged } from '../access/service.ts';
import { record } from '../events.ts';
import { Appointment, factOf } from './appointment.ts';

/** Terms that ran out are told once. */
export async function tellEnded(ctx: Context): Promise<void> {
  const now = ctx.now.toISOString();
  const ended = await ctx.em.execute<{ id: string; rider_id: string; community_id: string }[]>(
    `update appointment set end_told_at = ?
     where street_id = ? and revoked_at is null and end_told_at is null and until_at <= ?
     returning id, rider_id, community_id`,
    [now, ctx.actor!.streetId, now],
  );
  for (const { id, rider_id, community_id } of ended)
    await record(ctx, 'appointment.ended', {
      appointmentId: id,
      riderId: rider_id,
      communityId: community_id,
    });
}

/** A rider who left the community, or the alliance, is appointed there no longer. */
export async function endAppointments(
  ctx: Context,
  { riderId, communityId }: { riderId: string; communityId?: string },
): Promise<void> {
  const there = communityId ? [{ community: communityId }] : [];
  const left = await ctx.em.find(Appointment, {
    $and: [{ rider: riderId, revokedAt: null, untilAt: { $gt: ctx.now } }, ...there],
  });
  for (const appointment of left) {
    appointment.revokedAt = ctx.now;
    appointment.revokeReason = '骑手已离开 / the rider has left';
    await ctx.em.flush();
    await record(ctx, 'appointment.revoked', factOf(appointment));
  }
}

/** What the rider may do has changed: open sockets end, and come back with what is allowed now. */
export async function tellScope(ctx: Context, { riderId }: { riderId: string }): Promise<void> {
  const [rider] = await ctx.em.execute<{ account_id: string }[]>(
    'select account_id from rider where street_id = ? and id = ?',
    [ctx.actor!.streetId, riderId],
  );
  if (rider) await scopeChanged(ctx, rider.account_id);
}
