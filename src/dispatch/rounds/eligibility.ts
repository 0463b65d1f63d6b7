import { pairConstraints, riderConstraints } from '../constraints/all.ts';
import { underOffer } from '../constraints/under-offer.ts';
import type { Rider, Sentence, Task } from '../model.ts';
import type { Scene } from '../scene.ts';

interface Named {
  readonly name: string;
  readonly label: Sentence;
}

/** The first rule of dispatching that keeps this rider from this task; undefined when none does. */
export const ruleAgainst = (task: Task, rider: Rider, scene: Scene): Named | undefined =>
  riderConstraints.find((rule) => !rule.allows(rider, scene)) ??
  pairConstraints.find((rule) => !rule.allows(task, rider, scene));

const full: Sentence = {
  zh: '能送的骑手都已装满，或者赶不上。',
  en: 'Those who may do it are full, or would come too late.',
};

/** Whether the task is free for a round, whoever rides it: what somebody is being asked for is not planned a second time. */
export const isFree = (task: Task, scene: Scene): boolean => underOffer.allows(task, scene);

/** Why nobody takes a task: what keeps everybody from it, or how many riders each rule keeps, and whether the others have no room or time. */
export function reasonsAgainst(task: Task, riders: readonly Rider[], scene: Scene): Sentence[] {
  if (!isFree(task, scene)) return [underOffer.sentence(task, scene)];
  if (riders.length === 0) return [{ zh: '没有在岗的骑手。', en: 'No rider is on duty.' }];
  const counts = new Map<string, { label: Sentence; riders: number }>();
  let free = 0;
  for (const rider of riders) {
    const rule = ruleAgainst(task, rider, scene);
    if (!rule) {
      free++;
      continue;
    }
    const known = counts.get(rule.name);
    counts.set(rule.name, { label: rule.label, riders: (known?.riders ?? 0) + 1 });
  }
  const refusals = [...counts.values()].map(({ label, riders: count }) => ({
    zh: `${count} 名骑手${label.zh}。`,
    en: `${count} ${count === 1 ? 'rider is' : 'riders are'} ${label.en}.`,
  }));
  return free > 0 ? [full, ...refusals] : refusals;
}
