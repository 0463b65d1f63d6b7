import { Inspection } from './invalid.ts';
import { inspectPolicy } from './policy-bounds.ts';

/** The numbers by which the engine decides; data with a version, stored beside each decision. */
export interface Policy {
  readonly version: number;
  /** A position older than this makes no candidate. */
  readonly staleAfterMs: number;
  /** 绕行倍数: road metres per metre as the crow flies. */
  readonly detourFactor: number;
  /** 路况倍数: seconds along the roads per second that their length and the rider's speed say. */
  readonly paceFactor: number;
  /** How long after the promised instant a visit is still worth making. */
  readonly lateGraceMs: number;
  /** No offer earlier than this before the work can begin. */
  readonly offerAheadMs: number;
  /** FROM_ACCEPTANCE counts everything promised at once; FROM_PICKUP only what is on board together. */
  readonly loadCounts: 'FROM_ACCEPTANCE' | 'FROM_PICKUP';
  /** Interruptions per rider and day; urgent work is exempt. */
  readonly offersPerDay: number;
  readonly rest: RestRules;
  /** Grid first, then neighbours: `firstHops` (urgent work `urgentHops`) at once, one ring more each `stepMs`. */
  readonly territory: {
    readonly firstHops: number;
    readonly urgentHops: number;
    readonly stepMs: number;
    /** Beyond this ring even a rider in no known grid is near. */
    readonly everywhereHops: number;
  };
  /** Collect non-urgent work for `ms` when there are at least `minTasks` and fewer riders than `ridersPerTask` each. */
  readonly hold: { readonly ms: number; readonly minTasks: number; readonly ridersPerTask: number };
  /** From this tier on a task is urgent. */
  readonly urgentTier: number;
  readonly maxWave: number;
  /** An extra rider of a wave is asked only below this cost. */
  readonly waveCostMinutes: number;
  readonly weights: {
    /** Minutes until a declined offer reaches the next rider. */
    readonly declineMinutes: number;
    readonly added: number;
    readonly waiting: number;
    readonly late: number;
    readonly continuityMinutes: number;
    readonly territoryPerHop: number;
    readonly fairness: number;
  };
  /** The most a rider's fairness debt may cost a resident, in minutes. */
  readonly fairnessMaxMinutes: number;
  /** When a task has more candidates than this, only the cheapest are matched. */
  readonly candidatesPerTask: number;
  /** Of how many riders nearest to a task it is written out why they are excluded. */
  readonly exclusionsPerTask: number;
  /** The most tasks asked for together; `bundle` says which may be. */
  readonly maxBundle: number;
  /** AT_ONCE asks as soon as somebody can; AT_DEPARTURE keeps plans free to change until the rider must leave. */
  readonly commit: 'AT_ONCE' | 'AT_DEPARTURE';
  /** With AT_DEPARTURE: how long before leaving a rider is asked. */
  readonly tellAheadMs: number;
  /** How long before being asked a rider sees what is kept for them. */
  readonly showAheadMs: number;
  /** Goods whose ready time is uncertain, in spreads: how much earlier they are hoped for, and how much earlier a free rider sets off. */
  readonly ready: { readonly hopedSpreads: number; readonly aheadSpreads: number };
  /** What may be carried together. */
  readonly bundle: BundleRules;
  /** How often at most tours are gone through for improvements. */
  readonly search: { readonly passes: number };
}

/** What may be asked for together. */
export interface BundleRules {
  /** All of it is at its door at most so long after the rider has left the first pickup. */
  readonly freshMs: number;
  /**
   * Places so near to each other are one building: what is fetched in one, or what is brought to one, goes together. 0 means the very
   * same place, and what is fetched apart does not go together because it is brought to one.
   */
  readonly sameBuildingM: number;
  /**
   * 顺路: other things that are fetched go together when each is at its door at most so much later than straight from its pickup. 0: they
   * do not.
   */
  readonly detourMs: number;
}

