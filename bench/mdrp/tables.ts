import type { Published } from './folder.ts';
import { mean, type Score } from './score.ts';

/** How one day came out. */
export interface Result {
  readonly name: string;
  readonly score: Score;
  /** Of the processor, so that others on the machine do not count. */
  readonly seconds: number;
  /** Milliseconds of each decision. */
  readonly planMs: readonly number[];
}

type Row = ReturnType<typeof rowOf>;

const rounded = (value: number) => Number(value.toFixed(3));
const seedOf = (name: string) => /^\d+/.exec(name)?.[0] ?? name;

/** The means by seed, of the half-size days of seed 0, and of all, beside what is published. */
export function tableOf(results: readonly Result[], known: Published): Row[] {
  const half = results.filter(({ name }) => seedOf(name) === '0' && name.includes('50t'));
  const bySeed = Map.groupBy(results, ({ name }) => seedOf(name));
  return [
    ...[...bySeed].map(([seed, list]) => rowOf({ group: `seed ${seed}`, list }, known)),
    ...(half.length > 0 ? [rowOf({ group: 'seed 0, half size', list: half }, known)] : []),
    rowOf({ group: 'all', list: results }, known),
  ];
}

function rowOf({ group, list }: { group: string; list: readonly Result[] }, known: Published) {
  const ours = (key: keyof Score) => rounded(mean(list.map(({ score }) => score[key])));
  const theirs = (key: string) => {
    const figures = list.flatMap(({ name }) => known.get(name)?.[key] ?? []);
    return figures.length === list.length ? rounded(mean(figures)) : undefined;
  };
  return {
    group,
    days: list.length,
    undelivered: ours('undeliveredPct'),
    ctd: ours('ctd'),
    p90: ours('p90'),
    overage: ours('overage'),
    rtp: ours('rtp'),
    cost: ours('cost'),
    perBundle: ours('ordersPerBundle'),
    seconds: rounded(mean(list.map(({ seconds }) => seconds))),
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

interface Outcome {
  readonly policy: string;
  readonly table: readonly Row[];
}

const measures = ['undelivered', 'ctd', 'p90', 'overage', 'rtp', 'cost'] as const;

/** How much worse each policy gets by the disturbance, by seed: calm and disturbed runs of a policy follow each other. */
export const degradeTable = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap(({ policy, table: disturbed }, index) => {
    if (index % 2 === 0) return [];
    const calm = outcomes[index - 1]!.table;
    return disturbed.map((row, line) => ({
      policy,
      group: row.group,
      ...Object.fromEntries(
        measures.flatMap((key) => [
          [key, row[key]],
          [`${key} +`, rounded(row[key] - calm[line]![key])],
        ]),
      ),
    }));
  });
