import type { TaskConstraint } from './constraint.ts';

export const underOffer: TaskConstraint = {
  name: 'underOffer',
  label: { zh: '正在询问骑手', en: 'an offer is running' },
  allows: (task, scene) => !scene.underOffer.has(task.id),
  sentence: () => ({
    zh: '已有骑手被询问，等待答复。',
    en: 'A rider has been asked and has not answered yet.',
  }),
};
