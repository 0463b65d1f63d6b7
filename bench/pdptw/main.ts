import { readdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { readBest, readInstance } from './read.ts';
import { solve } from './solve.ts';

const HELP = `npm run bench:pdptw -- --instances DIR --seconds N --out FILE [--only NAME,NAME] [--seed N]

Searches rounds for every instance of Li and Lim in DIR, N seconds of wall time each, reading included, on one thread, with the
same parameters for all; writes a row per instance to FILE (instance, vehicles, cost, seconds, routes-json; tab separated) and
prints them beside the best known (DIR/best_known.tsv). Every answer is judged by the checker of rounds.`;

const { values } = parseArgs({
  options: {
    instances: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    out: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !values.instances || !values.out) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
const { instances, out } = values;
const ms = Number(values.seconds) * 1000;
/** Kept back for the last step of the search and for writing down what was found. */
const RESERVE_MS = 40;

const best = readBest(instances);
const only = values.only?.split(',');
const names = readdirSync(instances)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.replace(/\.txt$/, ''))
  .filter((name) => only?.includes(name) ?? true)
  .toSorted();

const results = names.map((name) => {
  const begins = performance.now();
  const cpu = process.cpuUsage();
  const instance = readInstance(instances, name);
  const answer = solve(instance, {
    seed: Number(values.seed),
    endsAt: begins + ms - RESERVE_MS,
    steps: Infinity,
  });
  const seconds = (performance.now() - begins) / 1000;
  const used = process.cpuUsage(cpu);
  return { name, ...answer, seconds, cpu: (used.user + used.system) / 1e6, load: loadavg()[0]! };
});

const head = 'instance\tvehicles\tcost\tseconds\troutes-json';
const lines = results.map(({ name, routes, cost, seconds }) =>
  [name, routes.length, cost.toFixed(4), seconds.toFixed(3), JSON.stringify(routes)].join('\t'),
);
writeFileSync(out, `${[head, ...lines].join('\n')}\n`);

const table = results.map(({ name, routes, cost, seconds, cpu, load, broken }) => {
  const known = best.get(name);
  const same = known?.vehicles === routes.length;
  return {
    instance: name,
    vehicles: routes.length,
    best: known?.vehicles,
    cost: Number(cost.toFixed(2)),
    bestCost: known?.cost,
    gapPct: same ? Number((100 * (cost / known.cost - 1)).toFixed(2)) + 0 : undefined,
    seconds: Number(seconds.toFixed(2)),
    cpuSeconds: Number(cpu.toFixed(2)),
    load: Number(load.toFixed(2)),
    lawsBroken: broken.length,
  };
});
console.table(table);
const gaps = table.flatMap(({ gapPct }) => gapPct ?? []);
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
console.log(
  JSON.stringify({
    instances: table.length,
    atBestVehicles: table.filter(({ vehicles, best: known }) => known && vehicles <= known).length,
    meanGapPct: Number(mean(gaps).toFixed(3)),
    meanSeconds: Number(mean(table.map(({ seconds }) => seconds)).toFixed(3)),
    meanCpuSeconds: Number(mean(table.map(({ cpuSeconds }) => cpuSeconds)).toFixed(3)),
  }),
);
const broken = results.flatMap((result) => result.broken.map((law) => `${result.name}: ${law}`));
if (broken.length > 0)
  console.error(`${broken.length} laws broken\n${broken.slice(0, 20).join('\n')}`);
process.exitCode = broken.length > 0 ? 1 : 0;
