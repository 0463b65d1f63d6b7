import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { Snapshot } from '../../src/dispatch/model.ts';
import { makePolicy, type Policy, type PolicyDraft } from '../../src/dispatch/policy.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { RUNS } from './arbitraries.ts';

/** A town, made small, in which a law of the engine once failed. */
interface Regression {
  /** What was wrong, for people. */
  readonly found: string;
  readonly town: Snapshot;
  /** By which numbers it failed; absent when those of the law do. */
  readonly policy?: PolicyDraft;
}

const FILE = 'test/dispatch/regressions.jsonl';

/** One a line; towns and not seeds, which draw something else as soon as a generator changes. */
export const regressions: readonly Regression[] = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line)
  .map((line) => JSON.parse(line) as Regression)
  .map((one) => ({ ...one, town: makeSnapshot(one.town) }));

/** The law must hold in every town that once broke one, then in every generated town. */
export const forEveryTown = (
  towns: fc.Arbitrary<Snapshot>,
  law: (town: Snapshot) => void,
  runs = RUNS,
): void =>
  assertAll(towns, law, {
    runs,
    stored: regressions.map(({ town }) => town),
    lineOf: (town) => ({ town }),
  });

/** The same of laws that hold by every policy. */
export const forEveryPolicy = (
  cases: fc.Arbitrary<[Snapshot, Policy]>,
  law: (town: Snapshot, policy: Policy) => void,
  runs = RUNS,
): void =>
  assertAll(cases, ([town, policy]) => law(town, policy), {
    runs,
    stored: regressions.map(({ town, policy = {} }) => [town, makePolicy(policy)]),
    lineOf: ([town, policy]) => ({ town, policy }),
  });

interface Replaying<T> {
  readonly runs: number;
  readonly stored: T[];
  lineOf(failing: T): Omit<Regression, 'found'>;
}

function assertAll<T>(
  cases: fc.Arbitrary<T>,
  law: (value: T) => void,
  { runs, stored, lineOf }: Replaying<T>,
): void {
  const property = fc.property(cases, (value) => {
    law(value);
  });
  fc.assert(property, {
    numRuns: runs + stored.length,
    examples: stored.map((value) => [value]),
    reporter(details) {
      if (!details.failed) return;
      const line = { found: 'what was wrong', ...lineOf(details.counterexample![0]) };
      throw new Error(
        `${fc.defaultReportMessage(details)}\n\nKeep it as a line of ${FILE}:\n${JSON.stringify(line)}\n`,
        { cause: details.errorInstance },
      );
    },
  });
}
