import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { Organization } from '../organizations/organization.ts';
import { refuse } from '../refusals.ts';
import { Assignment } from '../requests/assignment.ts';
import { lockRequestOfRider } from '../requests/finding.ts';
import { acceptTransfer, askColleague } from '../requests/transferring.ts';
import { Rider } from '../riders/rider.ts';
import { standIn } from '../shifts/standing-in.ts';
import { companyOfRider } from './company.ts';
import { Cover, CoverState } from './cover.ts';
import { lockCover, riderIdOf } from './finding.ts';

/**
 * 代班: a rider of another company of the alliance stands in; of all who would, exactly one. Refuses NOT_FOUND, COVER_OVER,
 * COVER_WITHIN_COMPANY, and as standing in for a shift or taking over a task does.
 */
export async function takeCover(ctx: Context, id: string): Promise<Cover> {
  const { em, now } = ctx;
  const riderId = riderIdOf(ctx);
  const cover = await lockCover(ctx, id);
  if (cover.state === CoverState.TAKEN && cover.helper?.id === riderId) return cover;
  if (cover.state !== CoverState.ASKED || cover.expiresAt <= now) return refuse('COVER_OVER');
  const company = await companyOfRider(ctx, riderId);
  if (!company.inAlliance || company.id === cover.company.id) return refuse('COVER_WITHIN_COMPANY');
  const transferId = await takeOver(ctx, cover);
  em.assign(cover, {
    state: CoverState.TAKEN,
    helper: ref(em.getReference(Rider, riderId)),
    helperCompany: ref(em.getReference(Organization, company.id)),
    takenAt: now,
    transferId,
  });
  await em.flush();
  await record(ctx, 'cover.taken', { ...cover.fact(), toRiderId: riderId });
  return cover;
}

/** The shift or the task changes hands; the transfer by which a task does. */
async function takeOver(ctx: Context, { shift, assignment, rider }: Cover): Promise<string | null> {
  if (shift) {
    await standIn(ctx, shift.id, rider.id);
    return null;
  }
  const {
    request: { id: requestId },
  } = await assignment!.loadOrFail();
  const request = await lockRequestOfRider(ctx, requestId);
  const held = await ctx.em.findOneOrFail(Assignment, assignment!.id, { refresh: true });
  const asked = { toRiderId: riderIdOf(ctx), reason: '代班 / cover' };
  const transfer = await askColleague(ctx, { request, assignment: held }, asked);
  await acceptTransfer(ctx, transfer.id);
  return transfer.id;
}
