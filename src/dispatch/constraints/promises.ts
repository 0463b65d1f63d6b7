import type { Stop } from '../model.ts';
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

/** The first stop that would be reached later than it was promised and than it is reached now. */
function broken({ task, stops, schedule, present }: Placement, scene: Scene): Stop | undefined {
  let place = 0;
  for (let index = 0; index < stops.length; index++) {
    const stop = stops[index]!;
    if (stop.taskId === task.id) continue;
    const before = present.begins[place++]!;
    if (schedule.begins[index]! > Math.max(promiseOf(stop, scene), before)) return stop;
  }
  return undefined;
}
