import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { Appointment, runningAt } from './appointment.ts';

/** The most of a list one call gives. */
const MOST = 200;

/** An appointment of the acting rider, or in a community of the acting staff; refuses NOT_FOUND. */
export async function getAppointment(ctx: Context, id: string): Promise<Appointment> {
  const found = await ctx.em.findOne(Appointment, { $and: [{ id }, visible(ctx)] });
  return found ?? refuse('NOT_FOUND');
}

/** The appointments one may see, the latest ending first. */
export async function listAppointments(
  ctx: Context,
  { communityId, ended }: { communityId?: string; ended: boolean },
): Promise<Appointment[]> {
  const now = ended ? [] : [{ revokedAt: null, untilAt: { $gt: ctx.now } }];
  const there = communityId ? [{ community: communityId }] : [];
  return ctx.em.find(
    Appointment,
    { $and: [visible(ctx), ...now, ...there] },
    { orderBy: { untilAt: 'desc', id: 'asc' }, limit: MOST },
  );
}

/** Whether the acting rider is appointed to this grid now. */
export async function isAppointedTo(ctx: Context, gridCode: string): Promise<boolean> {
  const running = await ctx.em.find(Appointment, { $and: [visible(ctx), runningAt(ctx.now)] });
  return running.some(({ gridCodes }) => gridCodes.includes(gridCode));
}

function visible({ actor }: Context) {
  const { streetId, role, riderId, communityIds } = actor!;
  if (role === 'STREET_STAFF' || role === 'SYSTEM') return { streetId };
  if (role === 'COMMUNITY_STAFF') return { streetId, community: { $in: [...communityIds] } };
  return { streetId, rider: riderId ?? null };
}
