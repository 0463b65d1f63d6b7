import type { RoundProblem } from './problem.ts';

/** For each job the others, the most alike first: near in place, in time and in load (Shaw's relatedness). */
export function kinship(problem: RoundProblem): Int32Array[] {
  const { jobs, nodes, legs, opensAt, closesAt } = problem;
  const leg = legs[0]!;
  const far = (a: number, b: number) => leg[a * nodes + b]! + leg[b * nodes + a]!;
  const apart = (a: number, b: number) =>
    Math.abs(opensAt[a]! + closesAt[a]! - opensAt[b]! - closesAt[b]!);
  const span = { way: 1e-9, time: 1e-9 };
  for (let a = 0; a < 2 * jobs; a++)
    for (let b = 0; b < a; b++) {
      span.way = Math.max(span.way, far(a, b));
      span.time = Math.max(span.time, apart(a, b));
    }
  const stranger = (a: number, b: number) => far(a, b) / span.way + (0.3 * apart(a, b)) / span.time;
  return Array.from({ length: jobs }, (_, job) => {
    const strangeness = Float64Array.from({ length: jobs }, (_, other) => {
      const pickups = stranger(2 * job, 2 * other);
      const dropoffs = stranger(2 * job + 1, 2 * other + 1);
      const across = Math.min(stranger(2 * job, 2 * other + 1), stranger(2 * job + 1, 2 * other));
      return Math.min(pickups + dropoffs, 1.5 * across + 0.5 * Math.min(pickups, dropoffs));
    });
    return Int32Array.from({ length: jobs }, (_, other) => other).toSorted((a, b) =>
      a === job ? -1 : b === job ? 1 : strangeness[a]! - strangeness[b]! || a - b,
    );
  });
}
