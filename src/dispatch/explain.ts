import { distance } from '../geo/point.ts';
import type { Assessment, Refusal } from './assessment.ts';
import type { Exclusion, Explanation, Sentence, Task, Waiting } from './model.ts';
import { minutesBetween } from './minutes.ts';
import type { Scene } from './scene.ts';
import type { Wave } from './waves.ts';
import { tally } from './wording.ts';

/** The account of one task: everyone who was weighed, and the choice in one sentence. */
export function explain(assessment: Assessment, wave: Wave, scene: Scene): Explanation {
  const { task, candidates, refusals } = assessment;
  return {
    taskId: task.id,
    summary: wave.length ? choiceOf(assessment, wave, scene) : reasonOf(assessment, scene),
    candidates,
    exclusions: written(task, refusals, scene.policy.exclusionsPerTask),
    excluded: countsOf(refusals),
  };
}

/** Why nobody is asked for a task now. */
export const waitingFor = (assessment: Assessment, scene: Scene): Waiting => ({
  taskId: assessment.task.id,
  reasons: [reasonOf(assessment, scene)],
});

function reasonOf({ task, held, candidates, refusals }: Assessment, scene: Scene): Sentence {
  if (held) return held.sentence(task, scene);
  if (candidates.length)
    return {
      zh: `能去的 ${candidates.length} 名骑手这一轮都去了更急或更顺路的任务。`,
      en: `All ${candidates.length} riders who could go are asked for something more urgent or nearer.`,
    };
  if (!refusals.length) return { zh: '没有骑手。', en: 'There is no rider.' };
  const counts = tally(countsOf(refusals));
  return { zh: `暂无可派骑手：${counts.zh}。`, en: `No rider can be asked: ${counts.en}.` };
}

function choiceOf({ task, candidates, refusals }: Assessment, wave: Wave, scene: Scene): Sentence {
  const [best] = wave;
  const [added, wait] = [
    Math.round(best!.addedMs / 60_000),
    minutesBetween(scene.now, best!.arriveAt),
  ];
  const nearer = refusals.filter(({ rider }) => metresTo(task, rider.at) < best!.distanceM);
  const closer = candidates.filter(({ distanceM }) => distanceM < best!.distanceM).length;
  const counts = tally(countsOf(nearer));
  return {
    zh:
      `询问 ${wave.length} 名骑手，最优者多走 ${added} 分钟，约 ${wait} 分钟后到达。` +
      (nearer.length ? `${nearer.length} 名骑手更近，但${counts.zh}。` : '') +
      (closer ? `${closer} 名骑手更近，但合计代价更高或另有任务。` : ''),
    en:
      `${wave.length} asked; the best is ${added} min longer on the way and there in about ${wait} min.` +
      (nearer.length ? ` ${nearer.length} riders are nearer, but: ${counts.en}.` : '') +
      (closer ? ` ${closer} riders are nearer, but dearer in all or asked elsewhere.` : ''),
  };
}

function countsOf(refusals: readonly Refusal[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { name } of refusals) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The nearest of those refused, ties by id. */
function written(task: Task, refusals: readonly Refusal[], limit: number): Exclusion[] {
  return refusals
    .map((refusal) => ({ refusal, metres: metresTo(task, refusal.rider.at) }))
    .toSorted((a, b) => a.metres - b.metres || (a.refusal.rider.id < b.refusal.rider.id ? -1 : 1))
    .slice(0, limit)
    .map(({ refusal }) => {
      const { rider, name } = refusal;
      return { riderId: rider.id, constraint: name, sentence: refusal.sentence() };
    });
}

const metresTo = (task: Task, at: Parameters<typeof distance>[0]) =>
  distance(at, (task.pickup ?? task.dropoff).at);
