import type { PairConstraint } from './constraint.ts';

export const interruptions: PairConstraint = {
  name: 'interruptions',
  label: { zh: '今日打扰已满', en: 'asked enough today' },
  allows: (task, rider, { policy }) =>
    rider.offersToday < policy.offersPerDay ||
    task.tier >= policy.urgentTier ||
    task.pinnedRiderId === rider.id,
  sentence: (_task, rider) => ({
    zh: `今天已询问 ${rider.offersToday} 次，不再打扰。`,
    en: `Has been asked ${rider.offersToday} times today and is left in peace.`,
  }),
};
