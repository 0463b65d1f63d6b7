import type { Placement } from '../insertion.ts';
import { promiseOf } from '../route.ts';
import type { Scene } from '../scene.ts';
import type { RouteConstraint } from './constraint.ts';

/** What is already promised, own parcels included, is not broken for something new. */
export const promises: RouteConstraint = {
  name: 'promises',
  label: { zh: '会耽误已接的任务', en: 'bound by earlier promises' },
  allows: (placement, scene) => broken(placement, scene) === undefined,
  sentence: (placement, scene) =>
    broken(placement, scene)?.kind === 'OWN'
      ? { zh: '会耽误自己的包裹。', en: 'Would make a parcel of the rider too late.' }
      : { zh: '会耽误已答应的任务。', en: 'Would make an accepted task too late.' },
};

const broken = ({ task, stops, schedule, rider, present }: Placement, scene: Scene) =>
  stops.find((stop, index) => {
    if (stop.taskId === task.id) return false;
    const before = present.begins[rider.route.indexOf(stop)]!;
    return schedule.begins[index]! > Math.max(promiseOf(stop, scene), before);
  });
