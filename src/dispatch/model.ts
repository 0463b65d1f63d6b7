import type { LngLat } from '../geo/point.ts';
import type { Mode } from '../geo/road-classes.ts';

/** Everything the engine may know, frozen at one instant; plain JSON, so that a stored one can be replayed. Times are epoch milliseconds. */
export interface Snapshot {
  readonly now: number;
  readonly riders: readonly Rider[];
  /** Work that waits for somebody: neither accepted nor under a running offer. */
  readonly tasks: readonly Task[];
  /** The grids and who borders whom; empty when no territory is known. */
  readonly grids: readonly Grid[];
}

/** One grid (网格) of the street and the grids that share a border with it. */
export interface Grid {
  readonly id: string;
  readonly neighbours: readonly string[];
}

/** A courier on the road: where, how fast, what fits, what is already promised. */
export interface Rider {
  readonly id: string;
  readonly at: LngLat;
  /** When the position was received. */
  readonly positionAt: number;
  readonly speedMps: number;
  /** Which roads are open; absent means by bicycle. */
  readonly mode?: Mode;
  /** How many load units fit. */
  readonly capacity: number;
  /** Load units on board now; what is promised but not yet picked up stands in the route. */
  readonly load: number;
  readonly skills: readonly string[];
  readonly trustLevel: number;
  readonly duty: Duty;
  /** No pickup after this instant. */
  readonly dutyEndsAt?: number;
  /** The end of the last real pause, or the start of duty. */
  readonly workingSince?: number;
  /** Milliseconds on duty in the local day, pauses apart. */
  readonly workedTodayMs?: number;
  /** Local days worked on end before today. */
  readonly daysInARow?: number;
  /** The first instant the rider can set off from `at`. */
  readonly availableAt: number;
  /** Stops still ahead in order, own parcels included. */
  readonly route: readonly Stop[];
  /** How many leading stops of the route nothing may be put before. */
  readonly frozenStops: number;
  /** The grid of the position, and the grids the rider is appointed to. */
  readonly gridIds: readonly string[];
  readonly declinedTaskIds: readonly string[];
  /** Set while an offer to this rider is unanswered: the rider is reserved. */
  readonly pendingTaskId?: string;
  readonly offersToday: number;
  /** Minutes of service credited, and minutes on duty, both decayed over 14 days. */
  readonly creditedMinutes: number;
  readonly availableMinutes: number;
  /** How likely the rider declines an offer, 0 up to but not 1. */
  readonly declineProbability: number;
}

export type Duty = 'ON' | 'BREAK' | 'OFF';

/** A place to be visited on the way: `approachSeconds` from kerb to door, then `serviceSeconds` at the door. */
export interface Visit {
  readonly at: LngLat;
  readonly approachSeconds: number;
  readonly serviceSeconds: number;
}

/** One stop of a route: service begins at max(arrival + approach, notBefore). */
export interface Stop extends Visit {
  readonly id: string;
  readonly kind: 'PICKUP' | 'DROPOFF' | 'OWN';
  /** Absent for the rider's own parcels. */
  readonly taskId?: string;
  readonly notBefore: number;
  /** Promised; later costs. */
  readonly dueAt: number;
  /** Later is refused; absent means `dueAt` plus the grace of the policy. */
  readonly latestAt?: number;
  /** Units taken on (positive) or handed over (negative). */
  readonly loadChange: number;
}

/** A request as the engine sees it: an optional pickup, a drop-off, a window, what it needs. */
export interface Task {
  readonly id: string;
  readonly kind: string;
  readonly pickup?: Visit;
  readonly dropoff: Visit;
  readonly gridId: string;
  readonly openedAt: number;
  /** The goods can be picked up from here on; without a pickup, work may begin. */
  readonly readyAt: number;
  /** How far from `readyAt` it may turn out to be, as a standard deviation; absent means it is known. */
  readonly readySpreadMs?: number;
  /** Not to be at the door before. */
  readonly windowStart: number;
  /** Promised at the door; later costs. */
  readonly dueAt: number;
  /** Later is worthless and refused; absent means the later of `dueAt` and now, plus the grace of the policy. */
  readonly latestAt?: number;
  readonly load: number;
  readonly needs: readonly string[];
  readonly minTrust: number;
  /** 0 can wait, 1 normal, 2 urgent (warm box, medicine), 3 a life. */
  readonly tier: number;
  /** How many riders are asked at once, 1 to 5. */
  readonly waveSize: number;
  readonly pinnedRiderId?: string;
  readonly bannedRiderIds: readonly string[];
  /** Riders the resident knows; preferred within the bound of the policy. */
  readonly regularRiderIds: readonly string[];
}

