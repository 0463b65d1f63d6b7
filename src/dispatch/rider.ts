import { Inspection } from './invalid.ts';
import type { Rider, Stop } from './model.ts';
import { inspectPoint, inspectVisit } from './visit.ts';

type Required = 'id' | 'at' | 'positionAt';

/** What must be said of a rider; everything else has a plain default. */
export type RiderDraft = Pick<Rider, Required> & Partial<Omit<Rider, Required>>;

const E_BIKE_MPS = 5;
const SLOWEST_MPS = 0.01;
const FASTEST_MPS = 1000;

/** A rider the engine can reason about; throws `InvalidModel` naming every problem of the draft. */
export function makeRider(draft: RiderDraft): Rider {
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
  inspect(rider);
  return rider;
}

function inspect(rider: Rider): void {
  const found = new Inspection(`rider ${rider.id}`);
  found.id('id', rider.id);
  inspectPoint(found, 'at', rider.at);
  for (const field of ['positionAt', 'dutyEndsAt', 'workingSince', 'availableAt'] as const)
    found.time(field, rider[field]);
  for (const field of ['capacity', 'load', 'trustLevel', 'offersToday'] as const)
    found.amount(field, rider[field]);
  for (const field of ['creditedMinutes', 'availableMinutes'] as const)
    found.amount(field, rider[field]);
  for (const field of ['workedTodayMs', 'daysInARow'] as const)
    found.amount(field, rider[field] ?? 0);
  const { speedMps, declineProbability: decline, frozenStops: frozen } = rider;
  found.require(speedMps >= SLOWEST_MPS && speedMps <= FASTEST_MPS, 'speedMps', {
    zh: '速度应为每秒 1 厘米到 1 千米',
    en: 'must be 1 cm to 1 km a second',
  });
  found.require(decline >= 0 && decline < 1, 'declineProbability', {
    zh: '应不小于 0 且小于 1',
    en: 'must be 0 up to but not 1',
  });
  found.require(
    Number.isInteger(frozen) && frozen >= 0 && frozen <= rider.route.length,
    'frozenStops',
    { zh: '超出路线长度', en: 'must be within the route' },
  );
  inspectRoute(found, rider);
  found.conclude();
}

function inspectRoute(found: Inspection, { route, load, capacity }: Rider): void {
  found.unique(
    'route',
    route.map(({ id }) => id),
  );
  let onBoard = load;
  let fits = load <= capacity;
  for (const [index, stop] of route.entries()) {
    inspectStop(found, index, stop);
    onBoard += stop.loadChange;
    fits &&= onBoard >= 0 && onBoard <= capacity;
  }
  found.require(fits, 'load', {
    zh: '沿途载量超出车容或为负',
    en: 'the load along the route leaves 0 to capacity',
  });
  const dropped = new Set<string>();
  for (const { kind, taskId } of route) {
    if (taskId === undefined) continue;
    if (kind === 'DROPOFF') dropped.add(taskId);
    found.require(kind !== 'PICKUP' || !dropped.has(taskId), 'route', {
      zh: '先送后取',
      en: 'a drop-off comes before its pickup',
    });
  }
}

function inspectStop(found: Inspection, index: number, stop: Stop): void {
  const field = `route[${index}]`;
  found.id(`${field}.id`, stop.id);
  inspectVisit(found, field, stop);
  for (const name of ['notBefore', 'dueAt', 'latestAt'] as const)
    found.time(`${field}.${name}`, stop[name]);
  found.inOrder(`${field}.dueAt`, [stop.notBefore, stop.dueAt]);
  found.inOrder(`${field}.latestAt`, [stop.dueAt, stop.latestAt]);
  found.require(Number.isFinite(stop.loadChange), `${field}.loadChange`, {
    zh: '不是数',
    en: 'is no number',
  });
}
