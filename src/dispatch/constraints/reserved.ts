import type { RiderConstraint } from './constraint.ts';

export const reserved: RiderConstraint = {
  name: 'reserved',
  label: { zh: '待答复其他任务', en: 'answering another offer' },
  allows: (rider) => rider.pendingTaskId === undefined,
  sentence: () => ({
    zh: '正在答复另一个任务，一次只问一件。',
    en: 'Is answering another offer; one thing is asked at a time.',
  }),
};
