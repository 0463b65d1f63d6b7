import type { RiderConstraint } from './constraint.ts';

/** A day of rest after so many days of work. */
export const restDay: RiderConstraint = {
  name: 'restDay',
  label: { zh: '该休息一天', en: 'due a day of rest' },
  allows: ({ daysInARow = 0 }, { policy }) => daysInARow < policy.rest.daysInARow,
  sentence: ({ daysInARow = 0 }) => ({
    zh: `已连续工作 ${daysInARow} 天，今天应休息。`,
    en: `Has worked ${daysInARow} days on end and is to rest today.`,
  }),
};
