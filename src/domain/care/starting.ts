import type { Context } from '../../platform/context.ts';
import { record, type Events } from '../events.ts';
import { blockOf } from './owners.ts';
import { ladderPolicy } from './policy.ts';
import { stepEnds } from './timing.ts';

/** The fact a ladder begins with. */
interface Happened {
  readonly id: string;
  readonly at: Date;
}

/**
 * 启动处置: nobody opened to a rider, and the person is one who is looked after. Not while another ladder is open, nor when
 * the person has been seen since.
 */
export async function startLadder(
  ctx: Context,
  { requestId, riderId, reason }: Events['request.failed'],
  { id: eventId, at }: Happened,
): Promise<void> {
  if (reason !== 'NOBODY_HOME') return;
  const person = await lookedAfter(ctx, requestId);
  if (!person) return;
  const { id: residentId, communityId } = person;
  const policy = await ladderPolicy(ctx);
  const [ladderId, streetId] = [crypto.randomUUID(), ctx.actor!.streetId];
  const deadlineAt = stepEnds(ctx.now, 'CALL', policy).toISOString();
  const begun = await ctx.em.execute<unknown[]>(
    `insert into care_ladder (street_id, id, resident_id, community_id, request_id, rider_id, event_id, policy_version,
       owner_id, started_at, deadline_at)
     select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
     where not exists (select from care_contact c where c.resident_id = ? and c.at >= ?)
     on conflict do nothing returning id`,
    [
      ...[streetId, ladderId, residentId, communityId, requestId, riderId, eventId],
      ...[policy.version, await blockOf(ctx, communityId), at.toISOString(), deadlineAt],
      ...[residentId, at.toISOString()],
    ],
  );
  if (begun.length === 0) return;
  await ctx.em.execute(
    `insert into care_ladder_step (street_id, ladder_id, resident_id, community_id, nth, step, rider_id, started_at, deadline_at)
     values (?, ?, ?, ?, 1, 'CALL', ?, ?, ?)`,
    [streetId, ladderId, residentId, communityId, riderId, at.toISOString(), deadlineAt],
  );
  const fact = { ladderId, residentId, communityId, riderId, step: 'CALL' };
  await record(ctx, 'care.ladder_started', fact);
}

/** The person the request was for, locked, if they are looked after. */
async function lookedAfter({ em }: Context, requestId: string) {
  const [person] = await em.execute<{ id: string; communityId: string }[]>(
    `select p.id, p.community_id as "communityId" from service_request r
     join resident p on p.street_id = r.street_id and p.id = r.resident_id
     where r.id = ? and (cardinality(p.categories) > 0
       or exists (select from visit_plan v where v.street_id = p.street_id and v.resident_id = p.id))
     for no key update of p`,
    [requestId],
  );
  return person;
}
