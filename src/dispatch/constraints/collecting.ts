import type { TaskConstraint } from './constraint.ts';

export const collecting: TaskConstraint = {
  name: 'collecting',
  label: { zh: '短暂汇集', en: 'collecting' },
  allows: (task, { now, policy, scarce }) =>
    !scarce || task.tier >= policy.urgentTier || now >= task.openedAt + policy.hold.ms,
  sentence: (_task, { policy }) => ({
    zh: `骑手紧张，汇集 ${policy.hold.ms / 1000} 秒内的请求后统一派单。`,
    en: `Riders are scarce: requests of ${policy.hold.ms / 1000} s are collected and matched together.`,
  }),
  loosensAt: (task, { policy }) => task.openedAt + policy.hold.ms,
};
