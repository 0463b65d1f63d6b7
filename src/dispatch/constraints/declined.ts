import type { PairConstraint } from './constraint.ts';

export const declined: PairConstraint = {
  name: 'declined',
  label: { zh: '已婉拒', en: 'declined' },
  allows: (task, rider) => !rider.declinedTaskIds.includes(task.id),
  sentence: () => ({
    zh: '已婉拒或未答复此任务，不再打扰。',
    en: 'Has declined this task or let it pass, and is not asked again.',
  }),
};
