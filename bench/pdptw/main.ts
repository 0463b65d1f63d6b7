import { appendFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname } from 'node:path';
import { makeFolder, tryToWrite } from '../files.ts';
import { needed, numberOf, optionsOf, pathOf } from '../options.ts';
import { showTable } from '../shown.ts';
import { runBench } from '../unusable.ts';
import { type Best, bestIn, instancesIn } from './folder.ts';
import { readInstance } from './read.ts';
import { type Answer, solve } from './solve.ts';

const HELP = `npm run bench:pdptw -- --instances DIR --out FILE [--seconds N] [--only NAME,NAME] [--seed N]

Searches rounds for every instance of Li and Lim in DIR (NAME.txt), N seconds (5) of wall time each, reading included, on one
thread, with the same parameters for all; writes a row to FILE as each is solved (instance, vehicles, cost, seconds, routes-json;
tab separated) and prints them beside the best known, as far as DIR/best_known.tsv tells it. Every answer is judged by the checker
of rounds. Exit code: 0 done, 1 a law broken (work left undone is one), 2 something given cannot be used.`;

interface Asked {
  readonly instances: string;
  readonly out: string;
  readonly ms: number;
  readonly only: readonly string[] | undefined;
  readonly seed: number;
}

interface Result extends Answer {
  readonly name: string;
  readonly seconds: number;
  readonly cpu: number;
  readonly load: number;
}

/** Kept back for the last step of the search and for writing down what was found. */
const RESERVE_MS = 40;
const DAY_SECONDS = 86_400;

function askedBy(args: readonly string[]): Asked | undefined {
  const texts = ['instances', 'out', 'seconds', 'only', 'seed'] as const;
  const said = optionsOf({ texts, flags: ['help'] }, args);
  if (said.help) return undefined;
  const seconds = numberOf('seconds', said.seconds ?? '5', { atLeast: 0.1, below: DAY_SECONDS });
  return {
    instances: pathOf(needed('instances', said.instances)),
    out: pathOf(needed('out', said.out)),
    ms: 1000 * seconds,
    only: said.only?.split(',').map((name) => name.trim()),
    seed: numberOf('seed', said.seed ?? '1', { atLeast: 0, below: 2 ** 32, whole: true }),
  };
}

function solveOne(file: string, { instances, ms, seed }: Asked): Result {
  const begins = performance.now();
  const cpu = process.cpuUsage();
  const instance = readInstance(instances, file);
  const answer = solve(instance, { seed, endsAt: begins + ms - RESERVE_MS, steps: Infinity });
  const seconds = (performance.now() - begins) / 1000;
  const used = process.cpuUsage(cpu);
  const spent = { seconds, cpu: (used.user + used.system) / 1e6, load: loadavg()[0]! };
  return { name: instance.name, ...answer, ...spent };
}

const rounded = (value: number) => Number(value.toFixed(2)) + 0;

/** One answer beside the best known; ways are compared where as many vehicles are used and nothing is left undone. */
function rowOf(result: Result, best: Best | undefined) {
  const { name, routes, undone, cost, seconds, cpu, load, broken } = result;
  const same = best?.vehicles === routes.length && undone === 0;
  return {
    instance: name,
    vehicles: routes.length,
    best: best?.vehicles,
    cost: rounded(cost),
    bestCost: best?.cost,
    gapPct: same && best.cost ? rounded(100 * (cost / best.cost - 1)) : undefined,
    undone: undone || undefined,
    seconds: rounded(seconds),
    cpuSeconds: rounded(cpu),
    load: rounded(load),
    lawsBroken: broken.length,
  };
}

function summaryOf(table: readonly ReturnType<typeof rowOf>[]) {
  const mean = (list: readonly number[]) =>
    list.length > 0
      ? Number((list.reduce((sum, one) => sum + one, 0) / list.length).toFixed(3))
      : undefined;
  const compared = table.filter(({ best }) => best !== undefined);
  return {
    instances: table.length,
    withBestKnown: compared.length,
    atBestVehicles: compared.filter(({ vehicles, best, undone }) => vehicles <= best! && !undone)
      .length,
    meanGapPct: mean(table.flatMap(({ gapPct }) => gapPct ?? [])),
    meanSeconds: mean(table.map(({ seconds }) => seconds)),
    meanCpuSeconds: mean(table.map(({ cpuSeconds }) => cpuSeconds)),
  };
}

function solveAll(asked: Asked): number {
  const { instances, out } = asked;
  const tell = (line: string) => console.error(line);
  const files = instancesIn(instances, asked.only, tell);
  // All are read beforehand, so that what cannot be read is told before anything is searched for.
  for (const file of files) readInstance(instances, file);
  const best = bestIn(instances, tell);
  makeFolder(dirname(out));
  tryToWrite(out, () => writeFileSync(out, 'instance\tvehicles\tcost\tseconds\troutes-json\n'));
  const results = files.map((file) => {
    const result = solveOne(file, asked);
    const { name, routes, cost, seconds } = result;
    const cells = [name, routes.length, cost.toFixed(4), seconds.toFixed(3)];
    const row = [...cells, JSON.stringify(routes)].join('\t');
    tryToWrite(out, () => appendFileSync(out, `${row}\n`));
    return result;
  });
  const table = results.map((result) => rowOf(result, best.get(result.name)));
  showTable(table);
  console.log(JSON.stringify(summaryOf(table)));
  const broken = results.flatMap((result) => result.broken.map((law) => `${result.name}: ${law}`));
  if (broken.length > 0)
    console.error(`${broken.length} laws broken\n${broken.slice(0, 20).join('\n')}`);
  return broken.length > 0 ? 1 : 0;
}

await runBench(() => {
  const asked = askedBy(process.argv.slice(2));
  if (asked) return solveAll(asked);
  console.log(HELP);
  return 0;
});
