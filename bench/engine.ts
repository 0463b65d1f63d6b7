import { check } from '../src/dispatch/check.ts';
import { plan } from '../src/dispatch/plan.ts';
import { lunchtime } from './town.ts';

/** Measures one call of `plan` on generated towns: milliseconds at p50, p99 and worst, and how far it serves. */
const sizes = [
  { riders: 80, tasks: 20, towns: 20, calls: 300, limitMs: 5 },
  { riders: 800, tasks: 200, towns: 10, calls: 60, limitMs: 60 },
  { riders: 8000, tasks: 2000, towns: 2, calls: 8, limitMs: 1500 },
];

const rows = sizes.map(({ riders, tasks, towns: count, calls, limitMs }) => {
  const towns = Array.from({ length: count }, (_, seed) =>
    lunchtime({ riders, tasks, seed: seed + 1 }),
  );
  // Once each unmeasured, so that the compiler has seen the code.
  const served = towns.map((town) => plan(town).offers.length);
  const broken = towns.flatMap((town) => check(town, plan(town)).slice(0, 3));
  const times = Array.from({ length: calls }, (_, call) => {
    const town = towns[call % towns.length]!;
    const start = performance.now();
    plan(town);
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  const at = (share: number) => Number(times[Math.floor(share * (calls - 1))]!.toFixed(2));
  return {
    riders,
    tasks,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
    limitMs,
    served: Number((served.reduce((sum, n) => sum + n, 0) / served.length).toFixed(1)),
    brokenLaws: broken.length,
    heapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
  };
});
console.table(rows);
console.log(JSON.stringify(rows));
process.exitCode = rows.some(({ p99, limitMs, brokenLaws }) => p99 > limitMs || brokenLaws) ? 1 : 0;
