import { InvalidModel } from '../../src/dispatch/invalid.ts';
import {
  defaultPolicy,
  makePolicy,
  type Policy,
  type PolicyDraft,
} from '../../src/dispatch/policy.ts';
import { unusable } from '../unusable.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** The one policy for every instance of the benchmark: paid couriers who always accept, no rest rules, no territory. */
export const couriers: PolicyDraft = {
  maxBundle: 4,
  commit: 'AT_DEPARTURE',
  tellAheadMs: 0,
  offerAheadMs: DAY,
  staleAfterMs: DAY,
  offersPerDay: 100_000,
  loadCounts: 'FROM_PICKUP',
  rest: { workMs: DAY, limitMs: DAY, daysInARow: 8 },
  hold: { ms: 0 },
  // A bundle is of one restaurant.
  bundle: { freshMs: HOUR, sameBuildingM: 0, detourMs: 0 },
  weights: { added: 0.15, waiting: 1, late: 1, fairness: 0.02 },
  fairnessMaxMinutes: 5,
  search: { passes: 3 },
  exclusionsPerTask: 3,
};

export const policyWith = (draft: PolicyDraft) =>
  makePolicy({ ...couriers, ...draft, weights: { ...couriers.weights, ...draft.weights } });

/** The one policy with the numbers that are typed as JSON; refuses what is no number of a policy. */
export function policyFrom(json: string): Policy {
  const draft = parsed(json);
  refuseStrange(draft, defaultPolicy as unknown as Tree, '');
  try {
    return policyWith(draft);
  } catch (error) {
    if (!(error instanceof InvalidModel)) throw error;
    const list = (of: 'zh' | 'en') => error.problems.map((one) => `${one.path} ${one[of]}`);
    return unusable(
      `--numbers 不是可用的派单规则：${list('zh').join('；')}`,
      `--numbers makes no policy: ${list('en').join('; ')}`,
    );
  }
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(json: string): Tree {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const { message } = error as SyntaxError;
    return unusable(`--numbers 不是 JSON：${message}`, `--numbers is no JSON: ${message}`);
  }
  if (isTree(value)) return value;
  return unusable(
    `--numbers 应形如 {"maxBundle":2}，得到 ${json}`,
    `--numbers must be like {"maxBundle":2}, not ${json}`,
  );
}

/** Everything that is said must be in a policy, and of the same kind there. */
function refuseStrange(said: Tree, usual: Tree, under: string): void {
  for (const [key, value] of Object.entries(said)) {
    const name = `${under}${key}`;
    const wanted = Object.hasOwn(usual, key) ? usual[key] : undefined;
    if (wanted === undefined) {
      const names = Object.keys(usual).join(' ');
      unusable(
        `--numbers：规则里没有 ${name}；这里有 ${names}`,
        `--numbers: a policy has no ${name}; here it has ${names}`,
      );
    }
    if (isTree(wanted) && isTree(value)) refuseStrange(value, wanted, `${name}.`);
    else if (typeof value !== typeof wanted || isTree(wanted))
      unusable(
        `--numbers：${name} 应像 ${JSON.stringify(wanted)}，得到 ${JSON.stringify(value)}`,
        `--numbers: ${name} must be like ${JSON.stringify(wanted)}, not ${JSON.stringify(value)}`,
      );
  }
}
