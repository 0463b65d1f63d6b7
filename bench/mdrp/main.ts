import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from '../../src/dispatch/check.ts';
import type { PolicyDraft } from '../../src/dispatch/policy.ts';
import { policyWith } from './policy.ts';
import { readInstance } from './read.ts';
import { mean, quantile, type Score, scoreOf } from './score.ts';
import { type Day, simulate } from './simulate.ts';

const HELP = `npm run bench:mdrp -- --instances DIR --out DIR [--every N] [--policy JSON] [--laws]

Simulates every instance of the Meal Delivery Routing Problem in DIR (every Nth with --every) through the engine's plan(),
writes OUT/<instance>.tsv and prints the means by seed beside what is published (DIR/published.tsv, when there).
--policy changes numbers of the one policy for all; --laws has the engine's own checker judge every plan.
Each solution can be judged from outside:  for i in OUT/*.tsv; do python3 mdrp_check.py DIR/$(basename $i .tsv) $i; done`;

const { values } = parseArgs({
  options: {
    instances: { type: 'string' },
    out: { type: 'string' },
    every: { type: 'string', default: '1' },
    policy: { type: 'string', default: '{}' },
    laws: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !values.instances || !values.out) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
const { instances, out, every, laws } = values;
const policy = policyWith(JSON.parse(values.policy) as PolicyDraft);

interface Result {
  readonly name: string;
  readonly score: Score;
  /** Of the processor, so that others on the machine do not count. */
  readonly seconds: number;
  readonly planMs: readonly number[];
}

const broken: string[] = [];

function run(name: string): Result {
  const instance = readInstance(instances, name);
  const start = process.cpuUsage();
  const witness: Parameters<typeof simulate>[2] = (snapshot, answer, travel) =>
    void broken.push(
      ...check(snapshot, answer, { policy, travel }).map(
        (law) => `${name} at ${snapshot.now / 60_000}: ${law}`,
      ),
    );
  const day: Day = simulate(instance, policy, laws ? witness : undefined);
  const spent = process.cpuUsage(start);
  const seconds = (spent.user + spent.system) / 1e6;
  const lines = day.deliveries.map((one) =>
    [one.order, one.courier, one.bundle, one.assignedAt, one.pickupAt, one.dropoffAt].join('\t'),
  );
  const head = 'order\tcourier\tbundle\tassigned_at\tpickup_at\tdropoff_at';
  writeFileSync(join(out, `${name}.tsv`), `${[head, ...lines].join('\n')}\n`);
  return { name, score: scoreOf(instance, day.deliveries), seconds, planMs: day.planMs };
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

const known = published();

function row(group: string, results: readonly Result[]) {
  const ours = (key: keyof Score) =>
    Number(mean(results.map(({ score }) => score[key])).toFixed(3));
  const theirs = (key: string) => {
    const figures = results.flatMap(({ name }) => known.get(name)?.[key] || []).map(Number);
    return figures.length === results.length ? Number(mean(figures).toFixed(3)) : undefined;
  };
  return {
    group,
    days: results.length,
    undelivered: ours('undeliveredPct'),
    ctd: ours('ctd'),
    p90: ours('p90'),
    overage: ours('overage'),
    rtp: ours('rtp'),
    cost: ours('cost'),
    perBundle: ours('ordersPerBundle'),
    seconds: Number(mean(results.map(({ seconds }) => seconds)).toFixed(2)),
    bound: theirs('bound_ctd'),
    fmUndelivered: theirs('foodmatch_undelivered_pct'),
    fmCtd: theirs('foodmatch_ctd'),
    fmP90: theirs('foodmatch_p90'),
    fmOverage: theirs('foodmatch_overage'),
    fmRtp: theirs('foodmatch_rtp'),
    fmCost: theirs('foodmatch_cost'),
    naiveUndelivered: theirs('naive_undelivered_pct'),
    naiveCtd: theirs('naive_ctd'),
    reyesCtd: theirs('reyes2018_ctd'),
    clairvoyantCtd: theirs('clairvoyant_ctd'),
  };
}

mkdirSync(out, { recursive: true });
const names = readdirSync(instances, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted()
  .filter((_, index) => index % Number(every) === 0);
const results = names.map(run);
const seedOf = (name: string) => /^\d+/.exec(name)?.[0] ?? name;
const bySeed = Map.groupBy(results, ({ name }) => seedOf(name));
const half = results.filter(({ name }) => seedOf(name) === '0' && name.includes('50t'));
const table = [
  ...[...bySeed].map(([seed, list]) => row(`seed ${seed}`, list)),
  ...(half.length > 0 ? [row('seed 0, half size', half)] : []),
  row('all', results),
];
console.table(table);
const planMs = results.flatMap((result) => result.planMs);
const time = {
  planCalls: planMs.length,
  planP50Ms: quantile(planMs, 0.5),
  planP99Ms: quantile(planMs, 0.99),
  planWorstMs: quantile(planMs, 1),
  worstDaySeconds: quantile(
    results.map(({ seconds }) => seconds),
    1,
  ),
};
console.log(
  JSON.stringify({
    table,
    time,
    instances: results.map(({ name, score, seconds }) => ({ name, ...score, seconds })),
  }),
);
if (broken.length > 0)
  console.error(`${broken.length} laws broken\n${broken.slice(0, 20).join('\n')}`);
process.exitCode = broken.length > 0 ? 1 : 0;
