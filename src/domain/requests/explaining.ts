import type { Candidate, CostTerms } from '../../dispatch/model.ts';
import type { Context } from '../../platform/context.ts';
import type { Text } from '../../platform/errors.ts';
import { Rider } from '../riders/rider.ts';
import type { Account } from './account.ts';
import type { CandidateView, CostTerm, ExclusionView, Reasons } from './reasons.ts';

const MINUTE_MS = 60_000;

/** An account of the engine with its riders as staff see them. Riders who are no longer there are left out. */
export async function explain(ctx: Context, account: Account): Promise<Reasons> {
  const { candidates = [], exclusions = [], summary } = account;
  const ids = [...candidates, ...exclusions].map(({ riderId }) => riderId);
  const riders = await ctx.em.find(Rider, { id: { $in: ids } });
  const riderOf = new Map(riders.map((rider) => [rider.id, rider]));
  return {
    summary,
    candidates: candidates.flatMap((candidate, index): CandidateView[] => {
      const rider = riderOf.get(candidate.riderId);
      return rider ? [viewOf(candidate, rider, { rank: index + 1, now: ctx.now })] : [];
    }),
    exclusions: exclusions.flatMap(({ riderId, constraint, sentence }): ExclusionView[] => {
      const rider = riderOf.get(riderId);
      return rider ? [{ rider, constraint, reason: sentence }] : [];
    }),
  };
}

function viewOf(
  { costMinutes, addedMs, arriveAt, terms }: Candidate,
  rider: Rider,
  { rank, now }: { rank: number; now: Date },
): CandidateView {
  return {
    rider,
    rank,
    costMs: costMinutes * MINUTE_MS,
    addedMs,
    arriveAt: new Date(arriveAt),
    terms: termsOf(terms),
    summary: summaryOf(addedMs, arriveAt - now.getTime()),
  };
}

function summaryOf(addedMs: number, untilMs: number): Text {
  const [added, wait] = [addedMs, Math.max(0, untilMs)].map((ms) => Math.round(ms / MINUTE_MS));
  return {
    zh: `多走 ${added} 分钟，约 ${wait} 分钟后到达。`,
    en: `${added} min longer on the way, there in about ${wait} min.`,
  };
}

const termTexts = [
  ['added', { zh: '多走的路程', en: 'longer on the way' }],
  ['waiting', { zh: '居民等候', en: 'the resident waits' }],
  ['late', { zh: '迟到', en: 'late' }],
  ['decline', { zh: '可能谢绝', en: 'may decline' }],
  ['fairness', { zh: '机会均衡', en: 'fair share' }],
  ['continuity', { zh: '熟悉的骑手', en: 'a rider the resident knows' }],
  ['territory', { zh: '离开本网格', en: 'away from the own grid' }],
] as const satisfies readonly (readonly [keyof CostTerms, Text])[];

const termsOf = (terms: CostTerms): CostTerm[] =>
  termTexts
    .filter(([name]) => terms[name])
    .map(([name, text]) => ({ name, ms: terms[name] * MINUTE_MS, text }));
