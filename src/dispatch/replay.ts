import type { Roads } from '../geo/roads.ts';
import { explainKept } from './kept.ts';
import type { Candidate, CostTerms, Explanation, Sentence, Snapshot } from './model.ts';
import { plan } from './plan.ts';
import { makePolicy, type PolicyDraft } from './policy.ts';
import { travelOver } from './road-travel.ts';
import type { Terms } from './scene.ts';
import { byTable, type Table } from './table-travel.ts';

/** What a stored question is answered today, about one task. */
export interface Replay {
  readonly explanation: Explanation;
  /** Who is asked, best first; nobody when the task waits. */
  readonly asked: readonly string[];
  readonly reasons: readonly Sentence[];
}

/** A question as it was kept. */
export interface StoredQuestion {
  readonly snapshot: Snapshot;
  readonly policy: PolicyDraft;
  /** Those that the question was answered with; none: straight lines. */
  readonly roads?: Roads | undefined;
  readonly table?: Table | undefined;
}

/** By what a stored question was decided; throws `InvalidModel` on a policy of other rules. */
export function replayTerms({ policy: draft, roads, table }: StoredQuestion): Terms {
  const policy = makePolicy(draft);
  const { paceFactor } = policy;
  const otherwise = travelOver(roads, policy);
  return { policy, travel: table ? byTable(table, { paceFactor, otherwise }) : otherwise };
}

/** Puts a stored snapshot to the engine again; undefined when the snapshot does not hold the task. */
export function replay(stored: StoredQuestion, taskId: string): Replay | undefined {
  const { policy, travel } = replayTerms(stored);
  const answer = plan(stored.snapshot, policy, travel);
  const explanation = answer.explanations.find((one) => one.taskId === taskId);
  if (!explanation) return undefined;
  const offer = answer.offers.find(({ taskIds }) => taskIds.includes(taskId));
  const isKept = answer.reserved?.some(({ taskIds }) => taskIds.includes(taskId)) ?? false;
  const [kept] = isKept ? explainKept(stored.snapshot, [taskId], { policy, travel }) : [];
  return {
    explanation: kept ?? explanation,
    asked: offer?.asked.map(({ riderId }) => riderId) ?? [],
    reasons: answer.waiting.find((one) => one.taskId === taskId)?.reasons ?? [],
  };
}

const termNames: Readonly<Record<keyof CostTerms, Sentence>> = {
  added: { zh: '多走的路程', en: 'longer on the way' },
  waiting: { zh: '居民等候', en: 'the resident waits' },
  late: { zh: '迟到', en: 'late' },
  decline: { zh: '可能谢绝', en: 'may decline' },
  fairness: { zh: '机会均衡', en: 'fair share' },
  continuity: { zh: '熟悉的骑手', en: 'known to the resident' },
  territory: { zh: '离开本网格', en: 'away from the own grid' },
};

/** A replay in lines for people, Chinese first: the choice, every candidate with its cost in minutes, every exclusion with its reason. */
export function tellReplay({ explanation, asked, reasons }: Replay): string[] {
  const { summary, candidates, exclusions } = explanation;
  return [
    ...new Set([summary, ...reasons].flatMap(({ zh, en }) => [zh, `  ${en}`])),
    `候选骑手 ${candidates.length} / candidates ${candidates.length}`,
    ...candidates.map(
      (one, index) => `  ${asked.includes(one.riderId) ? '→' : ' '} ${index + 1}. ${told(one)}`,
    ),
    `未入选 ${exclusions.length} / excluded ${exclusions.length}`,
    ...exclusions.map(
      ({ riderId, constraint, sentence: { zh, en } }) =>
        `    ${riderId}  ${constraint}: ${zh} ${en}`,
    ),
  ];
}

function told({ riderId, costMinutes, terms }: Candidate): string {
  const parts = Object.entries(termNames)
    .map(([term, name]) => ({ name, minutes: terms[term as keyof CostTerms] }))
    .filter(({ minutes }) => minutes !== 0)
    .map(({ name: { zh, en }, minutes }) => `${zh} ${en} ${minutes}`);
  return `${riderId}  ${costMinutes} min = ${parts.join(' + ') || '0'}`;
}