/** What the engine decides: who is asked what, why the rest waits, and the account of both. */
export interface Plan {
  readonly policyVersion: number;
  readonly offers: readonly Proposal[];
  readonly waiting: readonly Waiting[];
  /** One per task, in the order of task ids. */
  readonly explanations: readonly Explanation[];
  /** Work meant for a rider who need not leave yet; free to change until then. */
  readonly reserved?: readonly Reservation[];
  /** The earliest instant at which the passing of time alone may change this plan, or what is kept is to be shown. */
  readonly wakeAt?: number;
}

/** Ask these riders at once, best first, for these tasks (one, unless the policy allows bundles). */
export interface Proposal {
  readonly taskIds: readonly string[];
  readonly asked: readonly Candidate[];
}

/** What a rider would be asked for if nothing changed until then, in order. */
export interface Reservation {
  readonly riderId: string;
  readonly taskIds: readonly string[];
  /** What comes next of it; absent when other work comes first. */
  readonly next?: NextAsking;
}

/** What a rider would be asked for at once, and when. Shown beforehand, a rider for whom it is not can say so while there is time. */
export interface NextAsking {
  readonly taskIds: readonly string[];
  /** From here on the rider may see it. */
  readonly showAt: number;
  /** When the rider must know. */
  readonly tellAt: number;
}

/** A task nobody is asked for now, and why. */
export interface Waiting {
  readonly taskId: string;
  readonly reasons: readonly Sentence[];
}

/** A rider who could do it, and what that would cost; `terms` add up to `costMinutes`. */
export interface Candidate {
  readonly riderId: string;
  readonly costMinutes: number;
  readonly terms: CostTerms;
  /** When service at the pickup, and at the door, would begin. */
  readonly pickupAt?: number;
  readonly arriveAt: number;
  /** When service at each door would begin, for several tasks asked for together, in their order. */
  readonly doorsAt?: readonly number[];
  /** How much longer the rider is on the way than without the task. */
  readonly addedMs: number;
  /** From the rider's position to the first place of the task, in metres as the crow flies. */
  readonly distanceM: number;
  /** Before which stops of the present route the pickup and the drop-off go (route length = at the end). */
  readonly insertion: { readonly pickup?: number; readonly dropoff: number };
  /** For what is decided as part of a tour: the whole route as it would be, by stop id. */
  readonly way?: readonly string[];
}

/** The parts of a cost, each in minutes of a resident's time; negative is an advantage. */
export interface CostTerms {
  readonly added: number;
  readonly waiting: number;
  readonly late: number;
  readonly decline: number;
  readonly fairness: number;
  readonly continuity: number;
  readonly territory: number;
}

/** One sentence for people, Chinese first. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** A rider who is not asked, the rule that refuses, and its sentence. */
export interface Exclusion {
  readonly riderId: string;
  readonly constraint: string;
  readonly sentence: Sentence;
}

/** Everything that was weighed for one task: enough to answer "why this rider" and "why not me". */
export interface Explanation {
  readonly taskId: string;
  readonly summary: Sentence;
  /** Cheapest first, ties by rider id. */
  readonly candidates: readonly Candidate[];
  /** Of the riders nearest to the task those excluded, nearest first; `excluded` counts all by constraint. */
  readonly exclusions: readonly Exclusion[];
  readonly excluded: Readonly<Record<string, number>>;
  /** For what is asked for as one of several; candidates are weighed for the task alone all the same. */
  readonly together?: Together;
}

/** What is asked for at once, and what it brings that one rider takes all of it. */
export interface Together {
  /** In the order of the doors. */
  readonly taskIds: readonly string[];
  /** What all of it costs with the rider who is asked. */
  readonly costMinutes: number;
  /** What each alone would cost with the same rider, added up; absent when some of it cannot be taken alone. */
  readonly aloneMinutes?: number;
}
