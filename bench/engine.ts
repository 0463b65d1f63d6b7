import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import type { Snapshot } from '../src/dispatch/model.ts';
import { plan } from '../src/dispatch/plan.ts';
import type { Policy } from '../src/dispatch/policy.ts';
import { compareAssignments } from './assigning.ts';
import { optionsOf } from './options.ts';
import { inOne, inTurns, outcomeOf, policies, type Serve } from './serving.ts';
import { showTable } from './shown.ts';
import { lunchtime } from './town.ts';
import { runBench } from './unusable.ts';

const HELP = `npm run bench:engine

Measures the engine's plan() on generated towns at lunchtime, by three policies: milliseconds of one call at p50, p99 and worst, how
many tasks somebody is asked for or that are kept for somebody, and how that grows with the town. The 8,000 riders are planned for as
production does with bundles: a hundred tasks a call, without the riders who were asked before (production stops at 500 tasks, here all
are planned for); "whole" is then all calls together.
Then the assignment alone beside two packages. Exit code 1: the first policy beyond its limit at p99, a law broken, a cost that differs,
or less than five times as fast as a package from 200 by 200 on. On a slow machine fewer calls are made; the column says how many.`;

const [FIRST, ...OTHERS] = Object.entries(policies);
/** The seconds a measurement may take: with fewer calls on a slow machine, but never fewer than the towns. */
const sizes = [
  { riders: 80, tasks: 20, towns: 20, calls: 2000, seconds: 5, limitMs: 5 },
  { riders: 800, tasks: 200, towns: 10, calls: 200, seconds: 8, limitMs: 60 },
  { riders: 8000, tasks: 2000, towns: 2, calls: 8, seconds: 15, limitMs: 1500 },
];
type Size = (typeof sizes)[number];

interface Measured {
  readonly size: Size;
  readonly name: string;
  readonly policy: Policy;
  readonly serve: Serve;
}

function measure({ size, name, policy, serve }: Measured) {
  const { riders, tasks, towns: count, calls, seconds } = size;
  const towns = Array.from({ length: count }, (_, seed) =>
    lunchtime({ riders, tasks, seed: seed + 1 }),
  );
  const taken: { ms: number; cpuMs: number }[] = [];
  const whole: number[] = [];
  const timed = (question: Snapshot) => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const decided = plan(question, policy);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    taken.push({ ms, cpuMs: (user + system) / 1000 });
    return decided;
  };
  const note = (from: number) => whole.push(taken.slice(from).reduce((sum, { ms }) => sum + ms, 0));
  const outcomes = towns.map((town) => {
    const from = taken.length;
    const outcome = outcomeOf(town, { policy, serve, timed });
    note(from);
    return outcome;
  });
  if (serve === inOne) {
    // The first round is not counted: a service at work has compiled what it runs. In turns there are calls enough in one.
    taken.length = 0;
    whole.length = 0;
    const begins = performance.now();
    for (let call = 0; call < calls; call++) {
      if (call >= count && performance.now() - begins > 1000 * seconds) break;
      const from = taken.length;
      serve(towns[call % count]!, policy, timed);
      note(from);
    }
  }
  const mean = (list: readonly number[]) =>
    rounded(list.reduce((sum, one) => sum + one, 0) / list.length, 1);
  const [ms, cpuMs] = [taken.map((one) => one.ms), taken.map((one) => one.cpuMs)];
  return {
    policy: name,
    riders,
    tasks,
    how: serve === inOne ? 'all in one call' : '100 tasks a call',
    calls: taken.length,
    p50: at(0.5, ms),
    p99: at(0.99, ms),
    worst: at(1, ms),
    cpuP50: at(0.5, cpuMs),
    cpuP99: at(0.99, cpuMs),
    limitMs: name === FIRST![0] ? size.limitMs : undefined,
    whole: at(0.5, whole),
    served: mean(outcomes.map(({ asked }) => asked)),
    kept: mean(outcomes.map(({ kept }) => kept)),
    brokenLaws: outcomes.flatMap(({ broken }) => broken).length,
    heapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
  };
}
type Row = ReturnType<typeof measure>;

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

function at(share: number, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return rounded(sorted[Math.floor(share * (sorted.length - 1))]!, 2);
}

/** From one size to the next: how many times as long the whole town takes, and a task of it. */
const growthOf = (rows: readonly Row[]) =>
  rows.flatMap((row, index) => {
    const before = rows[index - 1];
    if (!before || before.policy !== row.policy) return [];
    const [tasks, longer] = [row.tasks / before.tasks, row.whole / before.whole];
    return [
      {
        policy: row.policy,
        from: `${before.riders} x ${before.tasks}`,
        to: `${row.riders} x ${row.tasks}`,
        timesTheTasks: tasks,
        timesAsLong: rounded(longer, 1),
        timesAsLongPerTask: rounded(longer / tasks, 2),
        microsecondsPerPair: rounded((1000 * row.whole) / (row.riders * row.tasks), 3),
      },
    ];
  });

/** The packages that are compared with; they are the benchmark's own and not installed with the rest. */
function peersAreHere(): boolean {
  try {
    for (const peer of ['munkres', 'linear-sum-assignment'])
      createRequire(import.meta.url).resolve(peer);
    return true;
  } catch {
    return false;
  }
}

async function measureAll(): Promise<number> {
  const peers = peersAreHere();
  if (!peers)
    console.error(
      '没有安装用来对比的软件包，不比较指派算法；安装：npm ci --prefix bench\nthe packages to compare with are not installed, so the assignment is left out; to install them: npm ci --prefix bench',
    );
  const rows = [FIRST!, ...OTHERS].flatMap(([name, policy]) =>
    sizes.map((size) => {
      const serve = name !== FIRST![0] && size.riders === 8000 ? inTurns : inOne;
      const fewer = { ...size, calls: name === FIRST![0] ? size.calls : size.calls / 2 };
      console.error(`… ${name}, ${size.riders} x ${size.tasks}`);
      return measure({
        size: serve === inTurns ? { ...size, towns: 1 } : fewer,
        name,
        policy,
        serve,
      });
    }),
  );
  showTable(rows);
  const growth = growthOf(rows);
  showTable(growth);
  const assignments = peers ? await compareAssignments() : [];
  if (peers) console.table(assignments);
  console.log(JSON.stringify({ load: loadavg()[0], rows, growth, assignments }));
  const missed =
    rows.some(({ p99, limitMs, brokenLaws }) => p99 > (limitMs ?? Infinity) || brokenLaws) ||
    assignments.some(
      ({ size, sameCost, fasterThanMunkres, fasterThanLsa }) =>
        !sameCost || (size >= 200 && Math.min(fasterThanMunkres, fasterThanLsa) < 5),
    );
  return missed ? 1 : 0;
}

await runBench(() => {
  const { help } = optionsOf({ texts: [], flags: ['help'] });
  if (!help) return measureAll();
  console.log(HELP);
  return 0;
});
