import { makePolicy, type PolicyDraft } from '../../src/dispatch/policy.ts';

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
  bundle: { freshMs: HOUR },
  weights: { added: 0.15, waiting: 1, late: 1, fairness: 0.02 },
  fairnessMaxMinutes: 5,
  search: { passes: 3 },
  exclusionsPerTask: 3,
};

export const policyWith = (draft: PolicyDraft) =>
  makePolicy({ ...couriers, ...draft, weights: { ...couriers.weights, ...draft.weights } });
