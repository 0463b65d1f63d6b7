import { type Assessment, type Neighbour, type Refusal, weigh } from './assessment.ts';
import { pairConstraints } from './constraints/all.ts';
import { type Asking, choiceOf, type Excluded } from './choice.ts';
import type { Explanation, Sentence, Task, Waiting } from './model.ts';
import type { Roster } from './roster.ts';
import type { Scene } from './scene.ts';
import { ridersWho, tally } from './wording.ts';

/** What explanations are drawn from. */
export interface Knowledge {
  readonly roster: Roster;
  readonly scene: Scene;
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
      ? choiceOf(assessment, asking, { now: known.scene.now, excluded: exclusions })
      : reasonOf(assessment, known.scene),
    candidates,
    exclusions: exclusions.map(({ exclusion }) => exclusion),
    excluded,
    ...(asking.together && { together: asking.together }),
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
