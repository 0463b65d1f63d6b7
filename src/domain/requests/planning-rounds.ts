import { stopId } from '../../dispatch/route.ts';
import { checkPlan } from '../../dispatch/rounds/check-plan.ts';
import type { Rider, Sentence, Snapshot } from '../../dispatch/model.ts';
import type { Limits } from '../../dispatch/rounds/limits.ts';
import type { RoundPlan } from '../../dispatch/rounds/model.ts';
import { policyBounds } from '../../dispatch/policy-bounds.ts';
import type { Policy } from '../../dispatch/policy.ts';
import { planningRound } from '../../dispatch/rounds/plan-round.ts';
import type { Context } from '../../platform/context.ts';
import { inSlices } from '../../platform/slices.ts';
import { arrayOf } from './ids.ts';
import { readSnapshot } from './snapshot.ts';
import { withTable } from './tables.ts';
import { termsOf } from './terms.ts';
import type { Posed } from './writing.ts';

/** A search is over after so many steps of each phase, so that the same seed gives the same rounds; on a very slow machine earlier. */
const STEPS = 1000;
const LONGEST_MS = 10_000;

/** Which requests are to go on rounds, and who may ride them; all on duty unless said otherwise. */
export interface RoundQuestion {
  readonly requestIds: readonly string[];
  readonly riderIds?: readonly string[] | undefined;
  /** These ride nothing of it. */
  readonly withoutRiderIds?: readonly string[] | undefined;
  readonly seed: number;
  /** How long to search; without it the steps decide. */
  readonly seconds?: number | null | undefined;
}

/** What was found for the street as it is, and the version of each request at that moment. */
export interface RoundAnswer extends RoundPlan {
  readonly versions: ReadonlyMap<string, number>;
  /** How each rider would go, by stop ids: a round comes behind what they have ahead already. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
  /** What was asked, to be kept with what comes of it. */
  readonly posed: Posed;
  /** The laws that what was found breaks: then nobody takes anything. */
  readonly broken: readonly string[];
}

/** 路线规划: rounds for those of the requests that wait for somebody. Nothing is written. */
export async function searchRounds(ctx: Context, question: RoundQuestion): Promise<RoundAnswer> {
  const { requestIds } = question;
  const usual = await termsOf(ctx);
  const { snapshot, versions } = await readSnapshot(
    ctx,
    {
      where: `r.state = 'OPEN' and r.id = any (?::uuid[])`,
      values: [arrayOf(requestIds)],
      countsOffers: true,
    },
    usual.learned,
  );
  const asked = narrowed(snapshot, question);
  const terms = await withTable(ctx, { ...usual, policy: forRounds(usual.policy) }, asked);
  const limits = limitsOf(question);
  const { policy, roads, table } = terms;
  const search = { seed: limits.seed, steps: limits.steps };
  const posed = { ...{ snapshot: asked, policy, roads, search }, ...(table && { table }) };
  const plan = await inSlices(planningRound(asked, terms, limits));
  const broken = checkPlan(asked, plan, terms);
  const lawful = broken.length > 0 ? nothingOf(asked) : plan;
  return { ...lawful, versions, ways: waysOf(lawful, asked), posed, broken };
}

const refused: Sentence = {
  zh: '算出的路线没有通过系统检查，已报告。',
  en: 'The rounds that were found did not pass the check; this has been reported.',
};

const nothingOf = ({ tasks }: Snapshot): RoundPlan => ({
  routes: [],
  unplanned: tasks.map(({ id }) => ({ taskId: id, reasons: [refused] })),
});

function narrowed(snapshot: Snapshot, question: RoundQuestion): Snapshot {
  const { riderIds, withoutRiderIds } = question;
  const isWanted = ({ id }: Rider) =>
    (riderIds?.includes(id) ?? true) && !withoutRiderIds?.includes(id);
  return { ...snapshot, riders: snapshot.riders.filter(isWanted) };
}

/**
 * Rules of whom to ask do not hold where staff say who rides, hours ahead: no grid is too far from where a rider happens to be
 * now, and nobody was asked too often.
 */
const forRounds = (policy: Policy): Policy => ({
  ...policy,
  offersPerDay: most(policyBounds.offersPerDay),
  territory: {
    ...policy.territory,
    firstHops: most(policyBounds.territory.firstHops),
    urgentHops: most(policyBounds.territory.urgentHops),
    everywhereHops: 0,
  },
});

const most = ({ range: [, most] }: { readonly range: readonly [number, number] }) => most;

function waysOf({ routes }: RoundPlan, { riders }: Snapshot): RoundAnswer['ways'] {
  const ahead = new Map(riders.map(({ id, route }) => [id, route.map((stop) => stop.id)]));
  return new Map(
    routes.map(({ riderId, stops }) => [
      riderId,
      [...ahead.get(riderId)!, ...stops.map(({ taskId, kind }) => stopId(taskId, kind))],
    ]),
  );
}

function limitsOf({ seed, seconds }: RoundQuestion): Limits {
  const clock = () => performance.now();
  if (typeof seconds !== 'number') return { seed, clock, ms: LONGEST_MS, steps: STEPS };
  return { seed, clock, ms: seconds * 1000, steps: Infinity };
}
