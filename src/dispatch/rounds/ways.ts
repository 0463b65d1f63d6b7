import type { LngLat } from '../../geo/point.ts';
import type { Rider, Task, Visit } from '../model.ts';
import { limitOf, walk } from '../route.ts';
import type { Scene } from '../scene.ts';
import { travelAlike } from '../travel.ts';
import { type RoundInput, roundProblem, type RoundProblem } from './problem.ts';
import { isFree, ruleAgainst } from './eligibility.ts';

/** No round is planned further ahead than this. */
const HORIZON_MS = 24 * 3_600_000;

/** The last instant at which a round brings a task: as promised, unless that has passed already. */
export const bringsBy = (task: Task, scene: Scene): number =>
  task.latestAt ?? (task.dueAt > scene.now ? task.dueAt : limitOf(task, scene));

/** What still fits beside all that is promised; a rider's load counts from acceptance until delivery. */
export const roomOf = ({ capacity, load, route }: Rider): number =>
  route.reduce((room, { loadChange }) => room - Math.max(0, loadChange), capacity - load);

/** The street as the search of rounds sees it. Milliseconds; a round begins where and when all promised stops are done, and ends at its last door. */
export function problemOf(
  tasks: readonly Task[],
  riders: readonly Rider[],
  scene: Scene,
): RoundProblem {
  const paces = riders.map((rider) => riders.findIndex((one) => travelAlike(one, rider)));
  const starts = riders.map(({ at, route }) => route.at(-1)?.at ?? at);
  const shifts = riders.map((rider) => shiftOf(rider, scene));
  const input: RoundInput = {
    jobs: tasks.map((task) => jobOf(task, scene)),
    vehicles: riders.map((rider, index) => ({
      ...shifts[index]!,
      capacity: roomOf(rider),
      inAll: roomOf(rider),
      pace: paces[index]!,
    })),
    leg: (from, to, pace) => {
      const index = (to - 2 * tasks.length) >> 1;
      if (index >= 0 || isAtOwnDoor(tasks, from, to)) return 0;
      const start = starts[(from - 2 * tasks.length) >> 1];
      const origin = start ? { at: start } : visitAt(tasks, from);
      const way = (target: LngLat, approachSeconds: number) =>
        milliseconds(scene.travel(origin.at, target, riders[pace]!) + approachSeconds);
      const target = visitAt(tasks, to);
      if (!isFetch(tasks, to)) return way(target.at, target.approachSeconds);
      const handover = milliseconds(target.serviceSeconds);
      if (!start && isFetch(tasks, from) && samePlace(origin.at, target.at))
        return Math.max(0, handover - milliseconds(visitAt(tasks, from).serviceSeconds));
      return way(target.at, target.approachSeconds) + handover;
    },
    allows: (job, vehicle) =>
      isTimely(tasks[job]!, scene) &&
      isFree(tasks[job]!, scene) &&
      shifts[vehicle]!.beginsAt <= (riders[vehicle]!.dutyEndsAt ?? Infinity) &&
      !ruleAgainst(tasks[job]!, riders[vehicle]!, scene),
    kindOf: (vehicle) => vehicle,
  };
  return roundProblem(input);
}

/** What one fetches together is handed over together: therefore handing over is a part of the way to a pickup. */
function jobOf(task: Task, scene: Scene) {
  const handover = handoverOf(task);
  const latest = Math.max(bringsBy(task, scene), task.readyAt + handover, task.windowStart);
  return {
    units: task.load,
    pickup: { opensAt: task.readyAt + handover, closesAt: latest, service: 0 },
    dropoff: {
      opensAt: task.windowStart,
      closesAt: latest,
      service: milliseconds(task.dropoff.serviceSeconds),
    },
  };
}

/** What is ready only after it should have been brought cannot be done in time by anybody. */
const isTimely = (task: Task, scene: Scene) =>
  Math.max(task.readyAt + handoverOf(task), task.windowStart) <= bringsBy(task, scene);

const handoverOf = ({ pickup }: Task) => (pickup ? milliseconds(pickup.serviceSeconds) : 0);

/** From when all promised stops are done until the end of duty. */
function shiftOf(rider: Rider, scene: Scene) {
  const beginsAt = Math.max(scene.now, walk(rider, rider.route, scene).endsAt);
  return { beginsAt, endsAt: Math.max(beginsAt, rider.dutyEndsAt ?? scene.now + HORIZON_MS) };
}

const isFetch = (tasks: readonly Task[], node: number) =>
  node % 2 === 0 && tasks[node >> 1]?.pickup !== undefined;

/** From where something without a pickup is taken on to where it is brought there is no way. */
const isAtOwnDoor = (tasks: readonly Task[], from: number, to: number) =>
  from % 2 === 0 && to === from + 1 && !isFetch(tasks, from);

/** What has no pickup is taken on at its own door; that it is on board from the start is kept by what a rider takes on in all. */
function visitAt(tasks: readonly Task[], node: number): Visit {
  const { pickup, dropoff } = tasks[node >> 1]!;
  return (node % 2 === 0 && pickup) || dropoff;
}

const samePlace = (one: LngLat, other: LngLat) => one[0] === other[0] && one[1] === other[1];
const milliseconds = (seconds: number) => Math.round(seconds * 1000);
