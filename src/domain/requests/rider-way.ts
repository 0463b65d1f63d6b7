import type { Rider, Stop } from '../../dispatch/model.ts';
import { defaultPolicy } from '../../dispatch/policy.ts';
import { stopsOf } from '../../dispatch/route.ts';
import { makeTask } from '../../dispatch/task.ts';
import { soonestFirst } from '../../geo/soonest-first.ts';
import type { RiderRow } from './riders-sql.ts';
import { roundOf } from './round.ts';
import { modeOf, speedOf } from './rules.ts';
import type { TaskRow } from './snapshot-sql.ts';

/** What is past due stays worth doing until somebody closes it, therefore it has no latest instant of its own. */
export const taskDraft = ({
  serviceSeconds,
  pickupSeconds,
  pickup,
  dropoff,
  ...task
}: TaskRow) => ({
  ...task,
  dropoff: { at: dropoff, serviceSeconds },
  ...(pickup ? { pickup: { at: pickup, serviceSeconds: pickupSeconds } } : { pickup: undefined }),
});

const onBoardStates: ReadonlySet<string> = new Set(['PICKED_UP', 'AT_DOOR', 'RETURNING']);

/** What is brought back ends where it was fetched. */
const aheadOf = (state: string, task: TaskRow): TaskRow =>
  state === 'RETURNING' && task.pickup ? { ...task, dropoff: task.pickup } : task;

/** What is said of a rider's way: where they are, what they do and what is their own. */
export type WayRow = Pick<RiderRow, 'lng' | 'lat' | 'vehicle' | 'work' | 'own' | 'way'>;

/**
 * The way a rider is taken to go: where from, how fast, with what on board, and the stops ahead in the order that was planned;
 * of what was not, what can be begun soonest. Where the rider stands already comes first, and nothing before it.
 */
export function wayOf(
  row: WayRow,
  now: number,
): Pick<Rider, 'at' | 'load' | 'speedMps' | 'mode' | 'route' | 'frozenStops'> {
  const at = [row.lng, row.lat] as const;
  const work = (row.work ?? []).map(({ state, task }) => ({
    onBoard: onBoardStates.has(state) || !task.pickup,
    begun: state === 'AT_PICKUP' || state === 'AT_DOOR' ? 1 : 0,
    task: makeTask({ ...taskDraft(aheadOf(state, task)), gridId: 'on the way' }),
  }));
  const load = work.reduce((sum, { onBoard, task }) => sum + (onBoard ? task.load : 0), 0);
  const tasks = work.map(({ onBoard, begun, task }) => {
    const stops = stopsOf(task).filter(({ kind }) => kind === 'DROPOFF' || !onBoard);
    return { here: stops.slice(0, begun), ahead: stops.slice(begun) };
  });
  const here = tasks.flatMap((task) => task.here);
  const round = roundOf(row.own ?? [], now);
  const speedMps = speedOf(row.vehicle);
  const traveller = { at, now, mps: speedMps / defaultPolicy.detourFactor };
  const orders = [...tasks.map((task) => task.ahead), round.soon];
  const ahead = soonestFirst(traveller, [...orders, asPlanned(orders.flat(), row.way ?? [])]);
  return {
    at,
    load,
    speedMps,
    mode: modeOf(row.vehicle),
    route: [...here, ...ahead, ...round.later],
    frozenStops: here.length,
  };
}

/** Those of the stops that were planned, in that order. */
function asPlanned(stops: readonly Stop[], way: readonly string[]): Stop[] {
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  return way.flatMap((id) => byId.get(id) ?? []);
}
