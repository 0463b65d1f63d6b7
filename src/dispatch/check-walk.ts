import type { LngLat } from '../geo/point.ts';
import type { Pair } from './check-offer.ts';
import type { Ground } from './check.ts';
import type { Rider } from './model.ts';

/** One visit of the way as the plan proposes it. */
interface Step {
  readonly at: readonly [number, number];
  readonly what: 'PICKUP' | 'DOOR' | 'PROMISED' | 'PROMISED_PICKUP';
  readonly approachSeconds: number;
  readonly serviceSeconds: number;
  readonly notBefore: number;
  readonly load: number;
  /** Position in the present route; -1 for the new task. */
  readonly stop: number;
}

/** The laws that the way breaks when the rider takes the task at the place the plan says. */
export function walkLaws(pair: Pair, ground: Ground): string[] {
  const { task, rider, candidate, snapshot } = pair;
  const { pickup = -1, dropoff } = candidate.insertion;
  const first = task.pickup ? pickup : dropoff;
  if (!!task.pickup !== pickup >= 0 || first > dropoff)
    return ['does not pick up before dropping off'];
  if (first < rider.frozenStops || dropoff > rider.route.length)
    return ['is sent another way than the route allows'];

  const steps = newWay(pair);
  const times = clock(rider, steps, { ...ground, now: snapshot.now });
  const old = clock(rider, presentWay(rider), { ...ground, now: snapshot.now });
  const door = times.starts[steps.findIndex(({ what }) => what === 'DOOR')]!;
  const collected = times.starts[steps.findIndex(({ what }) => what === 'PICKUP')];
  const grace = ground.policy.lateGraceMs;
  const latest = task.latestAt ?? Math.max(snapshot.now, task.dueAt) + grace;
  const broken: string[] = Number.isFinite(times.end) ? [] : ['never arrives'];
  const law = (holds: boolean, sentence: string) => void (holds || broken.push(sentence));
  law(same(door, candidate.arriveAt), 'arrives by magic');
  law(same(collected ?? 0, candidate.pickupAt ?? 0), 'picks up by magic');
  law(same(times.end - old.end, candidate.addedMs), 'is longer or shorter on the way than said');
  law(door <= latest, 'comes too late');
  law(candidate.arriveAt >= task.windowStart, 'comes before the window');
  law((candidate.pickupAt ?? task.readyAt) >= task.readyAt, 'picks up before it is ready');
  law((collected ?? door) <= (rider.dutyEndsAt ?? Infinity), 'begins after going off duty');
  law(
    heaviest(rider, steps, task.pickup ? 0 : task.load) <= rider.capacity,
    'is overloaded on the way',
  );
  for (const [index, { stop, what }] of steps.entries()) {
    if (stop < 0) continue;
    const { latestAt, dueAt } = rider.route[stop]!;
    const promised = latestAt ?? (what === 'PROMISED_PICKUP' ? Infinity : dueAt + grace);
    law(times.starts[index]! <= Math.max(promised, old.starts[stop]!), 'breaks an earlier promise');
  }
  return broken;
}

const presentWay = ({ route }: Rider): Step[] =>
  route.map((stop, index) => ({
    at: stop.at,
    what: stop.kind === 'PICKUP' ? 'PROMISED_PICKUP' : 'PROMISED',
    approachSeconds: stop.approachSeconds,
    serviceSeconds: stop.serviceSeconds,
    notBefore: stop.notBefore,
    load: stop.loadChange,
    stop: index,
  }));

function newWay({ task, rider, candidate }: Pair): Step[] {
  const steps: Step[] = [];
  for (const [index, step] of [...presentWay(rider), undefined].entries()) {
    if (task.pickup && candidate.insertion.pickup === index)
      steps.push({
        at: task.pickup.at,
        what: 'PICKUP',
        approachSeconds: task.pickup.approachSeconds,
        serviceSeconds: task.pickup.serviceSeconds,
        notBefore: task.readyAt,
        load: task.load,
        stop: -1,
      });
    if (candidate.insertion.dropoff === index)
      steps.push({
        at: task.dropoff.at,
        what: 'DOOR',
        approachSeconds: task.dropoff.approachSeconds,
        serviceSeconds: task.dropoff.serviceSeconds,
        notBefore: task.windowStart,
        load: -task.load,
        stop: -1,
      });
    if (step) steps.push(step);
  }
  return steps;
}

function clock(rider: Rider, steps: readonly Step[], { now, travel }: Ground & { now: number }) {
  const starts: number[] = [];
  let [time, here] = [Math.max(rider.availableAt, now), rider.at];
  for (const [index, step] of steps.entries()) {
    const { at, approachSeconds, serviceSeconds, notBefore } = step;
    const last = steps[index - 1];
    if (last && isPickup(last) && isPickup(step) && isSame(last.at, at)) {
      // Handed over together with what was fetched here just before.
      starts.push(Math.max(starts.at(-1)!, notBefore));
      time = Math.max(time, starts.at(-1)! + Math.round(1000 * serviceSeconds));
      continue;
    }
    const reached = time + Math.round(1000 * (travel(here, at, rider) + approachSeconds));
    starts.push(reached < notBefore ? notBefore : reached);
    time = starts.at(-1)! + Math.round(1000 * serviceSeconds);
    here = at;
  }
  return { starts, end: time };
}

const isPickup = ({ what }: Step) => what === 'PICKUP' || what === 'PROMISED_PICKUP';

function heaviest(rider: Rider, steps: readonly Step[], carried: number): number {
  let most = rider.load + carried;
  let load = most;
  for (const step of steps) {
    load += step.load;
    if (load > most) most = load;
  }
  return most;
}

/** Equal to the millisecond. */
const same = (a: number, b: number) => Math.abs(a - b) < 1;

const isSame = ([a, b]: LngLat, [c, d]: LngLat): boolean => a === c && b === d;
