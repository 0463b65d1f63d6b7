import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { Organization } from '../organizations/organization.ts';
import { refuse } from '../refusals.ts';
import { Assignment } from '../requests/assignment.ts';
import { AssignmentState } from '../requests/states.ts';
import { getRider } from '../riders/finding.ts';
import { Rider } from '../riders/rider.ts';
import { Shift, ShiftState } from '../shifts/shift.ts';
import { companyOfRider } from './company.ts';
import { Cover, CoverState } from './cover.ts';
import { lockCover } from './finding.ts';

/** How long the other companies may think about a task under way. */
const TASK_MINUTES = 10;

/** 请代班: asks cover for a shift to come; asked while it is asked already it is the same. Refuses NOT_FOUND, SHIFT_NOT_OPEN. */
export async function askShiftCover(ctx: Context, id: string, reason: string): Promise<Cover> {
  const shift = await ctx.em.findOne(Shift, { id }, { refresh: true });
  if (!shift?.rider) return refuse('NOT_FOUND');
  await demandOwn(ctx, shift.rider.id);
  const isPlanned = shift.state === ShiftState.PLANNED || shift.state === ShiftState.CONFIRMED;
  if (!isPlanned || shift.fromAt <= ctx.now) return refuse('SHIFT_NOT_OPEN');
  const what = { shift: ref(shift), expiresAt: shift.fromAt };
  return ask(ctx, { ...what, riderId: shift.rider.id, reason });
}

/** 请代送: asks cover for a task under way, which stays with its rider until somebody has it. Refuses NOT_FOUND, TRANSFER_OVER. */
export async function askTaskCover(ctx: Context, id: string, reason: string): Promise<Cover> {
  const assignment = await ctx.em.findOne(Assignment, { id }, { refresh: true });
  if (!assignment) return refuse('NOT_FOUND');
  await demandOwn(ctx, assignment.rider.id);
  if (!assignment.isLive() || assignment.state === AssignmentState.RETURNING)
    return refuse('TRANSFER_OVER');
  const expiresAt = new Date(ctx.now.getTime() + TASK_MINUTES * 60_000);
  const what = { assignment: ref(assignment), expiresAt };
  return ask(ctx, { ...what, riderId: assignment.rider.id, reason });
}

/** Takes back what nobody has taken yet. Refuses NOT_FOUND, COVER_OVER. */
export async function withdrawCover(ctx: Context, id: string): Promise<Cover> {
  const cover = await lockCover(ctx, id);
  await demandOwn(ctx, cover.rider.id);
  if (cover.state === CoverState.WITHDRAWN) return cover;
  if (cover.state !== CoverState.ASKED) return refuse('COVER_OVER');
  ctx.em.assign(cover, { state: CoverState.WITHDRAWN, endedAt: ctx.now });
  await ctx.em.flush();
  await record(ctx, 'cover.ended', { ...cover.fact(), outcome: cover.state });
  return cover;
}

type Asked = Pick<Cover, 'expiresAt' | 'reason' | 'shift' | 'assignment'> & {
  readonly riderId: string;
};

async function ask(ctx: Context, { riderId, reason, ...what }: Asked): Promise<Cover> {
  const { em, now, actor } = ctx;
  const { id: companyId } = await companyOfRider(ctx, riderId);
  const open = { state: CoverState.ASKED, expiresAt: { $gt: now } };
  const subject = what.shift ? { shift: what.shift.id } : { assignment: what.assignment!.id };
  // Of two who ask at once the second waits here, and finds that it is asked.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `cover ${Object.values(subject).join()}`,
  ]);
  const known = await em.findOne(Cover, { ...subject, ...open });
  if (known) return known;
  await em.nativeUpdate(
    Cover,
    { ...subject, state: CoverState.ASKED },
    { state: CoverState.EXPIRED, endedAt: now },
  );
  const cover = em.create(Cover, {
    ...what,
    streetId: actor!.streetId,
    rider: ref(em.getReference(Rider, riderId)),
    company: ref(em.getReference(Organization, companyId)),
    reason: reason.trim(),
    state: CoverState.ASKED,
    askedAt: now,
    askedById: actor!.accountId!,
  });
  await em.flush();
  await record(ctx, 'cover.asked', cover.fact());
  return cover;
}

/** Riders ask for themselves, companies for their own. */
async function demandOwn(ctx: Context, riderId: string): Promise<void> {
  const { role, riderId: own } = ctx.actor!;
  if (role === 'RIDER' && own !== riderId) refuse('NOT_FOUND');
  await getRider(ctx, riderId);
}
