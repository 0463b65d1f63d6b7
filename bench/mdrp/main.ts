import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from '../../src/dispatch/check.ts';
import type { Plan } from '../../src/dispatch/model.ts';
import type { PolicyDraft } from '../../src/dispatch/policy.ts';
import { deciderOf, policies, type PolicyName } from './deciding.ts';
import { type Disturbance, Surprises, undisturbed } from './disturbance.ts';
import { policyWith } from './policy.ts';
import { readInstance } from './read.ts';
import { quantile, scoreOf } from './score.ts';
import { simulate, type Witness } from './simulate.ts';
import { degradeTable, type Result, tableOf } from './tables.ts';

const HELP = `npm run bench:mdrp -- --instances DIR --out DIR [--every N] [--policy NAME,…] [--decline P] [--ready-sd MINUTES]
                       [--numbers JSON] [--laws] [--checker FILE]

Simulates every instance of the Meal Delivery Routing Problem in DIR (every Nth with --every) and prints the means by seed beside
what is published (DIR/published.tsv); seconds are of the processor. Solutions: OUT/<instance>.tsv, one folder each when there are several runs.
--policy   ours (the engine's plan(), the default), naive (each order at once to the earliest pickup), reyes-like (every five minutes, bundled)
--decline  couriers decline with this probability; --ready-sd: until an order is ready it is only known with this deviation, normal.
           Both are drawn from the names of day, courier and order: the same for every policy. Each policy is then run without as well.
--numbers  changes numbers of the one policy for all; --laws has the engine's own checker judge every plan;
--checker  has python3 FILE INSTANCE_DIR SOLUTION.tsv judge every solution.`;

const { values } = parseArgs({
  options: {
    instances: { type: 'string' },
    out: { type: 'string' },
    every: { type: 'string', default: '1' },
    policy: { type: 'string', default: 'ours' },
    decline: { type: 'string', default: '0' },
    'ready-sd': { type: 'string', default: '0' },
    numbers: { type: 'string', default: '{}' },
    checker: { type: 'string' },
    laws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const asked = values.policy
  .split(',')
  .filter((name): name is PolicyName => (policies as readonly string[]).includes(name));
if (values.help || !values.instances || !values.out || asked.join() !== values.policy) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
const { instances, out, every, laws, checker } = values;
const numbers = policyWith(JSON.parse(values.numbers) as PolicyDraft);
const disturbance: Disturbance = {
  decline: Number(values.decline),
  readySd: Number(values['ready-sd']),
};

const broken: string[] = [];

/** One way of going through all days. */
interface Run {
  readonly name: string;
  readonly policy: PolicyName;
  readonly disturbance: Disturbance;
}

function solve(day: string, run: Run, directory: string): Result {
  const instance = readInstance(instances, day);
  const witness: Witness = (snapshot, answer, travel) =>
    void broken.push(
      ...check(snapshot, answer as Plan, { policy: numbers, travel }).map(
        (law) => `${day} at ${snapshot.now / 60_000}: ${law}`,
      ),
    );
  const start = process.cpuUsage();
  const { deliveries, planMs } = simulate(instance, {
    decide: deciderOf(run.policy, numbers),
    surprises: new Surprises(day, run.disturbance),
    ...(laws && run.policy === 'ours' && { witness }),
  });
  const spent = process.cpuUsage(start);
  const lines = deliveries.map((one) =>
    [one.order, one.courier, one.bundle, one.assignedAt, one.pickupAt, one.dropoffAt].join('\t'),
  );
  const head = 'order\tcourier\tbundle\tassigned_at\tpickup_at\tdropoff_at';
  const file = join(directory, `${day}.tsv`);
  writeFileSync(file, `${[head, ...lines].join('\n')}\n`);
  judge(day, file);
  const seconds = (spent.user + spent.system) / 1e6;
  return { name: day, score: scoreOf(instance, deliveries), seconds, planMs };
}

function judge(day: string, file: string): void {
  if (!checker) return;
  const { status, stdout, stderr } = spawnSync('python3', [checker, join(instances, day), file]);
  if (status !== 0) broken.push(`${file}: ${String(stderr) || String(stdout)}`.slice(0, 300));
}

/** The published figures by instance, empty where unknown. */
function published(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const file = join(instances, 'published.tsv');
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split('\t');
  return new Map(
    lines.map((line) => {
      const cells = line.split('\t');
      return [cells[0]!, Object.fromEntries(names.map((key, index) => [key, cells[index] ?? '']))];
    }),
  );
}

const disturbed = disturbance.decline > 0 || disturbance.readySd > 0;
const runs = asked.flatMap((policy): Run[] => [
  { name: policy, policy, disturbance: undisturbed },
  ...(disturbed ? [{ name: `${policy}, disturbed`, policy, disturbance }] : []),
]);
const days = readdirSync(instances, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted()
  .filter((_, index) => index % Number(every) === 0);
const known = published();
const outcomes = runs.map((run) => {
  const directory = runs.length > 1 ? join(out, run.name.replace(', ', '-')) : out;
  mkdirSync(directory, { recursive: true });
  const results = days.map((day) => solve(day, run, directory));
  const table = tableOf(results, known);
  console.log(run.name);
  console.table(table);
  const planMs = results.flatMap((result) => result.planMs);
  const seconds = results.map((result) => result.seconds);
  const time = {
    planCalls: planMs.length,
    planP50Ms: quantile(planMs, 0.5),
    planP99Ms: quantile(planMs, 0.99),
    planWorstMs: quantile(planMs, 1),
    worstDaySeconds: quantile(seconds, 1),
  };
  const all = results.map(({ name, score, seconds: took }) => ({ name, ...score, seconds: took }));
  return { ...run, table, time, load: loadavg()[0], instances: all };
});
if (disturbed) console.table(degradeTable(outcomes));
for (const outcome of outcomes) console.log(JSON.stringify(outcome));
if (checker) console.log(`${runs.length * days.length} solutions judged by ${checker}`);
if (broken.length > 0)
  console.error(`${broken.length} laws broken\n${broken.slice(0, 20).join('\n')}`);
process.exitCode = broken.length > 0 ? 1 : 0;
