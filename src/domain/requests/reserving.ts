import type { Reservation as Kept } from '../../dispatch/model.ts';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { exclude } from './excluding.ts';
import { lockRequestOfRider } from './finding.ts';
import { isId } from './ids.ts';
import { Reservation } from './reservation.ts';
import { save } from './saving.ts';
import { RequestState, type DeclineReason } from './states.ts';
import { actorOf, riderOf } from './visible.ts';

interface Fact {
  readonly requestId: string;
  readonly communityId: string;
  readonly gridId: string;
  readonly riderId: string;
}

/** What was kept for the rider and can still change, soonest asked first. */
export const ownReservations = (ctx: Context): Promise<Reservation[]> =>
  ctx.em.find(
    Reservation,
    { rider: riderOf(ctx), endedAt: null, request: { state: RequestState.OPEN } },
    { orderBy: { askAt: 'asc', id: 'asc' } },
  );

/** 预留: each rider sees what was planned for them last, as far as it is time, and nothing else. Only for the one who plans. */
export async function showReserved(ctx: Context, kept: readonly Kept[]): Promise<void> {
  const wanted = kept.flatMap(({ riderId, next }) =>
    next && next.showAt <= ctx.now.getTime()
      ? next.taskIds.map((requestId) => ({
          requestId,
          riderId,
          askAt: new Date(next.tellAt).toISOString(),
        }))
      : [],
  );
  await forgetEnded(ctx);
  for (const fact of await endOthers(ctx, wanted))
    await record(ctx, 'request.reservation_ended', fact);
  for (const fact of await reserve(ctx, wanted)) await record(ctx, 'request.reserved', fact);
}

/**
 * 谢绝预留: it is not for this rider, who says so before being asked; another is looked for while there is time. Costs nothing,
 * and counts for nothing; said once more, or when it is kept for another by now, it is the same. Answers what is still kept.
 */
export async function declineReservation(
  ctx: Context,
  id: string,
  reason: DeclineReason,
): Promise<Reservation[]> {
  const riderId = riderOf(ctx);
  const known = isId(id) ? await ctx.em.findOne(Reservation, { id, rider: riderId }) : null;
  if (!known) return refuse('NOT_FOUND');
  const request = await lockRequestOfRider(ctx, known.request.id);
  if (request.state !== RequestState.OPEN) return ownReservations(ctx);
  await exclude(ctx, { requestId: request.id, riderId }, 'DECLINED');
  // A plan that was made before is not to ask this rider after all.
  request.version++;
  known.endedAt ??= ctx.now;
  await save(ctx);
  await record(ctx, 'request.reservation_declined', { ...request.fact(), riderId, reason });
  return ownReservations(ctx);
}

const REMEMBERED = '1 hour';

const forgetEnded = (ctx: Context): Promise<unknown> =>
  ctx.em.execute(
    `delete from reservation where street_id = ? and ended_at < ?::timestamptz - interval '${REMEMBERED}'`,
    [actorOf(ctx).streetId, ctx.now.toISOString()],
  );

const endOthers = (ctx: Context, wanted: readonly object[]): Promise<Fact[]> =>
  ctx.em.execute<Fact[]>(
    `update reservation v set ended_at = ? from service_request r
     where v.street_id = ? and v.ended_at is null and r.street_id = v.street_id and r.id = v.request_id and not exists (
       select 1 from jsonb_to_recordset(?::jsonb) as w("requestId" uuid, "riderId" uuid)
       where w."requestId" = v.request_id and w."riderId" = v.rider_id)
     returning r.id as "requestId", r.community_id as "communityId", r.grid_id as "gridId", v.rider_id as "riderId"`,
    [ctx.now.toISOString(), actorOf(ctx).streetId, JSON.stringify(wanted)],
  );

/** Those that are new. Whoever has declined or gone off duty meanwhile is left out. */
const reserve = (ctx: Context, wanted: readonly object[]): Promise<Fact[]> =>
  ctx.em.execute<Fact[]>(
    `with kept as (
       insert into reservation (street_id, request_id, rider_id, ask_at, shown_at)
       select r.street_id, r.id, d.id, w."askAt", ?
       from jsonb_to_recordset(?::jsonb) as w("requestId" uuid, "riderId" uuid, "askAt" timestamptz)
       join service_request r on r.street_id = ? and r.id = w."requestId" and r.state = 'OPEN'
       join rider d on d.street_id = r.street_id and d.id = w."riderId" and d.duty = 'ON'
       where not exists (select 1 from exclusion e
         where e.street_id = r.street_id and e.request_id = r.id and e.rider_id = d.id)
       on conflict (street_id, request_id) where ended_at is null do update set ask_at = excluded.ask_at
       returning street_id, request_id, rider_id, xmax = 0 as fresh)
     select r.id as "requestId", r.community_id as "communityId", r.grid_id as "gridId", k.rider_id as "riderId"
     from kept k join service_request r on r.street_id = k.street_id and r.id = k.request_id
     where k.fresh order by r.id`,
    [ctx.now.toISOString(), JSON.stringify(wanted), actorOf(ctx).streetId],
  );
