import type { Plan, Snapshot } from '../../dispatch/model.ts';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { arrayOf } from './ids.ts';
import { wayIn } from './planned-way.ts';
import { actorOf } from './visible.ts';

/** A request that was still as the engine saw it, and is now ours to offer. */
export interface Won {
  readonly id: string;
  readonly wave: number;
  readonly communityId: string;
  readonly gridId: string;
  readonly offerSeconds: number;
}

interface Made {
  readonly id: string;
  readonly requestId: string;
  readonly riderId: string;
}

/** What may be offered, what each was decided by, and what the plan was made of. */
interface Invitations {
  readonly won: readonly Won[];
  readonly decisions: ReadonlyMap<string, string>;
  readonly snapshot: Snapshot;
}

/** Asks whom the plan asks, for what was won; what one rider is asked for at once is one bundle, to be answered as one. */
export async function makeOffers(
  ctx: Context,
  { won, decisions, snapshot }: Invitations,
  plan: Plan,
): Promise<void> {
  if (won.length === 0) return;
  const requests = new Map(won.map((request) => [request.id, request]));
  const wanted = plan.offers.flatMap(({ taskIds, asked }) => {
    const together = taskIds.flatMap((id) => requests.get(id) ?? []);
    if (together.length === 0) return [];
    const seconds = Math.min(...together.map(({ offerSeconds }) => offerSeconds));
    return asked.flatMap((candidate) => {
      const bundle = {
        bundleId: crypto.randomUUID(),
        riderId: candidate.riderId,
        distanceM: Math.round(candidate.distanceM),
        way: wayIn(snapshot, candidate, together[0]!.id),
        expiresAt: new Date(ctx.now.getTime() + seconds * 1000).toISOString(),
      };
      return together.map(({ id, wave }) => {
        const arriveAt = candidate.doorsAt?.[taskIds.indexOf(id)] ?? candidate.arriveAt;
        return {
          ...bundle,
          requestId: id,
          decisionId: decisions.get(id)!,
          wave,
          arriveAt: new Date(arriveAt).toISOString(),
        };
      });
    });
  });
  const made = await insertOffers(ctx, wanted);
  await reopenUnasked(ctx, won, made);
  for (const { id, requestId, riderId } of made) {
    const { communityId, gridId } = requests.get(requestId)!;
    await record(ctx, 'request.offered', { requestId, communityId, gridId, offerId: id, riderId });
  }
}

/** A rider who has gone off duty or is being asked by now is left out. */
const insertOffers = (ctx: Context, wanted: readonly object[]): Promise<Made[]> =>
  ctx.em.execute<Made[]>(
    `insert into offer (street_id, request_id, rider_id, decision_id, bundle_id, wave, distance_m, arrive_at, way, offered_at, expires_at)
     select d.street_id, w."requestId", d.id, w."decisionId", w."bundleId", w.wave, w."distanceM", w."arriveAt", w.way, ?, w."expiresAt"
     from jsonb_to_recordset(?::jsonb) as w("requestId" uuid, "riderId" uuid, "decisionId" uuid, "bundleId" uuid,
       wave int, "distanceM" int, "arriveAt" timestamptz, way text[], "expiresAt" timestamptz)
     join rider d on d.street_id = ? and d.id = w."riderId" and d.duty = 'ON'
     order by w."requestId", d.id
     on conflict on constraint one_pending_offer do nothing
     returning id, request_id as "requestId", rider_id as "riderId"`,
    [ctx.now.toISOString(), JSON.stringify(wanted), actorOf(ctx).streetId],
  );

/** A request whose every rider was lost on the way waits on. */
async function reopenUnasked(ctx: Context, won: readonly Won[], made: readonly Made[]) {
  const asked = new Set(made.map(({ requestId }) => requestId));
  const unasked = won.map(({ id }) => id).filter((id) => !asked.has(id));
  if (unasked.length > 0)
    await ctx.em.execute(
      `update service_request set state = 'OPEN', version = version + 1 where id = any (?::uuid[])`,
      [arrayOf(unasked)],
    );
}
