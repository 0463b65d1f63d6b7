import type { RouteConstraint } from './constraint.ts';

export const onBoard: RouteConstraint = {
  name: 'onBoard',
  label: { zh: '途中装不下', en: 'without room on the way' },
  allows: ({ task, rider, stops }) => {
    let load = rider.load + (task.pickup ? 0 : task.load);
    let fits = load <= rider.capacity;
    for (const { loadChange } of stops) {
      load += loadChange;
      fits &&= load <= rider.capacity;
    }
    return fits;
  },
  sentence: () => ({ zh: '途中某一段会超载。', en: 'Would be overloaded on part of the way.' }),
};
