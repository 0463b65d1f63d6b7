import { createRequire } from 'node:module';
import { assign } from '../src/dispatch/assignment.ts';
import { chance } from './town.ts';

const load = createRequire(import.meta.url);

type Matrix = number[][];
type Solve = (costs: Matrix) => number;

const sumOf = (costs: Matrix, pairs: Iterable<readonly [number, number]>) => {
  let sum = 0;
  for (const [row, column] of pairs) sum += costs[row]![column]!;
  return sum;
};

/** Each is given what it takes: the others rows of numbers, ours the same as a list of edges. */
function oursOf(costs: Matrix): Solve {
  const size = costs.length;
  const problem = {
    rows: size,
    columnCount: size,
    starts: Int32Array.from({ length: size + 1 }, (_, row) => row * size),
    columns: Int32Array.from({ length: size * size }, (_, edge) => edge % size),
    costs: Float64Array.from(costs.flat()),
    idleCosts: new Float64Array(size).fill(1e12),
  };
  return () => sumOf(costs, assign(problem).columnOf.entries());
}

const munkresOf = (): Solve => {
  const { munkres } = load('munkres') as { munkres: (costs: Matrix) => [number, number][] };
  return (costs) => sumOf(costs, munkres(costs));
};

interface Lsa {
  readonly rowAssignments: ArrayLike<number>;
}

const lsaOf = async (): Promise<Solve> => {
  const name = 'linear-sum-assignment';
  const module = (await import(name)) as {
    linearSumAssignment: (costs: Matrix, options: { maximaze: boolean }) => Lsa;
  };
  return (costs) => {
    const { rowAssignments } = module.linearSumAssignment(costs, { maximaze: false });
    return sumOf(costs, Array.from(rowAssignments).entries());
  };
};

/** The assignment alone beside two packages: milliseconds of the processor, the median, all costs equal. */
export async function compareAssignments() {
  const peers = { munkres: munkresOf(), lsa: await lsaOf() };
  return [20, 80, 200, 500, 1000].map((size) => {
    const next = chance(size);
    const costs = Array.from({ length: size }, () =>
      Array.from({ length: size }, () => Math.floor(next() * 60_000)),
    );
    const times = Object.entries({ ours: oursOf(costs), ...peers }).map(([name, solve]) => {
      // Often enough that the compiler has seen the code of each.
      const runs = size <= 200 ? 101 : 9;
      const found = Array.from({ length: runs }, () => {
        const start = process.cpuUsage();
        const cost = solve(costs);
        const { user, system } = process.cpuUsage(start);
        return { cost, ms: (user + system) / 1000 };
      }).toSorted((a, b) => a.ms - b.ms);
      return { name, ...found[Math.floor(runs / 2)]! };
    });
    const [own, munkres, lsa] = times;
    return {
      size,
      oursMs: own!.ms,
      munkresMs: munkres!.ms,
      lsaMs: lsa!.ms,
      sameCost: times.every(({ cost }) => cost === own!.cost),
      fasterThanMunkres: Number((munkres!.ms / own!.ms).toFixed(1)),
      fasterThanLsa: Number((lsa!.ms / own!.ms).toFixed(1)),
    };
  });
}
