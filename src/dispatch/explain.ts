import { type Assessment, type Neighbour, type Refusal, weigh } from './assessment.ts';
import { pairConstraints } from './constraints/all.ts';
import type { Candidate, Exclusion, Explanation, Sentence, Task, Waiting } from './model.ts';
import { minutesBetween } from './minutes.ts';
import type { Roster } from './roster.ts';
import type { Scene } from './scene.ts';
import { tally } from './wording.ts';

/** What explanations are drawn from. */
export interface Knowledge {
  readonly roster: Roster;
  readonly scene: Scene;
}

/** Who is asked for a task, and for how many tasks together. */
export interface Asking {
  readonly asked: readonly Candidate[];
  readonly together?: number;
}

/** Why a task nobody is asked for yet need not worry anybody. */
export const keptForSomebody: Sentence = {
  zh: '已预留给一名骑手，到该出发时再通知；在此之前可随时调整。',
  en: 'Is kept for a rider, who is told when it is time to leave; until then it may change.',
};

/** The account of one task: everyone who could, the nearest who could not, and the choice in one sentence. */
export function explain(assessment: Assessment, asking: Asking, known: Knowledge): Explanation {
  const { task, candidates, excluded } = assessment;
  const exclusions = exclusionsNear(assessment, known);
  return {
    taskId: task.id,
    summary: asking.asked.length
      ? choiceOf(assessment, asking, { ...known, exclusions })
      : reasonOf(assessment, known.scene),
    candidates,
    exclusions: exclusions.map(({ exclusion }) => exclusion),
    excluded,
  };
}

/** Why nobody is asked for a task now. */
export const waitingFor = (assessment: Assessment, scene: Scene): Waiting => ({
  taskId: assessment.task.id,
  reasons: [reasonOf(assessment, scene)],
});

function reasonOf({ task, held, candidates, excluded }: Assessment, scene: Scene): Sentence {
  if (held) return held.sentence(task, scene);
  if (candidates.length)
    return {
      zh: `能去的 ${candidates.length} 名骑手这一轮另有更急或更顺路的任务。`,
      en: `${ridersWho(candidates.length, 'could go')} asked for something more urgent or nearer.`,
    };
  const counts = tally(excluded);
  if (!counts.zh) return { zh: '没有骑手。', en: 'There is no rider.' };
  return { zh: `暂无可派骑手：${counts.zh}。`, en: `No rider can be asked: ${counts.en}.` };
}

/** "1 rider is", "2 riders who could go are". */
const ridersWho = (count: number, can?: string): string =>
  `${count} ${count === 1 ? 'rider' : 'riders'}${can ? ` who ${can}` : ''} ${count === 1 ? 'is' : 'are'}`;

type Near = Knowledge & { readonly exclusions: readonly Excluded[] };

function choiceOf(
  { candidates }: Assessment,
  { asked, together = 1 }: Asking,
  { scene, exclusions }: Near,
): Sentence {
  const { addedMs, arriveAt, distanceM } = asked[0]!;
  const [added, wait] = [Math.round(addedMs / 60_000), minutesBetween(scene.now, arriveAt)];
  const refused: Record<string, number> = {};
  for (const { exclusion, metres } of exclusions)
    if (metres < distanceM)
      refused[exclusion.constraint] = (refused[exclusion.constraint] ?? 0) + 1;
  const nearer = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const closer = candidates.filter((one) => one.distanceM < distanceM).length;
  const counts = tally(refused);
  return {
    zh:
      `询问 ${asked.length} 名骑手，${together > 1 ? `${together} 单合并，` : ''}最优者多走 ${added} 分钟，约 ${wait} 分钟后到达。` +
      (nearer ? `${nearer} 名骑手更近，但 ${counts.zh}。` : '') +
      (closer ? `${closer} 名骑手更近，但合计代价更高或另有任务。` : ''),
    en:
      `${asked.length} asked${together > 1 ? ` for ${together} tasks together` : ''}; the best is ${added} min longer on the way and there in about ${wait} min.` +
      (nearer ? ` ${ridersWho(nearer)} nearer, but: ${counts.en}.` : '') +
      (closer ? ` ${ridersWho(closer)} nearer, but dearer in all or asked elsewhere.` : ''),
  };
}

interface Excluded {
  readonly exclusion: Exclusion;
  readonly metres: number;
}

/** Of the nearest riders those who are no candidates, nearest first, ties by id. */
function exclusionsNear(assessment: Assessment, known: Knowledge): Excluded[] {
  const found: Excluded[] = [];
  for (const neighbour of assessment.nearest) {
    const refusal = refusalOf(assessment.task, neighbour, known);
    if (!refusal) continue;
    const { rider, metres } = neighbour;
    const sentence = refusal.sentence();
    found.push({ exclusion: { riderId: rider.id, constraint: refusal.name, sentence }, metres });
  }
  return found;
}

function refusalOf(
  task: Task,
  { rider, found: known }: Neighbour,
  { roster, scene }: Knowledge,
): Refusal | undefined {
  const rule = roster.refusedBy.get(rider.id);
  if (rule) return { name: rule.name, sentence: () => rule.sentence(rider, scene) };
  const found = known ?? weigh(task, rider, { scene, rules: pairConstraints });
  return 'sentence' in found ? found : undefined;
}
