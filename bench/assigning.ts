import { createRequire } from 'node:module';
import { assign } from '../src/dispatch/assignment.ts';
import { chance } from './town.ts';

const load = createRequire(import.meta.url);

type Matrix = number[][];
/** The column of each row, or rows and columns in pairs. */
type Solution = ArrayLike<number> | [number, number][];
type Solve = (costs: Matrix) => Solution;

const costOf = (costs: Matrix, solution: Solution) =>
  Array.from<number | [number, number]>(solution).reduce<number>((sum, one, nth) => {
    const [row, column] = typeof one === 'number' ? [nth, one] : one;
    return sum + costs[row]![column]!;
  }, 0);

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
  return () => assign(problem).columnOf;
}

const munkresOf = (): Solve => {
  const { munkres } = load('munkres') as { munkres: (costs: Matrix) => [number, number][] };
  return munkres;
};

interface Lsa {
  readonly rowAssignments: ArrayLike<number>;
}

const lsaOf = async (): Promise<Solve> => {
  const name = 'linear-sum-assignment';
  const module = (await import(name)) as {
    linearSumAssignment: (costs: Matrix, options: { maximaze: boolean }) => Lsa;
  };
  return (costs) => module.linearSumAssignment(costs, { maximaze: false }).rowAssignments;
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
      const runs = size <= 200 ? 300 : size <= 500 ? 30 : 10;
      // A tenth goes unmeasured first: the compiler has seen the code of each by then.
      for (let run = 0; run < runs / 10; run++) solve(costs);
      const found = Array.from({ length: runs }, () => {
        const start = process.cpuUsage();
        const solution = solve(costs);
        const { user, system } = process.cpuUsage(start);
        return { solution, ms: (user + system) / 1000 };
      }).toSorted((a, b) => a.ms - b.ms);
      const { solution, ms } = found[Math.floor(runs / 2)]!;
      return { name, ms, cost: costOf(costs, solution) };
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
