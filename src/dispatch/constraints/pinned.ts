import type { PairConstraint } from './constraint.ts';

export const pinned: PairConstraint = {
  name: 'pinned',
  label: { zh: '已指定他人', en: 'another rider is named' },
  concerns: (task) => task.pinnedRiderId !== undefined,
  allows: (task, rider) => task.pinnedRiderId === undefined || task.pinnedRiderId === rider.id,
  sentence: () => ({
    zh: '调度员已指定另一名骑手。',
    en: 'The dispatcher has named another rider.',
  }),
};
