import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { makePolicy, type PolicyDraft, streetPolicy } from '../../src/dispatch/policy.ts';
import { Coins } from './coins.ts';
import { couriersOf } from './couriers.ts';
import { byEngine, type Decide, toNearest } from './deciding.ts';
import { lateIn, measures, type Score, scoreOf } from './score.ts';
import { type Day, simulate } from './simulate.ts';
import { openGround } from './street.ts';
import { wishesOf } from './wishes.ts';

const HELP = `npm run bench:day [-- --seeds N --numbers JSON]

Lives N days (5) of the demo street with 80 couriers who have parcels of their own, 178 elders' meals and what else is asked for,
each twice with the same people, coins and roads: by the engine and by "the nearest free rider". Exits with 1 unless the engine is
better on all measures. --numbers changes numbers of the street's usual policy.`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5' },
    numbers: { type: 'string', default: '{}' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const policy = policyWith(JSON.parse(values.numbers) as PolicyDraft);
const ground = openGround();
const rules: Readonly<Record<string, Decide>> = {
  engine: byEngine(policy, ground.travel),
  nearest: toNearest(streetPolicy),
};

const days = Array.from({ length: Number(values.seeds) }, (_, index) => {
  const seed = index + 1;
  const coins = new Coins(seed);
  const couriers = couriersOf(ground, coins);
  const wishes = wishesOf(
    ground,
    coins,
    couriers.map(({ id }) => id),
  );
  const day: Day = { ground, coins, couriers, wishes };
  const alone = simulate({ ...day, wishes: [] }, () => []);
  const scores = Object.entries(rules).map(
    ([name, decide]) => [name, scoreOf(day, simulate(day, decide), alone)] as const,
  );
  for (const [name, score] of scores)
    console.log(
      JSON.stringify({
        seed,
        rule: name,
        asked: wishes.length,
        lateAlone: lateIn(alone),
        ...rounded(score),
      }),
    );
  return Object.fromEntries(scores);
});

const mean = (rule: string, measure: keyof Score) =>
  days.reduce((sum, day) => sum + day[rule]![measure], 0) / days.length;
const rows = measures.map(([measure, wanted, name]) => {
  const [engine, nearest] = [mean('engine', measure), mean('nearest', measure)];
  const better = wanted === 'LESS' ? engine < nearest : engine > nearest;
  return { name, engine: round(engine), nearest: round(nearest), better };
});
console.table(rows);
console.log(JSON.stringify({ load: loadavg()[0], rows }));
process.exitCode = rows.every(({ better }) => better) ? 0 : 1;

function policyWith(numbers: PolicyDraft) {
  return makePolicy({
    ...streetPolicy,
    ...numbers,
    weights: { ...streetPolicy.weights, ...numbers.weights },
  });
}

function round(value: number): number {
  return Number(value.toFixed(3));
}

function rounded(score: Score): Score {
  return Object.fromEntries(
    Object.entries(score).map(([name, value]) => [name, round(value)]),
  ) as unknown as Score;
}
