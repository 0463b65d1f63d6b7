import type { RiderConstraint } from './constraint.ts';

/** 4 hours on end, then a pause of 20 minutes (national guidance on riders' labour, SAMR). */
export const rest: RiderConstraint = {
  name: 'rest',
  label: { zh: '该休息了', en: 'due for a pause' },
  allows: ({ workingSince }, { now, policy }) =>
    workingSince === undefined || now - workingSince < policy.rest.workMs,
  sentence: (_rider, { policy }) => {
    const [hours, minutes] = [policy.rest.workMs / 3_600_000, policy.rest.pauseMs / 60_000];
    return {
      zh: `已连续工作 ${hours} 小时，需先休息 ${minutes} 分钟。`,
      en: `Has worked ${hours} h on end and must pause for ${minutes} min first.`,
    };
  },
};
