import { explainKept } from '../../dispatch/kept.ts';
import type { Explanation, Plan } from '../../dispatch/model.ts';
import type { Search } from '../../dispatch/rounds/limits.ts';
import type { Context } from '../../platform/context.ts';
import type { Account } from './account.ts';
import { arrayOf } from './ids.ts';
import { makeOffers, type Won } from './inviting.ts';
import { keptCandidates, keptExclusions } from './rules.ts';
import type { Reading } from './snapshot.ts';
import type { Terms } from './terms.ts';
import { actorOf } from './visible.ts';

/** What the engine was asked, by which policy and on which roads. */
export type Asked = Reading & Terms;

/** A question as it is kept; with how it was searched where it was one of rounds. */
export type Posed = Pick<Asked, 'snapshot' | 'policy' | 'roads' | 'table'> & {
  readonly search?: Search;
};

interface Verdict {
  readonly id: string;
  readonly requestId: string;
  readonly outcome: 'OFFERED' | 'WAITING';
  readonly riderIds: readonly string[];
  readonly explanation: Account;
}

/** Writes what was decided: offers where the request is still as it was seen, and the decisions behind them. */
export async function writePlan(ctx: Context, asked: Asked, plan: Plan): Promise<void> {
  const won = await winRequests(ctx, asked, plan);
  const verdicts = [...offeredIn(plan, won), ...(await newlyWaiting(ctx, asked, plan))];
  if (verdicts.length === 0) return;
  await keepDecisions(ctx, verdicts, await keepPlanning(ctx, asked));
  const decisions = new Map(verdicts.map(({ requestId, id }) => [requestId, id]));
  await makeOffers(ctx, { won, decisions, snapshot: asked.snapshot }, plan);
}

/** Never waits: a request that somebody is changing is planned again after that change. */
async function winRequests(ctx: Context, { versions }: Asked, plan: Plan): Promise<Won[]> {
  const ids = plan.offers.flatMap(({ taskIds }) => taskIds);
  if (ids.length === 0) return [];
  return ctx.em.execute<Won[]>(
    `with seen as (select * from unnest(?::uuid[], ?::int[]) as s(id, version)
     ), mine as materialized (
       select r.id from service_request r join seen s on s.id = r.id and s.version = r.version
       where r.street_id = ? and r.state = 'OPEN' order by r.id for no key update of r skip locked
     )
     update service_request r set state = 'MATCHING', waves = waves + 1, version = r.version + 1
     from mine, request_kind k where r.id = mine.id and k.street_id = r.street_id and k.code = r.kind_code
     returning r.id, r.waves as wave, r.community_id as "communityId", r.grid_id as "gridId",
       k.offer_seconds as "offerSeconds"`,
    [arrayOf(ids), arrayOf(ids.map((id) => versions.get(id)!)), actorOf(ctx).streetId],
  );
}

function offeredIn({ offers, explanations }: Plan, won: readonly Won[]): Verdict[] {
  const ours = new Set(won.map(({ id }) => id));
  const askedFor = new Map(
    offers.flatMap(({ taskIds, asked }) => taskIds.map((id) => [id, asked])),
  );
  return explanations
    .filter(({ taskId }) => ours.has(taskId))
    .map((explanation) => ({
      id: crypto.randomUUID(),
      requestId: explanation.taskId,
      outcome: 'OFFERED',
      riderIds: askedFor.get(explanation.taskId)!.map(({ riderId }) => riderId),
      explanation: kept(explanation),
    }));
}

/** A request that goes on waiting for the same reasons is not written again; how many riders each concerns may differ. */
async function newlyWaiting({ em }: Context, asked: Asked, plan: Plan): Promise<Verdict[]> {
  const told = plan.waiting.map(({ taskId, reasons }) => ({
    id: taskId,
    signature: reasons.map(({ zh }) => zh.replaceAll(/\d+/g, 'n')).join(' '),
  }));
  if (told.length === 0) return [];
  const fresh = await em.execute<{ id: string; signature: string }[]>(
    `select w.id, w.signature from jsonb_to_recordset(?::jsonb) as w(id uuid, signature text)
     where w.signature is distinct from (
       select case when d.outcome = 'WAITING' then d.explanation->>'signature' end from decision d
       where d.request_id = w.id order by d.at desc, d.id limit 1)`,
    [JSON.stringify(told)],
  );
  const signatures = new Map(fresh.map(({ id, signature }) => [id, signature]));
  const reasons = new Map(plan.waiting.map((waiting) => [waiting.taskId, waiting.reasons]));
  return explained(asked, plan, signatures).map((explanation) => ({
    id: crypto.randomUUID(),
    requestId: explanation.taskId,
    outcome: 'WAITING',
    riderIds: [],
    explanation: {
      ...kept(explanation),
      reasons: reasons.get(explanation.taskId)!,
      signature: signatures.get(explanation.taskId)!,
    },
  }));
}

/** The accounts of some of what waits; of what is kept for a rider, who could do it as well. */
function explained(
  { snapshot, ...terms }: Asked,
  { explanations, reserved = [] }: Plan,
  wanted: ReadonlyMap<string, string>,
): Explanation[] {
  const isWanted = (id: string) => wanted.has(id);
  const ids = reserved.flatMap(({ taskIds }) => taskIds).filter(isWanted);
  const kept = new Map(explainKept(snapshot, ids, terms).map((one) => [one.taskId, one]));
  return explanations
    .filter(({ taskId }) => isWanted(taskId))
    .map((one) => kept.get(one.taskId) ?? one);
}

/** The best and the nearest; all the others can be computed again from the planning. */
const kept = ({ candidates, exclusions, ...rest }: Explanation): Explanation => ({
  ...rest,
  candidates: candidates.slice(0, keptCandidates),
  exclusions: exclusions.slice(0, keptExclusions),
});

/** What the engine was asked, word for word, so that its answer can be computed again. */
export async function keepPlanning(
  ctx: Context,
  { snapshot, policy, roads, table, search }: Posed,
): Promise<string> {
  const id = crypto.randomUUID();
  await ctx.em.execute(
    `insert into planning (street_id, id, at, policy_version, snapshot, policy, road_version, road_table, round_search)
     values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb, ?::jsonb)`,
    [
      actorOf(ctx).streetId,
      id,
      ctx.now.toISOString(),
      policy.version,
      JSON.stringify(snapshot),
      JSON.stringify(policy),
      roads?.version ?? null,
      table ? JSON.stringify(table) : null,
      search ? JSON.stringify(search) : null,
    ],
  );
  return id;
}

const keepDecisions = (ctx: Context, verdicts: readonly Verdict[], planningId: string) =>
  ctx.em.execute(
    `insert into decision (street_id, id, request_id, planning_id, at, outcome, rider_ids, explanation)
     select ?, v.id, v."requestId", ?, ?, v.outcome, array(select jsonb_array_elements_text(v."riderIds")::uuid), v.explanation
     from jsonb_to_recordset(?::jsonb) as v(id uuid, "requestId" uuid, outcome text, "riderIds" jsonb, explanation jsonb)`,
    [actorOf(ctx).streetId, planningId, ctx.now.toISOString(), JSON.stringify(verdicts)],
  );
