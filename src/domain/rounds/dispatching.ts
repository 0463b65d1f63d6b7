import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { assign, lockWillingRider } from '../requests/assigning.ts';
import type { Account } from '../requests/account.ts';
import { Decision } from '../requests/decision.ts';
import { lockRequest } from '../requests/finding.ts';
import { isId } from '../requests/ids.ts';
import { keepWay } from '../requests/planned-way.ts';
import { type RoundAnswer, searchRounds } from '../requests/planning-rounds.ts';
import type { ServiceRequest } from '../requests/request.ts';
import { keepPlanning } from '../requests/writing.ts';
import { save } from '../requests/saving.ts';
import { RequestState } from '../requests/states.ts';
import { Rider } from '../riders/rider.ts';
import { actorOf } from '../requests/visible.ts';
import type { DispatchRound, RoundRouteInput } from './inputs.ts';
import { doorsOf, expiryOf, getKept, type Kept, shownRoutes } from './proposal.ts';
import type { DispatchedRound } from './views.ts';

type Route = RoundAnswer['routes'][number] &
  Pick<RoundAnswer, 'posed'> & { readonly way: readonly string[] };

/**
 * 派发路线: assigns a proposal or the part of it that is wanted, each request once and only as it was when it was proposed. An
 * edited route has to keep every rule as well. All or nothing; refuses NOT_FOUND, ROUND_STALE, ROUND_TWICE and ROUND_NOT_POSSIBLE.
 */
export async function dispatchRound(ctx: Context, asked: DispatchRound): Promise<DispatchedRound> {
  const kept = await getKept(ctx, asked.proposalId);
  if (expiryOf(kept) <= ctx.now) return refuse('ROUND_STALE');
  const wanted = (asked.routes ?? proposedRoutes(kept)).toSorted((a, b) =>
    a.riderId < b.riderId ? -1 : 1,
  );
  const requests = await lockAll(ctx, kept, wanted);
  const routes: Route[] = [];
  for (const one of wanted) routes.push(await routeFor(ctx, one, { requests, kept }));
  for (const route of routes) {
    await lockWillingRider(ctx, route.riderId);
    const planningId = await keepPlanning(ctx, route.posed);
    const explanation = { summary: bySummary(kept), round: route.stops };
    for (const id of doorsOf(route.stops))
      await hand(ctx, requests.get(id)!, { riderId: route.riderId, planningId, explanation });
    await keepWay(ctx, route.riderId, route.way);
  }
  await record(ctx, 'round.dispatched', {
    proposalId: kept.id,
    riders: routes.length,
    requests: requests.size,
  });
  return { proposalId: kept.id, routes: await shownRoutes(ctx, routes) };
}

const proposedRoutes = ({ routes }: Kept): RoundRouteInput[] =>
  routes.map(({ riderId, stops }) => ({ riderId, requestIds: doorsOf(stops) }));

/** In the order of ids, so that two who dispatch at once wait for each other and do not stand in each other's way. */
async function lockAll(
  ctx: Context,
  { versions }: Kept,
  wanted: readonly RoundRouteInput[],
): Promise<Map<string, ServiceRequest>> {
  const ids = wanted.flatMap(({ requestIds }) => requestIds).toSorted();
  const riders = new Set(wanted.map(({ riderId }) => riderId));
  if (ids.some((id) => versions[id] === undefined)) return refuse('NOT_FOUND');
  if (new Set(ids).size < ids.length || riders.size < wanted.length) return refuse('ROUND_TWICE');
  if (ids.length === 0) return refuse('NOTHING_WAITS');
  const locked = new Map<string, ServiceRequest>();
  for (const id of ids) {
    const request = await lockRequest(ctx, id);
    if (request.version !== versions[id] || request.state !== RequestState.OPEN)
      return refuse('ROUND_STALE');
    locked.set(id, request);
  }
  return locked;
}

/** The best order for this rider as things are now; the rules are asked again, for rider and requests may have changed. */
async function routeFor(
  ctx: Context,
  { riderId, requestIds }: RoundRouteInput,
  { requests, kept: { seed } }: { requests: ReadonlyMap<string, ServiceRequest>; kept: Kept },
): Promise<Route> {
  const found = await searchRounds(ctx, { requestIds, riderIds: [riderId], seed });
  // A refusal would take the alarm back with everything else: this is a fault of ours, and is logged as one.
  if (found.broken.length > 0) throw new Error(`a round breaks laws: ${found.broken.join('; ')}`);
  const [left] = found.unplanned;
  if (left) {
    const whose = `${await nameOf(ctx, riderId)} ${requests.get(left.taskId)!.code}`;
    const { zh, en } = left.reasons[0]!;
    return refuse('ROUND_NOT_POSSIBLE', { zh: `${whose} ${zh}`, en: `${whose}: ${en}` });
  }
  const [route] = found.routes;
  return route
    ? { ...route, posed: found.posed, way: found.ways.get(riderId)! }
    : refuse('ROUND_STALE');
}

const nameOf = async ({ em }: Context, riderId: string): Promise<string> =>
  (isId(riderId) && (await em.findOne(Rider, riderId))?.name) || '—';

async function hand(
  ctx: Context,
  request: ServiceRequest,
  { riderId, ...why }: { riderId: string; planningId: string; explanation: Account },
): Promise<void> {
  const decision = ctx.em.create(Decision, {
    streetId: request.streetId,
    request: ref(request),
    at: ctx.now,
    outcome: 'BY_HAND',
    riderIds: [riderId],
    ...why,
    decidedBy: actorOf(ctx).accountId ?? null,
  });
  await save(ctx);
  await assign(ctx, request, { riderId, decisionId: decision.id });
}

const bySummary = ({ id }: Kept) => ({
  zh: `工作人员按路线方案 ${id} 派发。`,
  en: `Dispatched by staff with the round ${id}.`,
});
