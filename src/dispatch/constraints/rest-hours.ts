import type { RiderConstraint } from './constraint.ts';

const HOUR_MS = 3_600_000;

/** So many hours of a day and no more. */
export const restHours: RiderConstraint = {
  name: 'restHours',
  label: { zh: '今日工时已满', en: 'done for today' },
  allows: ({ workedTodayMs = 0 }, { policy }) => workedTodayMs < policy.rest.limitMs,
  sentence: (_rider, { policy }) => {
    const hours = policy.rest.limitMs / HOUR_MS;
    return {
      zh: `今天已工作 ${hours} 小时，不再派单。`,
      en: `Has worked ${hours} h today and is asked for nothing more.`,
    };
  },
};
