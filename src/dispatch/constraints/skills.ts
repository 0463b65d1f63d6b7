import type { PairConstraint } from './constraint.ts';

export const skills: PairConstraint = {
  name: 'skills',
  label: { zh: '缺少技能', en: 'lacking a skill' },
  concerns: (task) => task.needs.length > 0,
  allows: (task, rider) => task.needs.every((skill) => rider.skills.includes(skill)),
  sentence: (task, rider) => {
    const missing = task.needs.filter((skill) => !rider.skills.includes(skill));
    return { zh: `缺少技能：${missing.join('、')}。`, en: `Lacks ${missing.join(', ')}.` };
  },
};
