import type { FilterQuery } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { riderOf } from '../requests/visible.ts';
import { HourCertificate } from './certificate.ts';
import type { HoursAsked, Period } from './inputs.ts';
import { HourState, ServiceHour } from './service-hour.ts';
import type { HoursReport, KindMinutes } from './views.ts';

const LONGEST = 2_000;

/** The hours of the rider who asks. */
export const listOwnHours = (ctx: Context, period: Period): Promise<HoursReport> =>
  report(ctx, { rider: riderOf(ctx) }, period);

/** The hours of a community, a rider or the street, as far as the actor sees. */
export const listHours = (ctx: Context, asked: HoursAsked): Promise<HoursReport> =>
  report(
    ctx,
    {
      ...(asked.communityId && { communityId: asked.communityId }),
      ...(asked.riderId && { rider: asked.riderId }),
      ...(asked.state && { state: asked.state }),
    },
    asked,
  );

/** The certificates of a rider, the latest first. */
export const listCertificates = (ctx: Context, riderId: string): Promise<HourCertificate[]> =>
  ctx.em.find(
    HourCertificate,
    { rider: riderId },
    { orderBy: { issuedAt: 'desc', number: 'desc' }, limit: 200 },
  );

async function report(
  ctx: Context,
  where: FilterQuery<ServiceHour>,
  { from, to }: Period,
): Promise<HoursReport> {
  const entries = await ctx.em.find(
    ServiceHour,
    { $and: [where, { doneAt: { $gte: from, $lt: to }, state: { $ne: HourState.VOID } }] },
    { orderBy: { doneAt: 'asc', id: 'asc' }, limit: LONGEST },
  );
  const byKind = [...Map.groupBy(entries, ({ kind }) => kind.unwrap().code)]
    .map(([kind, its]): KindMinutes => ({ kind, tasks: its.length, ...sums(its) }))
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  return { entries, byKind, tasks: entries.length, ...sums(entries) };
}

/** Added in seconds, so that nothing is lost by rounding each entry. */
function sums(entries: readonly ServiceHour[]) {
  const minutes = (seconds: number) => Math.round(seconds / 6) / 10;
  const counted = entries.filter(({ state }) => state !== HourState.REJECTED);
  return {
    minutes: minutes(counted.reduce((sum, one) => sum + (one.approvedSeconds ?? one.seconds), 0)),
    approvedMinutes: minutes(entries.reduce((sum, one) => sum + (one.approvedSeconds ?? 0), 0)),
  };
}
