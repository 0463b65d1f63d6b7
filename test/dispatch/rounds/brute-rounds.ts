import type { RoundInput } from '../../../src/dispatch/rounds/problem.ts';

/** How good an answer is: unplanned jobs, then vehicles, then length. */
export type Worth = readonly [number, number, number];

/** The best of all answers, by trying every one. */
export function bestOfAll(input: RoundInput): Worth {
  const { jobs, vehicles } = input;
  const cheapest = vehicles.map(
    (_, vehicle) =>
      new Map(subsetsOf(jobs.length).map((set) => [set, shortest(input, vehicle, set)])),
  );
  let best: Worth = [Infinity, Infinity, Infinity];
  const assign = (vehicle: number, left: number, worth: Worth) => {
    if (vehicle === vehicles.length) {
      const whole: Worth = [count(left), worth[1], worth[2]];
      if (isBetter(whole, best)) best = whole;
      return;
    }
    for (const set of subsetsOf(jobs.length)) {
      if ((set & left) !== set) continue;
      const length = set === 0 ? 0 : cheapest[vehicle]!.get(set)!;
      if (length === Infinity) continue;
      assign(vehicle + 1, left & ~set, [0, worth[1] + Number(set !== 0), worth[2] + length]);
    }
  };
  assign(0, 2 ** jobs.length - 1, [0, 0, 0]);
  return best;
}

export const isBetter = (one: Worth, other: Worth): boolean => {
  const at = one.findIndex((value, index) => Math.abs(value - other[index]!) > 1e-6);
  return at >= 0 && one[at]! < other[at]!;
};

const subsetsOf = (jobs: number) => Array.from({ length: 2 ** jobs }, (_, set) => set);
const count = (set: number): number => (set === 0 ? 0 : (set & 1) + count(set >> 1));

/** The shortest order in which one vehicle can do exactly these jobs. */
function shortest({ jobs, vehicles, leg, allows }: RoundInput, vehicle: number, set: number) {
  const { beginsAt, endsAt, capacity, pace } = vehicles[vehicle]!;
  const wanted = [...jobs.keys()].filter((job) => (set >> job) & 1);
  if (wanted.some((job) => !allows(job, vehicle))) return Infinity;
  const start = 2 * (jobs.length + vehicle);
  let best = Infinity;
  const go = (
    at: { node: number; time: number; load: number; length: number },
    todo: readonly number[],
  ) => {
    if (todo.length === 0) {
      const home = leg(at.node, start + 1, pace);
      if (at.time + home <= endsAt + 1e-9) best = Math.min(best, at.length + home);
      return;
    }
    for (const node of todo) {
      const job = jobs[node >> 1]!;
      const isPickup = node % 2 === 0;
      const visit = isPickup ? job.pickup : job.dropoff;
      const way = leg(at.node, node, pace);
      const time = at.time + way;
      const load = at.load + (isPickup ? job.units : -job.units);
      if (time > visit.closesAt + 1e-9 || load > capacity) continue;
      const rest = todo.filter((other) => other !== node);
      const next = {
        node,
        time: Math.max(time, visit.opensAt) + visit.service,
        load,
        length: at.length + way,
      };
      go(next, isPickup ? [...rest, node + 1] : rest);
    }
  };
  go(
    { node: start, time: beginsAt, load: 0, length: 0 },
    wanted.map((job) => 2 * job),
  );
  return best;
}
