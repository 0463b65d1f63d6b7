import { earliestOf } from '../route.ts';
import { minutesBetween } from '../minutes.ts';
import type { TaskConstraint } from './constraint.ts';

export const tooEarly: TaskConstraint = {
  name: 'tooEarly',
  label: { zh: '时间尚早', en: 'too early' },
  allows: (task, scene) => scene.now >= opensAt(task, scene),
  sentence: (task, scene) => {
    const minutes = minutesBetween(scene.now, opensAt(task, scene));
    return {
      zh: `时间尚早，${minutes} 分钟后开始派单。`,
      en: `It is too early; riders are asked in ${minutes} min.`,
    };
  },
  loosensAt: (task, scene) => opensAt(task, scene),
};

const opensAt: NonNullable<TaskConstraint['loosensAt']> = (task, { policy }) =>
  earliestOf(task) - policy.offerAheadMs;
