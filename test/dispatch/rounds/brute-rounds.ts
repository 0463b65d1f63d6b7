import type { RoundInput } from '../../../src/dispatch/rounds/problem.ts';

/** How good an answer is: unplanned jobs, then vehicles, then length. */
export type Worth = readonly [number, number, number];

/**
 * The best of all answers: every job to every vehicle or to none, every order of visits. Held and Karp's dynamic programming over sets of
 * visits, each after each: of ways that end at the same visit only those are dropped that are neither sooner nor shorter.
 */
export function bestOfAll(input: RoundInput): Worth {
  const all = 2 ** input.jobs.length - 1;
  // Of each set of jobs the best that the vehicles seen so far can do with it.
  let best = new Map<number, Worth>([[0, [0, 0, 0]]]);
  for (const vehicle of input.vehicles.keys()) {
    const next = new Map(best);
    for (const [set, length] of shortestWays(input, vehicle))
      for (const [done, [, vehicles, before]] of best) {
        if ((done & set) !== 0) continue;
        const worth: Worth = [0, vehicles + 1, before + length];
        const known = next.get(done | set);
        if (!known || isBetter(worth, known)) next.set(done | set, worth);
      }
    best = next;
  }
  return [...best]
    .map(([done, [, vehicles, length]]): Worth => [count(all & ~done), vehicles, length])
    .reduce((one, other) => (isBetter(other, one) ? other : one));
}

export const isBetter = (one: Worth, other: Worth): boolean => {
  const at = one.findIndex((value, index) => Math.abs(value - other[index]!) > 1e-6);
  return at >= 0 && one[at]! < other[at]!;
};

const count = (set: number): number => (set === 0 ? 0 : (set & 1) + count(set >> 1));

/** A way to a visit: when it may go on from there, how long it was. */
interface Way {
  readonly time: number;
  readonly length: number;
}

/** Of each set of jobs one vehicle can do, with its work begun and ended at home, the length of the shortest way. */
function shortestWays(input: RoundInput, vehicle: number): Map<number, number> {
  const { jobs, vehicles, leg, allows } = input;
  const { beginsAt, endsAt, capacity, inAll = Infinity, pace } = vehicles[vehicle]!;
  const start = 2 * (jobs.length + vehicle);
  const mine = [...jobs.keys()].filter((job) => allows(job, vehicle));
  const shortest = new Map<number, number>();
  // By what is fetched and what is brought: the ways that end at each visit.
  const ways = new Map<string, Map<number, Way[]>>([
    ['0 0', new Map([[start, [{ time: beginsAt, length: 0 }]]])],
  ]);
  for (const [state, ends] of ways) {
    const [fetched, brought] = state.split(' ').map(Number) as [number, number];
    const onBoard = unitsOf(jobs, fetched & ~brought);
    for (const job of mine) {
      const bit = 1 << job;
      const isPickup = (fetched & bit) === 0;
      if ((brought & bit) !== 0) continue;
      const { units, pickup, dropoff } = jobs[job]!;
      if (isPickup && (onBoard + units > capacity || unitsOf(jobs, fetched) + units > inAll))
        continue;
      const { opensAt, closesAt, service } = isPickup ? pickup : dropoff;
      const node = 2 * job + Number(!isPickup);
      const after = isPickup ? `${fetched | bit} ${brought}` : `${fetched} ${brought | bit}`;
      for (const [from, list] of ends)
        for (const { time, length } of list) {
          const way = leg(from, node, pace);
          if (time + way > closesAt + 1e-9) continue;
          const there = { time: Math.max(time + way, opensAt) + service, length: length + way };
          keep(ways, after, [node, there]);
        }
    }
    if (fetched !== brought || fetched === 0) continue;
    for (const [from, list] of ends)
      for (const { time, length } of list) {
        const home = leg(from, start + 1, pace);
        if (time + home > endsAt + 1e-9) continue;
        shortest.set(fetched, Math.min(shortest.get(fetched) ?? Infinity, length + home));
      }
  }
  return shortest;
}

const unitsOf = (jobs: RoundInput['jobs'], set: number) =>
  jobs.reduce((sum, { units }, job) => sum + ((set >> job) & 1) * units, 0);

/** Keeps a way unless another to the same visit is as soon and as short; a map gives what is added while it is read. */
function keep(
  ways: Map<string, Map<number, Way[]>>,
  state: string,
  [node, way]: readonly [number, Way],
): void {
  const ends = ways.get(state) ?? new Map<number, Way[]>();
  ways.set(state, ends);
  const list = ends.get(node) ?? [];
  if (list.some(({ time, length }) => time <= way.time && length <= way.length)) return;
  ends.set(node, [
    ...list.filter(({ time, length }) => time < way.time || length < way.length),
    way,
  ]);
}
