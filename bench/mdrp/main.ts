import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../src/dispatch/check.ts';
import type { Plan } from '../../src/dispatch/model.ts';
import { makeFolder, tryToWrite } from '../files.ts';
import { showTable } from '../shown.ts';
import { runBench } from '../unusable.ts';
import { type Asked, askedBy } from './asked.ts';
import { deciderOf, type PolicyName } from './deciding.ts';
import { type Disturbance, Surprises, undisturbed } from './disturbance.ts';
import { daysIn, publishedIn } from './folder.ts';
import { type Instance, readInstance } from './read.ts';
import { quantile, scoreOf } from './score.ts';
import { simulate, type Witness } from './simulate.ts';
import { degradeTable, type Result, tableOf } from './tables.ts';

const HELP = `npm run bench:mdrp -- --instances DIR --out DIR [--every N] [--policy NAME,…] [--decline P] [--ready-sd MINUTES] [--draw N]
                       [--numbers JSON] [--laws] [--checker FILE]

Simulates every instance of the Meal Delivery Routing Problem in DIR, one folder each (every Nth with --every), and prints the
means by seed (the number a name begins with) beside what is published, where DIR/published.tsv says it of all days of a group.
Seconds are of the processor. Solutions: OUT/<instance>.tsv, one folder each when there are several runs.
--policy   ours (the engine's plan(), the default), naive (each order at once to the earliest pickup), reyes-like (every five minutes, bundled)
--decline  couriers decline with this probability; --ready-sd: until an order is ready it is only known with this deviation, normal.
           Both are drawn from the names of day, courier and order: the same for every policy; --draw: other numbers are drawn.
           Each policy is then run without as well.
--numbers  changes numbers of the one policy for all; --laws has the engine's own checker judge every plan;
--checker  has python3 FILE INSTANCE_DIR SOLUTION.tsv judge every solution.
Exit code: 0 done, 1 a law broken or a solution refused by the checker, 2 something given cannot be used.`;

/** One way of going through all days. */
interface Run {
  readonly name: string;
  readonly policy: PolicyName;
  readonly disturbance: Disturbance;
  readonly directory: string;
}

const broken: string[] = [];

function solve(instance: Instance, run: Run, asked: Asked): Result {
  const { numbers } = asked;
  const { name } = instance;
  const witness: Witness = (snapshot, answer, travel) =>
    void broken.push(
      ...check(snapshot, answer as Plan, { policy: numbers, travel }).map(
        (law) => `${name} at ${snapshot.now / 60_000}: ${law}`,
      ),
    );
  const start = process.cpuUsage();
  const { deliveries, planMs } = simulate(instance, {
    decide: deciderOf(run.policy, numbers),
    surprises: new Surprises(name, run.disturbance),
    ...(asked.laws && run.policy === 'ours' && { witness }),
  });
  const spent = process.cpuUsage(start);
  const lines = deliveries.map((one) =>
    [one.order, one.courier, one.bundle, one.assignedAt, one.pickupAt, one.dropoffAt].join('\t'),
  );
  const head = 'order\tcourier\tbundle\tassigned_at\tpickup_at\tdropoff_at';
  const file = join(run.directory, `${name}.tsv`);
  tryToWrite(file, () => writeFileSync(file, `${[head, ...lines].join('\n')}\n`));
  judge(name, file, asked);
  const seconds = (spent.user + spent.system) / 1e6;
  return { name, score: scoreOf(instance, deliveries), seconds, planMs };
}

function judge(day: string, file: string, { checker, instances }: Asked): void {
  if (!checker) return;
  const { status, stdout, stderr } = spawnSync('python3', [checker, join(instances, day), file]);
  if (status !== 0) broken.push(`${file}: ${String(stderr) || String(stdout)}`.slice(0, 300));
}

function runsOf({ names, disturbance, out }: Asked): Run[] {
  const disturbed = disturbance.decline > 0 || disturbance.readySd > 0;
  const runs = names.flatMap((policy) => [
    { name: policy, policy, disturbance: undisturbed },
    ...(disturbed ? [{ name: `${policy}, disturbed`, policy, disturbance }] : []),
  ]);
  return runs.map((run) => ({
    ...run,
    directory: runs.length > 1 ? join(out, run.name.replace(', ', '-')) : out,
  }));
}

function simulateAll(asked: Asked): number {
  const tell = (line: string) => console.error(line);
  const days = daysIn(asked.instances, tell)
    .filter((_, index) => index % asked.every === 0)
    .map((day) => readInstance(asked.instances, day));
  const known = publishedIn(asked.instances, tell);
  const runs = runsOf(asked);
  for (const { directory } of runs) makeFolder(directory);
  const outcomes = runs.map((run) => {
    const results = days.map((day) => solve(day, run, asked));
    const table = tableOf(results, known);
    console.log(run.name);
    showTable(table);
    const planMs = results.flatMap((result) => result.planMs);
    const time = {
      planCalls: planMs.length,
      planP50Ms: quantile(planMs, 0.5),
      planP99Ms: quantile(planMs, 0.99),
      planWorstMs: quantile(planMs, 1),
      worstDaySeconds: Math.max(...results.map(({ seconds }) => seconds)),
    };
    const all = results.map(({ name, score, seconds }) => ({ name, ...score, seconds }));
    const { name, policy, disturbance } = run;
    return { name, policy, disturbance, table, time, load: loadavg()[0], instances: all };
  });
  if (runs.some(({ disturbance }) => disturbance !== undisturbed))
    showTable(degradeTable(outcomes));
  for (const outcome of outcomes) console.log(JSON.stringify(outcome));
  if (asked.checker)
    console.log(`${runs.length * days.length} solutions judged by ${asked.checker}`);
  if (broken.length > 0)
    console.error(`${broken.length} laws broken\n${broken.slice(0, 20).join('\n')}`);
  return broken.length > 0 ? 1 : 0;
}

await runBench(() => {
  const asked = askedBy(process.argv.slice(2));
  if (asked) return simulateAll(asked);
  console.log(HELP);
  return 0;
});
