import type { Rider } from '../model.ts';
import type { PairConstraint } from './constraint.ts';

export const capacity: PairConstraint = {
  name: 'capacity',
  label: { zh: '装不下', en: 'without room' },
  allows: (task, rider, { policy }) => {
    const taken = policy.loadCounts === 'FROM_ACCEPTANCE' ? promised(rider) : 0;
    return taken + task.load <= rider.capacity;
  },
  sentence: (task, rider, { policy }) => {
    const taken = policy.loadCounts === 'FROM_ACCEPTANCE' ? promised(rider) : 0;
    const room = rider.capacity - taken;
    return {
      zh: `装不下：还可装 ${room} 件，需要 ${task.load} 件。`,
      en: `No room: ${room} units are free, ${task.load} are needed.`,
    };
  },
};

/** Units on board, and those still to be picked up. */
function promised({ load, route }: Rider): number {
  let sum = load;
  for (const { loadChange } of route) sum += Math.max(0, loadChange);
  return sum;
}
