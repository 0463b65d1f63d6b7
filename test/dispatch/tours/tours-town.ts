import * as fc from 'fast-check';
import type { Rider, Snapshot, Task } from '../../../src/dispatch/model.ts';
import type { Policy } from '../../../src/dispatch/policy.ts';
import { sceneOf } from '../../../src/dispatch/scene.ts';
import { crewOf } from '../../../src/dispatch/tours/crew.ts';
import { jobOf } from '../../../src/dispatch/tours/job.ts';
import { placesFor } from '../../../src/dispatch/tours/places.ts';
import { crowFlies } from '../../../src/dispatch/travel.ts';
import type { LngLat } from '../../../src/geo/point.ts';
import { townOf } from '../../support/town.ts';

const CANTEEN: LngLat = [118.77, 31.98];
const HOUSE: LngLat = [118.778, 31.984];

/** In degrees: none, some 24 and some 28 metres, so that two places may be further apart than either is from the middle. */
const off = fc.constantFrom<LngLat>([0, 0], [0, 0], [0.0001, 0.0002], [-0.0003, 0]);
const near = ([lng, lat]: LngLat, [east, north]: LngLat): LngLat => [lng + east, lat + north];
const gathering = fc.record({
  isFetched: fc.boolean(),
  isBrought: fc.boolean(),
  fetchedOff: off,
  broughtOff: off,
});

/** All of it matters alike, nothing is late yet, and nobody is refused but by room, time and freshness. */
export const alike = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  grids: [],
  riders: snapshot.riders.map(({ workingSince: _since, pendingTaskId: _pending, ...rider }) => ({
    ...rider,
    duty: 'ON',
    positionAt: snapshot.now,
    workedTodayMs: 0,
    daysInARow: 0,
    capacity: rider.capacity + 2,
    declinedTaskIds: [],
    offersToday: 0,
  })),
  tasks: snapshot.tasks.map(({ latestAt: _latestAt, pinnedRiderId: _pinned, ...task }) => ({
    ...task,
    needs: [],
    minTrust: 0,
    bannedRiderIds: [],
    tier: 1,
    load: Math.min(1, task.load),
    dueAt: Math.max(task.dueAt, snapshot.now + 30 * 60_000),
  })),
});

/**
 * A few riders and tasks; about half of the goods are fetched in one canteen, promised ones too, and half of all is brought to one house.
 * In half of the towns all matters alike: where every rule may refuse, hardly anything is carried together.
 */
export const toursTown = (most: { riders: number; tasks: number }): fc.Arbitrary<Snapshot> =>
  fc
    .tuple(
      townOf(Math.max(most.riders, most.tasks)),
      fc.array(gathering, { minLength: most.tasks, maxLength: most.tasks }),
      fc.boolean(),
    )
    .map(([snapshot, gatherings, isAlike]): Snapshot => {
      const tasks = snapshot.tasks.slice(0, most.tasks).map((task, index): Task => {
        const { isFetched, isBrought, fetchedOff, broughtOff } = gatherings[index]!;
        const { pickup, dropoff } = task;
        return {
          ...task,
          ...(pickup && isFetched && { pickup: { ...pickup, at: near(CANTEEN, fetchedOff) } }),
          dropoff: isBrought ? { ...dropoff, at: near(HOUSE, broughtOff) } : dropoff,
        };
      });
      const riders = snapshot.riders.slice(0, most.riders).map(fetching);
      const town = { ...snapshot, tasks, riders };
      return isAlike ? alike(town) : town;
    });

/** The rider with the last of what is promised to be fetched in the canteen. */
function fetching(rider: Rider): Rider {
  const last = rider.route.findLastIndex(({ kind }) => kind === 'PICKUP');
  return {
    ...rider,
    route: rider.route.map((stop, index) => (index === last ? { ...stop, at: CANTEEN } : stop)),
  };
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
