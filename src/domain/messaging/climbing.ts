import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import { Offer } from '../requests/offer.ts';
import { OfferState } from '../requests/states.ts';
import { riderOf } from '../requests/visible.ts';
import { groupsFor } from './alerting.ts';
import { openCall } from './desk.ts';
import { queueMessages, type Draft } from './queueing.ts';
import { reached } from './reaching.ts';
import { policyNow } from './reading.ts';
import { nextRung, type Rung } from './rules.ts';

/** How many offers one step of the timer moves. */
const SWEEP = 100;

interface Made {
  readonly payload: { readonly offerId: string };
}

/** 唤醒阶梯: an offer was made and stands in the rider's inbox; if nobody sees it there, it climbs. A bundle climbs once. */
export async function beginClimb(ctx: Context, events: readonly Made[]): Promise<void> {
  const policy = await policyNow(ctx);
  await ctx.em.execute(
    `insert into offer_call (street_id, offer_id, request_id, rider_id, community_id, tier, policy_version, began_at, next_at)
     select o.street_id, o.id, o.request_id, o.rider_id, r.community_id, k.tier, ?, o.offered_at,
       o.offered_at + (?::jsonb->(k.tier::int)->>'messageS')::int * interval '1 second'
     from offer o join service_request r on r.street_id = o.street_id and r.id = o.request_id
     join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
     where o.id = any (?::uuid[]) and o.state = 'PENDING' and not exists (
       select 1 from offer b where b.street_id = o.street_id and b.bundle_id = o.bundle_id and b.request_id < o.request_id)
     on conflict do nothing`,
    [
      policy.version,
      JSON.stringify(policy.ladder),
      `{${events.map(({ payload }) => payload.offerId).join(',')}}`,
    ],
  );
}

interface Climbing {
  readonly offerId: string;
  readonly requestId: string;
  readonly riderId: string;
  readonly accountId: string;
  readonly organizationId: string;
  readonly communityId: string;
  readonly tier: number;
  readonly rung: Rung;
  readonly beganMs: number;
}

/** Takes every offer that nobody has seen in time one rung up: message, SMS, phone desk. */
export async function climbOffers(ctx: Context): Promise<void> {
  await endClimbs(ctx);
  const due = await ctx.em.execute<Climbing[]>(
    `select c.offer_id as "offerId", c.request_id as "requestId", c.rider_id as "riderId", d.account_id as "accountId",
       d.organization_id as "organizationId", c.community_id as "communityId", c.tier, c.rung,
       (extract(epoch from c.began_at) * 1000)::float8 as "beganMs"
     from offer_call c join rider d on d.street_id = c.street_id and d.id = c.rider_id
     where c.street_id = ? and c.next_at <= ? order by c.next_at, c.offer_id limit ${SWEEP} for update of c skip locked`,
    [ctx.actor!.streetId, ctx.now.toISOString()],
  );
  if (due.length === 0) return;
  const policy = await policyNow(ctx);
  for (const climbing of due) {
    const step = nextRung(climbing.rung, climbing.tier, policy)!;
    await call(ctx, climbing, step.rung);
    const above = nextRung(step.rung, climbing.tier, policy);
    const nextAt = above && new Date(climbing.beganMs + above.seconds * 1_000).toISOString();
    await ctx.em.execute('update offer_call set rung = ?, next_at = ? where offer_id = ?', [
      step.rung,
      nextAt ?? null,
      climbing.offerId,
    ]);
  }
}

async function call(ctx: Context, climbing: Climbing, rung: Rung): Promise<void> {
  const { offerId, requestId, riderId, communityId, accountId } = climbing;
  const variables = { requestId, riderId, communityId };
  if (rung === 'PHONE') return openCall(ctx, { offerId, ...variables });
  if (rung === 'SMS')
    return void (await queueMessages(ctx, [
      { accountId, offerId, template: 'offer-sms', variables, dedupKey: `offer-sms:${offerId}` },
    ]));
  const groups = await groupsFor(ctx, 'RIDERS');
  const drafts = groups
    .filter((group) => concerns(group, climbing))
    .map(({ id }): Draft => ({
      channelId: id,
      offerId,
      template: 'offer-waiting',
      variables,
      dedupKey: `offer:${offerId}:${id}`,
    }));
  await queueMessages(ctx, drafts);
}

/** A group of the rider's company or of the community, or one of the whole street. */
const concerns = (
  group: { readonly communityId: string | null; readonly organizationId: string | null },
  { communityId, organizationId }: Climbing,
): boolean =>
  (!group.communityId || group.communityId === communityId) &&
  (!group.organizationId || group.organizationId === organizationId);

/** Whose offer is no longer to be answered is not called any more. */
export async function endClimbs(ctx: Context): Promise<void> {
  const now = ctx.now.toISOString();
  const ended = await ctx.em.execute<{ id: string }[]>(
    `update offer_call c set ended_at = ?, end_reason = 'ENDED', next_at = null
     from offer o where c.street_id = ? and c.ended_at is null and o.street_id = c.street_id and o.id = c.offer_id
       and (o.state <> 'PENDING' or o.expires_at <= ?) returning o.id`,
    [now, ctx.actor!.streetId, now],
  );
  if (ended.length > 0)
    await closeCalls(
      ctx,
      ended.map(({ id }) => id),
    );
}

const closeCalls = ({ em, now }: Context, offerIds: readonly string[]) =>
  em.execute(
    `update call_desk set ended_at = ?, outcome = 'NOT_NEEDED' where ended_at is null and offer_id = any (?::uuid[])`,
    [now.toISOString(), `{${offerIds.join(',')}}`],
  );

/** 已看到: the rider's client shows the offer; nobody has to call any more. Refuses NOT_FOUND; an answered offer stays as it is. */
export async function seeOffer(ctx: Context, id: string): Promise<Offer> {
  const offer = isId(id) ? await ctx.em.findOne(Offer, id) : null;
  if (!offer || offer.rider.id !== riderOf(ctx)) return refuse('NOT_FOUND');
  if (offer.state !== OfferState.PENDING) return offer;
  const called = await calledFor(ctx, offer);
  await reached(ctx, called, 'SOCKET');
  const seen = await ctx.em.execute<{ requestId: string; riderId: string }[]>(
    `update offer_call set ended_at = ?, end_reason = 'SEEN', next_at = null where offer_id = ? and ended_at is null
     returning request_id as "requestId", rider_id as "riderId"`,
    [ctx.now.toISOString(), called],
  );
  await closeCalls(ctx, [called]);
  for (const fact of seen) await record(ctx, 'offer.seen', { offerId: id, ...fact });
  return ctx.em.findOneOrFail(Offer, id, { refresh: true });
}

/** The offer of the bundle that stands for all of it. */
async function calledFor({ em }: Context, { id, bundleId }: Offer): Promise<string> {
  const [first] = await em.execute<{ id: string }[]>(
    'select id from offer where bundle_id = ? order by request_id limit 1',
    [bundleId],
  );
  return first?.id ?? id;
}
