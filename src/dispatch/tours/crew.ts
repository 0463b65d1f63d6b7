import { riderTerms } from '../cost.ts';
import type { Rider, Stop } from '../model.ts';
import { isOneHandover, promiseOf, walk } from '../route.ts';
import type { Scene } from '../scene.ts';
import { type Job, promisedJob } from './job.ts';
import type { Legs, Places } from './places.ts';

/** A rider as the search of tours sees it: where and when new work may begin, and what it would cost whom. */
export interface Member {
  readonly index: number;
  readonly rider: Rider;
  /** The grids of the street the rider stands in. */
  readonly gridIds: readonly string[];
  /** From here tours begin: behind everything promised, apart from `head`. */
  readonly place: number;
  readonly freeAt: number;
  /** The last promised group while it is still to be fetched: more may be fetched with it. */
  readonly head: readonly Job[];
  readonly offAt: number;
  /** Units that fit beside what is still on board where tours begin; when acceptance counts, beside everything promised. */
  readonly room: number;
  /** Units that can be on board from now on; what needs no pickup is. */
  readonly roomFromNow: number;
  readonly legs: Legs;
  /** What it costs in minutes that this rider does the job, apart from the way; `Infinity` when some rule forbids it. */
  suits(job: Job): number;
}

/** Riders who may be asked, ready for the search. */
export function crewOf(riders: readonly Rider[], places: Places, scene: Scene): Member[] {
  return riders.map((rider, index) => {
    const tail = openTail(rider);
    const before = tail ? rider.route.slice(0, tail.from) : rider.route;
    const { begins } = scene.present(rider);
    const promise = (stop: Stop) =>
      Math.max(promiseOf(stop, scene), begins[rider.route.indexOf(stop)]!);
    const known: number[] = [];
    return {
      index,
      rider,
      gridIds: rider.gridIds.filter(scene.knows),
      place: places.number(before.at(-1)?.at ?? rider.at),
      freeAt: walk(rider, before, scene).endsAt,
      head: (tail?.pairs ?? []).map(([pickup, dropoff]) =>
        promisedJob(pickup, { ...dropoff, latestAt: promise(dropoff) }, places),
      ),
      offAt: rider.dutyEndsAt ?? Infinity,
      ...roomsOf(rider, before, scene),
      legs: places.legsOf(rider),
      suits: (job) => (known[job.index] ??= suitability(job, rider, scene)),
    };
  });
}

function roomsOf(rider: Rider, before: readonly Stop[], { policy }: Scene) {
  let [load, heaviest] = [rider.load, rider.load];
  for (const { loadChange } of rider.route) heaviest = Math.max(heaviest, (load += loadChange));
  const left = before.reduce((sum, { loadChange }) => sum + loadChange, rider.load);
  const room = rider.capacity - (policy.loadCounts === 'FROM_ACCEPTANCE' ? promised(rider) : left);
  return { room, roomFromNow: Math.min(room, rider.capacity - heaviest) };
}

/** Units on board, and those still to be fetched. */
const promised = ({ load, route }: Rider) =>
  route.reduce((sum, { loadChange }) => sum + Math.max(0, loadChange), load);

function suitability({ task, rules }: Job, rider: Rider, scene: Scene): number {
  if (!task) return Infinity;
  for (const rule of rules) if (!rule.allows(task, rider, scene)) return Infinity;
  const { decline, fairness, continuity, territory } = riderTerms(task, rider, scene);
  return decline + fairness + continuity + territory;
}

/** The last stops of a route when they are pickups at one place and then exactly the drop-offs of those, none of which is settled. */
function openTail({ route, frozenStops }: Rider) {
  let end = route.length;
  while (end > 0 && route[end - 1]!.kind === 'DROPOFF') end--;
  let from = end;
  const last = route[end - 1];
  if (last) while (from > 0 && isOneHandover(route[from - 1]!, last)) from--;
  const pickups = route.slice(from, end);
  const dropoffs = route.slice(end);
  if (!pickups.length || pickups.length !== dropoffs.length) return undefined;
  const pairs = dropoffs.flatMap((dropoff): (readonly [Stop, Stop])[] => {
    const pickup = pickups.find(({ taskId }) => taskId === dropoff.taskId);
    return pickup ? [[pickup, dropoff]] : [];
  });
  return pairs.length === pickups.length && frozenStops <= end ? { from, pairs } : undefined;
}
