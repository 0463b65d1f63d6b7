import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { refuse } from '../refusals.ts';
import { getResident } from '../residents/finding.ts';
import type { ObservationInput } from './inputs.ts';
import { noteCell } from './note-cells.ts';
import { raiseAlert } from './raising.ts';
import { observeHours, urgencyOf } from './rules.ts';
import { AlertKind, AlertLevel, Urgency } from './states.ts';
import type { ObservationReceipt } from './views.ts';

const HOUR_MS = 3_600_000;

/**
 * 异常上报: something about the person has changed, as the rider of a task for them noticed until a day after it, or staff.
 * The community is alarmed. Without consent to care or health it is kept only that something changed. Refuses NOT_FOUND,
 * SIGNS_NEEDED.
 */
export async function observeCondition(
  ctx: Context,
  input: ObservationInput,
): Promise<ObservationReceipt> {
  if (input.signs.length === 0 && !input.note) return refuse('SIGNS_NEEDED');
  const about = await whomOf(ctx, input);
  const { streetId, accountId, riderId } = ctx.actor!;
  const detailsKept = await mayNote(ctx, about.residentId);
  const id = crypto.randomUUID();
  const note = detailsKept && input.note ? seal(ctx.keys, noteCell(id), input.note) : null;
  await ctx.em.execute(
    `insert into observation (street_id, id, resident_id, community_id, assignment_id, rider_id, observed_by, at, signs, note_sealed)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?)`,
    [
      ...[streetId, id, about.residentId, about.communityId, about.assignmentId, riderId ?? null],
      ...[accountId!, ctx.now.toISOString(), `{${detailsKept ? input.signs.join(',') : ''}}`, note],
    ],
  );
  await raiseAlert(ctx, {
    residentId: about.residentId,
    communityId: about.communityId,
    observationId: id,
    riderId,
    kind: AlertKind.CHANGE_OBSERVED,
    urgency: Urgency[urgencyOf(input.signs)],
    level: AlertLevel.COMMUNITY,
  });
  return { id, at: ctx.now, detailsKept };
}

interface About {
  readonly residentId: string;
  readonly communityId: string;
  readonly assignmentId: string | null;
}

async function whomOf(ctx: Context, input: ObservationInput): Promise<About> {
  if (ctx.actor!.role === 'RIDER') return ofOwnTask(ctx, input.assignmentId);
  if (!input.residentId) return refuse('RESIDENT_NEEDED');
  const { id, community } = await getResident(ctx, input.residentId);
  return { residentId: id, communityId: community.id, assignmentId: null };
}

async function ofOwnTask(ctx: Context, assignmentId: string | null | undefined): Promise<About> {
  if (!assignmentId) return refuse('NOT_FOUND');
  const since = new Date(ctx.now.getTime() - observeHours * HOUR_MS).toISOString();
  const [about] = await ctx.em.execute<About[]>(
    `select r.resident_id as "residentId", r.community_id as "communityId", a.id as "assignmentId"
     from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
     where a.id = ? and a.rider_id = ? and r.resident_id is not null and (a.ended_at is null or a.ended_at > ?)`,
    [assignmentId, ctx.actor!.riderId ?? null, since],
  );
  return about ?? refuse('NOT_FOUND');
}

async function mayNote({ em }: Context, residentId: string): Promise<boolean> {
  const [answer] = await em.execute<{ may: boolean }[]>('select may_note_care(?) as may', [
    residentId,
  ]);
  return answer!.may;
}
