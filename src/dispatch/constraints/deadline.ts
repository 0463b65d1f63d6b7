import { limitOf } from '../route.ts';
import { minutesBetween } from '../minutes.ts';
import type { RouteConstraint } from './constraint.ts';

export const deadline: RouteConstraint = {
  name: 'deadline',
  label: { zh: '赶不上', en: 'too late' },
  allows: ({ task, arriveAt }, scene) => arriveAt <= limitOf(task, scene),
  sentence: ({ task, arriveAt }, scene) => {
    const minutes = minutesBetween(limitOf(task, scene), arriveAt);
    return {
      zh: `会比最晚时间晚 ${minutes} 分钟。`,
      en: `Would come ${minutes} min after the latest useful time.`,
    };
  },
};
