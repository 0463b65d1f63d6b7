import { type Inspection, isRecord, isWithin, MOST, type Unproven } from './invalid.ts';
import type { Rider, Stop } from './model.ts';
import { inspectVisit } from './visit.ts';

type Unknown = Readonly<Record<string, unknown>>;

/** What must hold of the stops a rider has ahead, one by one and in their order. */
export function inspectRoute(found: Inspection, rider: Unproven<Rider>): void {
  const { route, frozenStops } = rider;
  if (!found.list('route', route)) return;
  found.require(
    Number.isInteger(frozenStops) && isWithin(frozenStops, [0, route.length]),
    'frozenStops',
    { zh: '超出路线长度', en: 'must be within the route' },
  );
  for (const [index, stop] of route.entries()) inspectStop(found, index, stop);
  const stops = route.filter(isRecord);
  found.unique(
    'route',
    stops.map(({ id }) => id),
  );
  inspectLoads(found, stops, rider);
  inspectCourse(found, stops);
}

function inspectStop(found: Inspection, index: number, stop: unknown): void {
  const field = `route[${index}]`;
  inspectVisit(found, field, stop);
  if (!isRecord(stop)) return;
  const { kind, taskId, notBefore, dueAt, latestAt, loadChange }: Unproven<Stop> = stop;
  found.id(`${field}.id`, stop.id);
  found.oneOf(`${field}.kind`, kind, ['PICKUP', 'DROPOFF', 'OWN']);
  if (kind === 'OWN') found.ifSaid(`${field}.taskId`, taskId, 'id');
  else found.id(`${field}.taskId`, taskId);
  found.time(`${field}.notBefore`, notBefore);
  found.time(`${field}.dueAt`, dueAt);
  found.ifSaid(`${field}.latestAt`, latestAt, 'time');
  found.inOrder(`${field}.dueAt`, [notBefore, dueAt]);
  found.inOrder(`${field}.latestAt`, [dueAt, latestAt]);
  const least = kind === 'PICKUP' ? 0 : -MOST;
  const most = kind === 'DROPOFF' ? 0 : MOST;
  found.require(
    Number.isInteger(loadChange) && isWithin(loadChange, [least, most]),
    `${field}.loadChange`,
    {
      zh: '应为整数：取件不小于零，送达不大于零',
      en: 'must be a whole number, of a pickup at least zero, of a drop-off at most zero',
    },
  );
}

function inspectLoads(found: Inspection, stops: readonly Unknown[], rider: Unproven<Rider>): void {
  const { load, capacity } = rider;
  // What is no number is named already, and leaves nothing to add up.
  if (typeof load !== 'number' || typeof capacity !== 'number') return;
  let onBoard = load;
  let fits = load <= capacity;
  for (const { loadChange } of stops) {
    if (typeof loadChange !== 'number') return;
    onBoard += loadChange;
    fits &&= onBoard >= 0 && onBoard <= capacity;
  }
  found.require(fits, 'load', {
    zh: '沿途载量超出车容或为负',
    en: 'the load along the route leaves 0 to capacity',
  });
}

/** A task is fetched once and handed over once, in this order, all of it. */
function inspectCourse(found: Inspection, stops: readonly Unknown[]): void {
  const fetched = new Map<unknown, unknown>();
  const dropped = new Set<unknown>();
  for (const { kind, taskId, loadChange } of stops) {
    if (taskId === undefined || (kind !== 'PICKUP' && kind !== 'DROPOFF')) continue;
    const before: { has(taskId: unknown): boolean } = kind === 'PICKUP' ? fetched : dropped;
    found.require(!before.has(taskId), 'route', {
      zh: '同一任务取送两次',
      en: 'a task is picked up or dropped off twice',
    });
    found.require(kind !== 'PICKUP' || !dropped.has(taskId), 'route', {
      zh: '先送后取',
      en: 'a drop-off comes before its pickup',
    });
    if (kind === 'PICKUP') fetched.set(taskId, loadChange);
    else dropped.add(taskId);
    const taken = kind === 'DROPOFF' ? fetched.get(taskId) : undefined;
    if (typeof taken === 'number' && typeof loadChange === 'number')
      found.require(taken + loadChange === 0, 'route', {
        zh: '送达数量与取件不符',
        en: 'a drop-off hands over more or less than was picked up',
      });
  }
}
