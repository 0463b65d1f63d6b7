import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { raiseAlarm } from '../requests/alarm.ts';
import { arrayOf, isId } from '../requests/ids.ts';
import { searchRounds } from '../requests/planning-rounds.ts';
import { actorOf, visibleRequests } from '../requests/visible.ts';
import { MOST_REQUESTS, type PreviewRound } from './inputs.ts';
import { keepProposal, shown } from './proposal.ts';
import type { RoundProposal } from './views.ts';

/**
 * 试排路线: proposes who takes which of the waiting requests in which order, by the rules of dispatching. Nothing is assigned.
 * Refuses NOT_FOUND, ROUND_OF_WHAT, NOTHING_WAITS and ROUND_TOO_LARGE.
 */
export async function previewRound(ctx: Context, asked: PreviewRound): Promise<RoundProposal> {
  if (typeof asked.planId !== 'string' && !asked.requestIds) return refuse('ROUND_OF_WHAT');
  const riderIds = asked.riderIds ? await knownRiders(ctx, asked.riderIds) : undefined;
  const withoutRiderIds = await knownRiders(ctx, asked.withoutRiderIds ?? []);
  const requests = [
    ...(await waitingOfPlan(ctx, asked.planId)),
    ...(await namedRequests(ctx, asked.requestIds ?? [])),
  ];
  const open = requests.filter(({ state }) => state === 'OPEN').map(({ id }) => id);
  const waiting = [...new Set(open)];
  if (waiting.length === 0) return refuse('NOTHING_WAITS');
  if (waiting.length > MOST_REQUESTS) return refuse('ROUND_TOO_LARGE', MOST_REQUESTS);
  const { seed, seconds } = asked;
  const riders = { riderIds, withoutRiderIds };
  const found = await searchRounds(ctx, { requestIds: waiting, ...riders, seed, seconds });
  if (found.broken.length > 0) await raiseAlarm(ctx, found.posed, found.broken);
  const taken = requests.filter(({ state }) => state !== 'OPEN');
  const kept = {
    id: crypto.randomUUID(),
    proposedAt: ctx.now,
    seed,
    routes: found.routes,
    unplanned: [...found.unplanned, ...taken.map(({ id }) => ({ taskId: id, reasons: [settled] }))],
    versions: Object.fromEntries(found.versions),
  };
  await keepProposal(ctx, kept);
  return shown(ctx, kept);
}

const settled = { zh: '不在等待派单。', en: 'Is not waiting for somebody.' };

interface Named {
  readonly id: string;
  readonly state: string;
}

async function namedRequests(ctx: Context, ids: readonly string[]): Promise<Named[]> {
  const wanted = new Set(ids);
  if (wanted.size === 0) return [];
  if (![...wanted].every(isId)) return refuse('NOT_FOUND');
  const { sql, values } = visibleRequests(actorOf(ctx));
  const found = await ctx.em.execute<Named[]>(
    `select r.id, r.state from service_request r where r.id = any (?::uuid[]) and ${sql} order by r.id`,
    [arrayOf([...wanted]), ...values],
  );
  return found.length === wanted.size ? found : refuse('NOT_FOUND');
}

async function waitingOfPlan(ctx: Context, planId?: string | null): Promise<Named[]> {
  if (planId === undefined || planId === null) return [];
  const actor = actorOf(ctx);
  const known =
    isId(planId) &&
    (await ctx.em.execute<unknown[]>('select 1 from service_plan where street_id = ? and id = ?', [
      ...[actor.streetId, planId],
    ]));
  if (!known || known.length === 0) return refuse('NOT_FOUND');
  const { sql, values } = visibleRequests(actor);
  return ctx.em.execute<Named[]>(
    `select r.id, r.state from service_request r join occurrence o on o.street_id = r.street_id and o.request_id = r.id
     where o.plan_id = ? and r.state = 'OPEN' and ${sql} order by r.id limit ${MOST_REQUESTS + 1}`,
    [planId, ...values],
  );
}

async function knownRiders(ctx: Context, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return wanted;
  if (!wanted.every(isId)) return refuse('NOT_FOUND');
  const found = await ctx.em.execute<unknown[]>(
    'select 1 from rider where street_id = ? and left_at is null and id = any (?::uuid[])',
    [actorOf(ctx).streetId, arrayOf(wanted)],
  );
  return found.length === wanted.length ? wanted : refuse('NOT_FOUND');
}
