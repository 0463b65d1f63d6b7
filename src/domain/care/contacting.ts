import type { Context } from '../../platform/context.ts';
import type { Events } from '../events.ts';
import { record } from '../events.ts';
import { CareLadder } from './ladder.ts';
import { LadderOutcome, LadderState } from './states.ts';

/** How somebody was seen or spoken to, by whoever acts now. */
export interface Seen {
  readonly residentId: string;
  readonly communityId: string;
  readonly kind: 'CALL' | 'VISIT';
}

/** 接触: somebody has seen the person now, or spoken to them. */
export async function noteSeen(ctx: Context, { residentId, communityId, kind }: Seen) {
  const { streetId, accountId, riderId } = ctx.actor!;
  await ctx.em.execute(
    `insert into care_contact (street_id, resident_id, community_id, kind, at, rider_id, account_id)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [
      streetId,
      residentId,
      communityId,
      kind,
      ctx.now.toISOString(),
      riderId ?? null,
      accountId ?? null,
    ],
  );
}

type Fulfilled = Events['request.fulfilled'] | Events['request.fulfilled_by_community'];

/** 送达即接触: whoever received something was seen. Once per request; a ladder that began before it has found its answer. */
export async function noteDelivery(
  ctx: Context,
  fulfilled: Fulfilled,
  { at }: { readonly at: Date },
): Promise<void> {
  const [person] = await ctx.em.execute<{ id: string; communityId: string }[]>(
    `select p.id, p.community_id as "communityId" from service_request r
     join resident p on p.street_id = r.street_id and p.id = r.resident_id
     where r.id = ? for no key update of p`,
    [fulfilled.requestId],
  );
  if (!person) return;
  await ctx.em.execute(
    `insert into care_contact (street_id, resident_id, community_id, kind, at, request_id, rider_id)
     values (?, ?, ?, 'DELIVERY', ?, ?, ?) on conflict on constraint contact_of_request do nothing`,
    [
      ctx.actor!.streetId,
      person.id,
      person.communityId,
      at.toISOString(),
      fulfilled.requestId,
      'riderId' in fulfilled ? fulfilled.riderId : null,
    ],
  );
  await closeLadderBefore(ctx, person.id, at);
}

async function closeLadderBefore(ctx: Context, residentId: string, at: Date): Promise<void> {
  const [open] = await ctx.em.execute<{ id: string }[]>(
    `select id from care_ladder where resident_id = ? and state = 'OPEN' and started_at <= ? for no key update`,
    [residentId, at.toISOString()],
  );
  if (!open) return;
  const ladder = await ctx.em.findOneOrFail(CareLadder, open.id, { refresh: true });
  const now = ctx.now.toISOString();
  await ctx.em.execute(
    `update care_ladder_step set outcome = 'DELIVERED', ended_at = greatest(started_at, ?::timestamptz)
     where ladder_id = ? and ended_at is null`,
    [now, open.id],
  );
  ladder.state = LadderState.RESOLVED;
  ladder.outcome = LadderOutcome.DELIVERED;
  ladder.closedAt = ctx.now;
  await ctx.em.flush();
  await record(ctx, 'care.ladder_resolved', { ...ladder.fact(), outcome: ladder.outcome });
}