/** When a rider is to rest (national guidance on riders' labour, SAMR). */
export interface RestRules {
  /** A pause of `pauseMs` is due after `workMs` without one. */
  readonly workMs: number;
  readonly pauseMs: number;
  /** After so much in a local day the rider is advised to stop. */
  readonly promptMs: number;
  /** After so much in a local day nothing more is offered. */
  readonly limitMs: number;
  /** After so many local days on end nothing is offered for one. */
  readonly daysInARow: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The usual numbers. */
export const defaultPolicy: Policy = {
  version: 1,
  staleAfterMs: 2 * MINUTE,
  detourFactor: 1.35,
  paceFactor: 1,
  lateGraceMs: 30 * MINUTE,
  offerAheadMs: 30 * MINUTE,
  loadCounts: 'FROM_ACCEPTANCE',
  offersPerDay: 30,
  // Eight hours a day, and three of overtime at most (Labour Law, articles 36 and 41); one day of rest a week (article 38).
  rest: {
    workMs: 4 * HOUR,
    pauseMs: 20 * MINUTE,
    promptMs: 8 * HOUR,
    limitMs: 11 * HOUR,
    daysInARow: 6,
  },
  territory: { firstHops: 2, urgentHops: 12, stepMs: MINUTE, everywhereHops: 6 },
  hold: { ms: 5_000, minTasks: 5, ridersPerTask: 3 },
  urgentTier: 2,
  maxWave: 5,
  waveCostMinutes: 30,
  // Not in the order of `CostTerms`: objects that begin alike share their layout, and these would lose theirs to the many.
  weights: {
    declineMinutes: 2,
    added: 1,
    waiting: 0.5,
    late: 4,
    continuityMinutes: 3,
    territoryPerHop: 0.25,
    fairness: 0.1,
  },
  fairnessMaxMinutes: 3,
  candidatesPerTask: 40,
  exclusionsPerTask: 60,
  maxBundle: 1,
  commit: 'AT_ONCE',
  tellAheadMs: 2 * MINUTE,
  showAheadMs: 10 * MINUTE,
  ready: { hopedSpreads: 0.5, aheadSpreads: 3 },
  // Policies stored before there were these numbers say nothing of them: what was decided by them is decided so again.
  bundle: { freshMs: 40 * MINUTE, sameBuildingM: 0, detourMs: 0 },
  search: { passes: 4 },
};

/**
 * The policy a street starts with: up to four things from one building, to one or on one way are asked for at once, several riders when they are not far, and whoever
 * often declines is asked less (`npm run bench:day` shows what that brings).
 */
export const streetPolicy: Policy = {
  ...defaultPolicy,
  maxBundle: 4,
  bundle: { ...defaultPolicy.bundle, sameBuildingM: 30, detourMs: 3 * MINUTE },
  waveCostMinutes: 16,
  weights: { ...defaultPolicy.weights, declineMinutes: 8 },
};

/** What a street says of its policy; the rest is as in `defaultPolicy`. */
export type PolicyDraft = {
  readonly [Key in keyof Policy]?: Policy[Key] extends object ? Partial<Policy[Key]> : Policy[Key];
};

/** A policy from what a street says of it; throws `InvalidModel` naming every number out of its bounds and every unknown name. */
export function makePolicy(draft: PolicyDraft): Policy {
  const found = new Inspection('policy');
  inspectPolicy(found, draft);
  found.conclude();
  const weights = { ...defaultPolicy.weights, ...draft.weights };
  return {
    ...defaultPolicy,
    ...draft,
    rest: { ...defaultPolicy.rest, ...draft.rest },
    territory: { ...defaultPolicy.territory, ...draft.territory },
    hold: { ...defaultPolicy.hold, ...draft.hold },
    // This one stands in a cost as it is, and costs are sums of whole thousandths.
    weights: { ...weights, continuityMinutes: inThousandths(weights.continuityMinutes) },
    ready: { ...defaultPolicy.ready, ...draft.ready },
    bundle: { ...defaultPolicy.bundle, ...draft.bundle },
    search: { ...defaultPolicy.search, ...draft.search },
  };
}

const inThousandths = (minutes: number) => Math.round(minutes * 1000) / 1000;
