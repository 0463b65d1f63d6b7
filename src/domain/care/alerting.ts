import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { record } from '../events.ts';
import { Organization } from '../organizations/organization.ts';
import { refuse } from '../refusals.ts';
import { CareAlert } from './alert.ts';
import { noteSeen } from './contacting.ts';
import { visibleCare } from './finding.ts';
import { resultNoteCell } from './note-cells.ts';
import { backstopOf } from './owners.ts';
import { seenResults } from './rules.ts';
import { AlertLevel, AlertState, type AlertResult } from './states.ts';

const SWEEP = 50;

/** What looking after somebody came to. */
export interface Resolution {
  readonly result: AlertResult;
  readonly note?: string | null | undefined;
}

/** 受理: somebody is looking after it. Said twice it is the same. Refuses NOT_FOUND, ALERT_RESOLVED, ALERT_WITH_STREET. */
export async function acknowledgeAlert(ctx: Context, id: string): Promise<CareAlert> {
  const alert = await holdAlert(ctx, id);
  if (alert.state === AlertState.ACKNOWLEDGED) return alert;
  if (alert.state === AlertState.RESOLVED) return refuse('ALERT_RESOLVED');
  alert.state = AlertState.ACKNOWLEDGED;
  alert.acknowledgedAt = ctx.now;
  alert.acknowledgedBy = ctx.actor!.accountId!;
  await ctx.em.flush();
  await record(ctx, 'care.alert_acknowledged', alert.fact());
  return alert;
}

/**
 * 办结: closes an alert with what came of it; who was seen counts as seen. Said twice with the same result it is the same.
 * Refuses NOT_FOUND, ALERT_RESOLVED, ALERT_WITH_STREET.
 */
export async function resolveAlert(
  ctx: Context,
  id: string,
  { result, note }: Resolution,
): Promise<CareAlert> {
  const alert = await holdAlert(ctx, id);
  if (alert.state === AlertState.RESOLVED)
    return alert.result === result ? alert : refuse('ALERT_RESOLVED');
  alert.state = AlertState.RESOLVED;
  alert.result = result;
  alert.resolvedAt = ctx.now;
  alert.resolvedBy = ctx.actor!.accountId!;
  if (note) alert.resultNoteSealed = seal(ctx.keys, resultNoteCell(id), note);
  await ctx.em.flush();
  const { residentId, communityId } = alert.fact();
  if (seenResults.has(result)) await noteSeen(ctx, { residentId, communityId, kind: 'VISIT' });
  await record(ctx, 'care.alert_resolved', { ...alert.fact(), result });
  return alert;
}

/** 逾时上报: what the community has not acknowledged in time goes to the street office. */
export async function escalateAlerts(ctx: Context): Promise<void> {
  const due = await ctx.em.execute<{ id: string }[]>(
    `select id from care_alert where street_id = ? and state = 'OPEN' and level = 'COMMUNITY' and escalate_at <= ?
     order by escalate_at, id limit ${SWEEP} for no key update skip locked`,
    [ctx.actor!.streetId, ctx.now.toISOString()],
  );
  for (const { id } of due) {
    const alert = await ctx.em.findOneOrFail(CareAlert, id, { refresh: true });
    const ownerId = await backstopOf(ctx, alert.community.id);
    alert.level = AlertLevel.STREET;
    alert.escalateAt = null;
    alert.owner = ref(ctx.em.getReference(Organization, ownerId));
    await ctx.em.flush();
    await record(ctx, 'care.alert_escalated', alert.fact());
  }
}

/** The alert, locked and as it is now. What has come to the street office is the street office's. */
async function holdAlert(ctx: Context, id: string): Promise<CareAlert> {
  const known = await ctx.em.findOne(CareAlert, { $and: [{ id }, visibleCare(ctx)] });
  if (!known) return refuse('NOT_FOUND');
  await ctx.em.execute('select 1 from care_alert where id = ? for no key update', [id]);
  const alert = await ctx.em.findOneOrFail(CareAlert, id, { refresh: true });
  if (alert.level === AlertLevel.STREET && ctx.actor!.role !== 'STREET_STAFF')
    return refuse('ALERT_WITH_STREET');
  return alert;
}
