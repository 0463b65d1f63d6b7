import { spawnSync } from 'node:child_process';
import type { Policy } from '../../src/dispatch/policy.ts';
import { isFile } from '../files.ts';
import { needed, numberOf, optionsOf, pathOf } from '../options.ts';
import { unusable } from '../unusable.ts';
import { policies, type PolicyName } from './deciding.ts';
import type { Disturbance } from './disturbance.ts';
import { policyFrom } from './policy.ts';

/** What is to be simulated, by whom, and where it is written. */
export interface Asked {
  readonly instances: string;
  readonly out: string;
  readonly every: number;
  readonly names: readonly PolicyName[];
  readonly disturbance: Disturbance;
  readonly numbers: Policy;
  readonly laws: boolean;
  readonly checker: string | undefined;
}

const texts = [
  'instances',
  'out',
  'every',
  'policy',
  'decline',
  'ready-sd',
  'draw',
  'numbers',
  'checker',
] as const;
const DAY_MINUTES = 1440;

/** What the options say; nothing when only help is wanted. */
export function askedBy(args: readonly string[]): Asked | undefined {
  const said = optionsOf({ texts, flags: ['laws', 'help'] }, args);
  if (said.help) return undefined;
  return {
    instances: pathOf(needed('instances', said.instances)),
    out: pathOf(needed('out', said.out)),
    every: numberOf('every', said.every ?? '1', { atLeast: 1, below: 1e6, whole: true }),
    names: namesOf(said.policy ?? 'ours'),
    disturbance: {
      decline: numberOf('decline', said.decline ?? '0', { atLeast: 0, below: 1 }),
      readySd: numberOf('ready-sd', said['ready-sd'] ?? '0', { atLeast: 0, below: DAY_MINUTES }),
      draw: numberOf('draw', said.draw ?? '1', { atLeast: 1, below: 1e6, whole: true }),
    },
    numbers: policyFrom(said.numbers ?? '{}'),
    laws: said.laws,
    checker: said.checker === undefined ? undefined : checkerAt(pathOf(said.checker)),
  };
}

function namesOf(list: string): PolicyName[] {
  return [...new Set(list.split(',').map((name) => name.trim()))].map(
    (name) =>
      policies.find((known) => known === name) ??
      unusable(
        `--policy 没有“${name}”；可用：${policies.join(' ')}`,
        `--policy knows no "${name}"; there are ${policies.join(' ')}`,
      ),
  );
}

function checkerAt(file: string): string {
  if (!isFile(file)) return unusable(`没有检查程序 ${file}`, `there is no checker ${file}`);
  if (spawnSync('python3', ['--version']).error)
    return unusable(
      '--checker 需要 python3，这里没有',
      '--checker needs python3, which is not here',
    );
  return file;
}
