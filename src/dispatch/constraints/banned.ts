import type { PairConstraint } from './constraint.ts';

export const banned: PairConstraint = {
  name: 'banned',
  label: { zh: '被排除', en: 'ruled out' },
  concerns: (task) => task.bannedRiderIds.length > 0,
  allows: (task, rider) => !task.bannedRiderIds.includes(rider.id),
  sentence: () => ({
    zh: '调度员已将其排除在此任务之外。',
    en: 'The dispatcher has ruled this rider out for the task.',
  }),
};
