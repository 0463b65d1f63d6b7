import { loadavg } from 'node:os';
import { check } from '../src/dispatch/check.ts';
import { plan } from '../src/dispatch/plan.ts';
import { compareAssignments } from './assigning.ts';
import { lunchtime } from './town.ts';

/** Measures one call of `plan` on generated towns: milliseconds at p50, p99 and worst, and how far it serves. */
const sizes = [
  { riders: 80, tasks: 20, towns: 20, calls: 2000, limitMs: 5 },
  { riders: 800, tasks: 200, towns: 10, calls: 200, limitMs: 60 },
  { riders: 8000, tasks: 2000, towns: 2, calls: 8, limitMs: 1500 },
];

const rows = sizes.map(({ riders, tasks, towns: count, calls, limitMs }) => {
  const towns = Array.from({ length: count }, (_, seed) =>
    lunchtime({ riders, tasks, seed: seed + 1 }),
  );
  // A tenth of the calls goes unmeasured first: a service at work has compiled what it runs.
  for (let call = 0; call < calls / 10; call++) plan(towns[call % count]!);
  const served = towns.map((town) => plan(town).offers.length);
  const broken = towns.flatMap((town) => check(town, plan(town)).slice(0, 3));
  const taken = Array.from({ length: calls }, (_, call) => {
    const town = towns[call % towns.length]!;
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    plan(town);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    return { ms, cpuMs: (user + system) / 1000 };
  });
  const at = (share: number, of: 'ms' | 'cpuMs') => {
    const times = taken.map((one) => one[of]).toSorted((a, b) => a - b);
    return Number(times[Math.floor(share * (calls - 1))]!.toFixed(2));
  };
  return {
    riders,
    tasks,
    p50: at(0.5, 'ms'),
    p99: at(0.99, 'ms'),
    worst: at(1, 'ms'),
    cpuP50: at(0.5, 'cpuMs'),
    cpuP99: at(0.99, 'cpuMs'),
    limitMs,
    usPerPair: Number(((1000 * at(0.5, 'cpuMs')) / (riders * tasks)).toFixed(3)),
    served: Number((served.reduce((sum, n) => sum + n, 0) / served.length).toFixed(1)),
    brokenLaws: broken.length,
    heapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
  };
});
console.table(rows);
const assignments = await compareAssignments();
console.table(assignments);
console.log(JSON.stringify({ load: loadavg()[0], rows, assignments }));
const missed =
  rows.some(({ p99, limitMs, brokenLaws }) => p99 > limitMs || brokenLaws) ||
  assignments.some(
    ({ size, sameCost, fasterThanMunkres, fasterThanLsa }) =>
      !sameCost || (size >= 200 && Math.min(fasterThanMunkres, fasterThanLsa) < 5),
  );
process.exitCode = missed ? 1 : 0;
