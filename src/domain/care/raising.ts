import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { backstopOf, blockOf } from './owners.ts';
import { carePolicy } from './policy.ts';
import { AlertLevel, Urgency, type AlertKind } from './states.ts';

const MINUTE_MS = 60_000;

/** Why somebody is alarmed, about whom. */
export interface Concern {
  readonly residentId: string;
  readonly communityId: string;
  readonly kind: AlertKind;
  readonly urgency: Urgency;
  readonly level: AlertLevel;
  readonly ladderId?: string;
  readonly observationId?: string;
  /** The rider who raised it. */
  readonly riderId?: string | null | undefined;
}

/** 预警: alarms the community, or the street office at once. */
export async function raiseAlert(ctx: Context, concern: Concern): Promise<void> {
  const { residentId, communityId, kind, urgency, level, riderId } = concern;
  const { em } = ctx;
  const id = crypto.randomUUID();
  const ownerId =
    level === AlertLevel.STREET
      ? await backstopOf(ctx, communityId)
      : await blockOf(ctx, communityId);
  await em.execute(
    `insert into care_alert (street_id, id, resident_id, community_id, kind, urgency, level, owner_id, ladder_id,
       observation_id, rider_id, raised_at, escalate_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ctx.actor!.streetId,
      id,
      residentId,
      communityId,
      kind,
      urgency,
      level,
      ownerId,
      concern.ladderId ?? null,
      concern.observationId ?? null,
      riderId ?? null,
      ctx.now.toISOString(),
      level === AlertLevel.COMMUNITY ? await patienceEnds(ctx, urgency) : null,
    ],
  );
  await record(ctx, 'care.alert_raised', {
    alertId: id,
    residentId,
    communityId,
    kind,
    urgency,
    level,
  });
}

async function patienceEnds(ctx: Context, urgency: Urgency): Promise<string> {
  const { urgentMinutes, routineMinutes } = await carePolicy(ctx);
  const minutes = urgency === Urgency.URGENT ? urgentMinutes : routineMinutes;
  return new Date(ctx.now.getTime() + minutes * MINUTE_MS).toISOString();
}
