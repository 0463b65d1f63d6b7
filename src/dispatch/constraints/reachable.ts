import type { RouteConstraint } from './constraint.ts';

export const reachable: RouteConstraint = {
  name: 'reachable',
  label: { zh: '无路可达', en: 'without a way there' },
  allows: ({ schedule }) => Number.isFinite(schedule.endsAt),
  sentence: () => ({ zh: '没有能到达的路。', en: 'There is no way there.' }),
};
