import type { PairConstraint } from './constraint.ts';

/** Who may enter an elder's home. */
export const trust: PairConstraint = {
  name: 'trust',
  label: { zh: '信任等级不足', en: 'trust level too low' },
  allows: (task, rider) => rider.trustLevel >= task.minTrust,
  sentence: (task, rider) => ({
    zh: `信任等级 ${rider.trustLevel}，此任务需要 ${task.minTrust}。`,
    en: `Trust level ${rider.trustLevel}; the task asks for ${task.minTrust}.`,
  }),
};
