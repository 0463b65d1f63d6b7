import type { RiderConstraint } from './constraint.ts';

export const duty: RiderConstraint = {
  name: 'duty',
  label: { zh: '不在岗', en: 'not on duty' },
  allows: (rider) => rider.duty === 'ON',
  sentence: (rider) =>
    rider.duty === 'BREAK'
      ? { zh: '正在休息。', en: 'Is on a break.' }
      : { zh: '不在岗。', en: 'Is off duty.' },
};
