import { modes } from '../geo/road-classes.ts';
import { Inspection, isWithin, nameOf, type Problem, type Unproven } from './invalid.ts';
import { inspectRoute } from './inspecting-route.ts';
import type { Rider } from './model.ts';
import { inspectPoint } from './visit.ts';

type Required = 'id' | 'at' | 'positionAt';

/** What must be said of a rider; everything else has a plain default. */
export type RiderDraft = Pick<Rider, Required> & Partial<Omit<Rider, Required>>;

const E_BIKE_MPS = 5;
const SLOWEST_MPS = 0.01;
const FASTEST_MPS = 1000;
/** Nobody declines more surely: the odds of that stay below a hundred thousand to one. */
const MOST_DECLINING = 0.99999;
/** What is credited is divided by the minutes on duty: fewer than this are too few for that. */
const LEAST_MINUTES = 1e-100;

/** Those made here: they are not inspected twice. */
const proven = new WeakSet<object>();

/** A rider the engine can reason about; throws `InvalidModel` naming every problem of the draft. */
export function makeRider(draft: RiderDraft): Rider {
  const found = new Inspection('rider');
  found.record('', draft);
  found.conclude();
  const rider: Rider = {
    speedMps: E_BIKE_MPS,
    capacity: 4,
    load: 0,
    skills: [],
    trustLevel: 1,
    duty: 'ON',
    availableAt: draft.positionAt,
    route: [],
    frozenStops: 0,
    gridIds: [],
    declinedTaskIds: [],
    offersToday: 0,
    creditedMinutes: 0,
    availableMinutes: 0,
    declineProbability: 0,
    ...draft,
  };
  for (const problem of problemsOfRider(rider)) found.problems.push(problem);
  found.conclude();
  proven.add(rider);
  return rider;
}

/** Whatever is wrong with what claims to be a rider. */
export function problemsOfRider(rider: Unproven<Rider>): readonly Problem[] {
  if (proven.has(rider)) return [];
  const found = new Inspection(`rider ${nameOf(rider.id)}`);
  found.id('id', rider.id);
  inspectPoint(found, 'at', rider.at);
  for (const field of ['positionAt', 'availableAt'] as const) found.time(field, rider[field]);
  for (const field of ['dutyEndsAt', 'workingSince'] as const)
    found.ifSaid(field, rider[field], 'time');
  for (const field of ['capacity', 'load', 'trustLevel', 'offersToday'] as const)
    found.count(field, rider[field]);
  for (const field of ['creditedMinutes', 'availableMinutes'] as const)
    found.amount(field, rider[field]);
  found.ifSaid('workedTodayMs', rider.workedTodayMs, 'amount');
  found.ifSaid('daysInARow', rider.daysInARow, 'count');
  found.ifSaid('pendingTaskId', rider.pendingTaskId, 'id');
  found.oneOf('duty', rider.duty, ['ON', 'BREAK', 'OFF']);
  if (rider.mode !== undefined) found.oneOf('mode', rider.mode, modes);
  for (const field of ['skills', 'gridIds', 'declinedTaskIds'] as const)
    found.ids(field, rider[field]);
  inspectShares(found, rider);
  inspectRoute(found, rider);
  return found.problems;
}

function inspectShares(found: Inspection, rider: Unproven<Rider>): void {
  const { speedMps, declineProbability, availableMinutes: minutes } = rider;
  found.require(isWithin(speedMps, [SLOWEST_MPS, FASTEST_MPS]), 'speedMps', {
    zh: '速度应为每秒 1 厘米到 1 千米',
    en: 'must be 1 cm to 1 km a second',
  });
  found.require(isWithin(declineProbability, [0, MOST_DECLINING]), 'declineProbability', {
    zh: `应为 0 到 ${MOST_DECLINING}`,
    en: `must be 0 to ${MOST_DECLINING}`,
  });
  const isTooLittle = typeof minutes === 'number' && minutes > 0 && minutes < LEAST_MINUTES;
  found.require(!isTooLittle, 'availableMinutes', {
    zh: '非零时长过短',
    en: 'is too little to be more than nothing',
  });
}
