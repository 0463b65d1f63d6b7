import * as fc from 'fast-check';
import type { Rider, Snapshot } from '../../../src/dispatch/model.ts';
import type { Policy } from '../../../src/dispatch/policy.ts';
import { sceneOf } from '../../../src/dispatch/scene.ts';
import { crewOf } from '../../../src/dispatch/tours/crew.ts';
import { jobOf } from '../../../src/dispatch/tours/job.ts';
import { placesFor } from '../../../src/dispatch/tours/places.ts';
import { crowFlies } from '../../../src/dispatch/travel.ts';
import type { LngLat } from '../../../src/geo/point.ts';
import { townOf } from '../../support/town.ts';

/** A few riders and tasks; about half of the goods are fetched at one place, promised ones too. */
export const toursTown = (most: { riders: number; tasks: number }): fc.Arbitrary<Snapshot> =>
  fc
    .tuple(townOf(Math.max(most.riders, most.tasks)), fc.nat(2 ** most.tasks - 1))
    .map(([snapshot, together]): Snapshot => {
      const riders = snapshot.riders.slice(0, most.riders);
      const all = snapshot.tasks.slice(0, most.tasks);
      const place = all.find(({ pickup }) => pickup)?.pickup?.at;
      if (!place) return { ...snapshot, riders, tasks: all };
      const tasks = all.map((task, index) =>
        task.pickup && (together >> index) % 2
          ? { ...task, pickup: { ...task.pickup, at: place } }
          : task,
      );
      return { ...snapshot, riders: riders.map((one) => fetchingAt(place, one)), tasks };
    });

/** The rider with the last of what is promised to be fetched there. */
export function fetchingAt(place: LngLat, rider: Rider): Rider {
  const last = rider.route.findLastIndex(({ kind }) => kind === 'PICKUP');
  const route = rider.route.map((stop, index) => (index === last ? { ...stop, at: place } : stop));
  return { ...rider, route };
}

/** What the search of tours is put to, whatever rules refuse riders or tasks as a whole. */
export function ready(snapshot: Snapshot, policy: Policy) {
  const scene = sceneOf(snapshot, { policy, travel: crowFlies(policy.detourFactor) });
  const places = placesFor(scene.travel);
  const jobs = snapshot.tasks.map((task, index) => jobOf(task, places, { index, scene }));
  const crew = crewOf(snapshot.riders, places, scene);
  const points: LngLat[] = [];
  for (const at of [
    ...snapshot.tasks.flatMap(({ pickup, dropoff }) => [
      ...(pickup ? [pickup.at] : []),
      dropoff.at,
    ]),
    ...snapshot.riders.flatMap(({ at: here, route }) => [here, ...route.map((stop) => stop.at)]),
  ])
    points[places.number(at)] = at;
  return { jobs, crew, scene, points };
}
