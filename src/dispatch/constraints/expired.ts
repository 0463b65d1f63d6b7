import type { TaskConstraint } from './constraint.ts';

export const expired: TaskConstraint = {
  name: 'expired',
  label: { zh: '已过最晚时间', en: 'past its latest time' },
  allows: (task, { now }) => task.latestAt === undefined || task.latestAt >= now,
  sentence: () => ({
    zh: '最晚时间已过，应由社区兜底。',
    en: 'The latest useful time has passed; the community backstop owns it.',
  }),
};
