import { basename, dirname, resolve } from 'node:path';
import { deciderOf } from './deciding.ts';
import { policyWith } from './policy.ts';
import { readInstance } from './read.ts';
import { scoreOf, type Score } from './score.ts';
import { simulate } from './simulate.ts';

/** How one day comes out by the one policy of the benchmark. */
export function figureOf(directory: string): Score {
  const instance = readInstance(dirname(resolve(directory)), basename(resolve(directory)));
  return scoreOf(
    instance,
    simulate(instance, { decide: deciderOf('ours', policyWith({})) }).deliveries,
  );
}
