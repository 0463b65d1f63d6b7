import { distance } from '../../geo/point.ts';
import { riderTerms, sumOf, wayTerms } from '../cost.ts';
import type { Assessment } from '../assessment.ts';
import type { Candidate, Proposal, Stop, Task, Together } from '../model.ts';
import { earliestOf, stopsOf, walk } from '../route.ts';
import type { Scene } from '../scene.ts';
import type { Next } from './departure.ts';

/** Asks one rider for all that is new in the next group. */
export function proposalOf(next: Next, scene: Scene): Proposal {
  return { taskIds: next.tasks.map(({ id }) => id), asked: [candidateOf(next, scene)] };
}

/** What it brings that one rider is asked for all of it; undefined for one task alone. */
export function togetherOf(
  { taskIds, asked }: Proposal,
  known: readonly Assessment[],
): Together | undefined {
  const [{ riderId, costMinutes }] = asked as readonly [Candidate];
  if (taskIds.length < 2) return undefined;
  const alone = known.flatMap(
    ({ candidates }) => candidates.find((one) => one.riderId === riderId)?.costMinutes ?? [],
  );
  const sum = Math.round(alone.reduce((total, minutes) => total + minutes, 0) * 1000) / 1000;
  const isWhole = alone.length === taskIds.length;
  return { taskIds, costMinutes, ...(isWhole && { aloneMinutes: sum + 0 }) };
}

function candidateOf(next: Next, scene: Scene): Candidate {
  const { rider } = next.tour.member;
  const { tasks } = next;
  const stops = wayOf(next);
  const schedule = walk(rider, stops, scene);
  const present = scene.present(rider);
  const beginOf = (id: string) => schedule.begins[stops.findIndex((stop) => stop.id === id)]!;
  const doors = tasks.map(({ id }) => beginOf(`${id}/dropoff`));
  const waitedMs = tasks.reduce(
    (sum, task, index) => sum + Math.max(0, doors[index]! - Math.max(scene.now, earliestOf(task))),
    0,
  );
  const terms = {
    ...wayTerms({ schedule, present, waitedMs }, scene),
    ...suitability(next, scene),
  };
  const first = tasks[0]!;
  const start = next.tour.member.head.length
    ? rider.route.length - 2 * next.tour.member.head.length
    : rider.route.length;
  return {
    riderId: rider.id,
    costMinutes: sumOf(terms),
    terms,
    ...(first.pickup && { pickupAt: beginOf(`${first.id}/pickup`) }),
    arriveAt: doors[0]!,
    ...(doors.length > 1 && { doorsAt: doors }),
    addedMs: schedule.endsAt - present.endsAt,
    distanceM: Math.round(distance(rider.at, (first.pickup ?? first.dropoff).at)),
    insertion: { ...(first.pickup && { pickup: start }), dropoff: rider.route.length },
    way: stops.map(({ id }) => id),
  };
}

function suitability({ tasks, tour }: Next, scene: Scene) {
  const all = tasks.map((task) => riderTerms(task, tour.member.rider, scene));
  const total = (term: keyof (typeof all)[number]) =>
    Math.round(all.reduce((sum, terms) => sum + terms[term], 0) * 1000) / 1000 + 0;
  return {
    decline: total('decline'),
    fairness: total('fairness'),
    continuity: total('continuity'),
    territory: total('territory'),
  };
}

/** The route with the new stops: fetched place after place, with what is promised there first, doors in the order of the group. */
function wayOf({ tour, group, tasks }: Next): Stop[] {
  const { route } = tour.member.rider;
  const heads = tour.member.head.length;
  const kept = route.slice(0, route.length - heads);
  const promised = new Map(route.slice(route.length - heads).map((stop) => [stop.taskId, stop]));
  const added = new Map(tasks.map((task: Task) => [task.id, stopsOf(task)]));
  return [
    ...kept,
    ...byPlace(
      kept.slice(kept.length - heads),
      [...added.values()].flatMap((stops) => (stops.length > 1 ? [stops[0]!] : [])),
    ),
    ...group.map(({ taskId }) => (added.get(taskId)?.at(-1) ?? promised.get(taskId))!),
  ];
}

/** Pickups in order, those at the place of what is promised first, and those at one place together. */
function byPlace(promised: readonly Stop[], pickups: readonly Stop[]): Stop[] {
  const places = Map.groupBy([...promised, ...pickups], ({ at }) => at.join());
  return [...places.values()].flat().slice(promised.length);
}
