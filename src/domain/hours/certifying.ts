import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { arrayOf } from '../requests/ids.ts';
import { localDayOf } from '../riders/local-day.ts';
import { getOwnRider } from '../riders/finding.ts';
import type { Rider } from '../riders/rider.ts';
import { HourCertificate, RevokeReason } from './certificate.ts';
import type { Period } from './inputs.ts';
import { HourState, ServiceHour } from './service-hour.ts';

/** The longest period of one certificate, and the most entries. */
const MOST_DAYS = 366;
const MOST = 20_000;

/**
 * 开具时长证明: of the rider's own approved hours in a past period. While they stay the same the certificate is the same; when
 * more has been approved since, the new one takes the place of the old. Refuses INVALID_INPUT, NO_APPROVED_HOURS.
 */
export async function issueCertificate(ctx: Context, period: Period): Promise<HourCertificate> {
  const rider = await getOwnRider(ctx);
  const { from, to } = period;
  if (!(from < to) || to > ctx.now || to.getTime() - from.getTime() > MOST_DAYS * 86_400_000)
    refuse('INVALID_INPUT', `from < to ≤ now, ≤ ${MOST_DAYS} d`);
  const { streetId } = rider;
  await ctx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `certificate ${streetId}`,
  ]);
  const hours = await ctx.em.find(
    ServiceHour,
    { rider: rider.id, state: HourState.APPROVED, doneAt: { $gte: from, $lt: to } },
    { orderBy: { id: 'asc' }, limit: MOST },
  );
  const seconds = hours.reduce((sum, { approvedSeconds }) => sum + approvedSeconds!, 0);
  if (seconds === 0) return refuse('NO_APPROVED_HOURS');
  const known = await ctx.em.findOne(HourCertificate, {
    rider: rider.id,
    fromAt: from,
    untilAt: to,
    revokedAt: null,
  });
  if (known && (await saysTheSame(ctx, known, hours))) return known;
  if (known) await end(ctx, known, { revokeReason: RevokeReason.REPLACED });
  return write(ctx, { rider, period, hours, seconds });
}

/** 撤销证明: staff withdraw a certificate and say why; revoked already is the same. Refuses NOT_FOUND. */
export async function revokeCertificate(
  ctx: Context,
  id: string,
  note: string,
): Promise<HourCertificate> {
  const [row] = await ctx.em.execute<unknown[]>(
    'select 1 from hour_certificate where street_id = ? and id = ? for no key update',
    [ctx.actor!.streetId, id],
  );
  if (!row) return refuse('NOT_FOUND');
  const certificate = await ctx.em.findOneOrFail(HourCertificate, { id }, { refresh: true });
  if (certificate.revokedAt) return certificate;
  const revokedBy = ctx.actor!.accountId!;
  const said = { revokeReason: RevokeReason.WITHDRAWN, revokedBy, revokeNote: note.trim() };
  await end(ctx, certificate, said);
  return certificate;
}

/** Hours on a certificate were settled otherwise after a dispute, or taken back: it holds no longer. */
export async function revokeChanged(ctx: Context): Promise<void> {
  const { streetId } = ctx.actor!;
  const changed = await ctx.em.execute<{ id: string; rider_id: string }[]>(
    `update hour_certificate c set revoked_at = ?, revoke_reason = 'HOURS_CHANGED'
     where c.street_id = ? and c.revoked_at is null and exists (
       select from certificate_hour p join service_hour h on h.street_id = p.street_id and h.id = p.hour_id
       where p.street_id = c.street_id and p.certificate_id = c.id
         and (h.state in ('VOID', 'REJECTED') or (h.state = 'APPROVED' and h.approved_seconds <> p.seconds)))
     returning c.id, c.rider_id`,
    [ctx.now.toISOString(), streetId],
  );
  for (const { id: certificateId, rider_id: riderId } of changed)
    await record(ctx, 'hours.certificate_revoked', {
      certificateId,
      riderId,
      reason: 'HOURS_CHANGED',
    });
}

type End = Pick<HourCertificate, 'revokeReason' | 'revokedBy' | 'revokeNote'>;

async function end(ctx: Context, certificate: HourCertificate, said: End): Promise<void> {
  ctx.em.assign(certificate, { ...said, revokedAt: ctx.now });
  await ctx.em.flush();
  const { id: certificateId, rider } = certificate;
  const reason = said.revokeReason!;
  await record(ctx, 'hours.certificate_revoked', { certificateId, riderId: rider.id, reason });
}

async function saysTheSame(
  { em }: Context,
  { id, streetId }: HourCertificate,
  hours: readonly ServiceHour[],
): Promise<boolean> {
  const printed = await em.execute<{ hour_id: string; seconds: number }[]>(
    'select hour_id, seconds from certificate_hour where street_id = ? and certificate_id = ?',
    [streetId, id],
  );
  const secondsOf = new Map(printed.map(({ hour_id, seconds }) => [hour_id, seconds]));
  return (
    printed.length === hours.length &&
    hours.every(({ id: hourId, approvedSeconds }) => secondsOf.get(hourId) === approvedSeconds)
  );
}

interface Certified {
  readonly rider: Rider;
  readonly period: Period;
  readonly hours: readonly ServiceHour[];
  readonly seconds: number;
}

async function write(
  ctx: Context,
  { rider, period, hours, seconds }: Certified,
): Promise<HourCertificate> {
  const { em, now } = ctx;
  const { name: company } = await rider.organization.loadOrFail();
  const certificate = em.create(HourCertificate, {
    streetId: rider.streetId,
    number: await nextNumber(ctx),
    rider: ref(rider),
    name: rider.name,
    company,
    fromAt: period.from,
    untilAt: period.to,
    seconds,
    tasks: hours.length,
    issuedAt: now,
  });
  await em.flush();
  await em.execute(
    `insert into certificate_hour (street_id, certificate_id, hour_id, seconds)
     select h.street_id, ?, h.id, h.approved_seconds from service_hour h where h.street_id = ? and h.id = any (?::uuid[])`,
    [certificate.id, rider.streetId, arrayOf(hours.map(({ id }) => id))],
  );
  await record(ctx, 'hours.certified', { certificateId: certificate.id, riderId: rider.id });
  return certificate;
}

/** Street, year of issue, and how many there were before; the street's certificates are numbered one after another. */
async function nextNumber({ em, actor, now }: Context): Promise<string> {
  const year = localDayOf(now).slice(0, 4);
  const [row] = await em.execute<{ number: string }[]>(
    `select s.code || '-' || ? || '-' || lpad((next_certificate(s.id, ?))::text, 6, '0') as number from street s where s.id = ?`,
    [year, year, actor!.streetId],
  );
  return row!.number;
}
