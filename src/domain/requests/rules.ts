import type { Mode } from '../../geo/road-classes.ts';

const takenBack = [
  'OPEN',
  'MATCHING',
  'ASSIGNED',
  'IN_PROGRESS',
  'FULFILLED',
  'HANDED_TO_BACKSTOP',
] as const;

/** The life of a request. Each step names the states it may be taken from, and where it leads. */
export const requestSteps = {
  offer: { from: ['OPEN'], to: 'MATCHING' },
  assign: { from: ['OPEN', 'MATCHING', 'HANDED_TO_BACKSTOP'], to: 'ASSIGNED' },
  reopen: { from: ['MATCHING', 'ASSIGNED', 'IN_PROGRESS'], to: 'OPEN' },
  openAgain: { from: ['FULFILLED', 'CONFIRMED'], to: 'OPEN' },
  pickUp: { from: ['ASSIGNED'], to: 'IN_PROGRESS' },
  deliver: { from: ['ASSIGNED', 'IN_PROGRESS'], to: 'FULFILLED' },
  serveItself: { from: ['HANDED_TO_BACKSTOP'], to: 'FULFILLED' },
  confirm: { from: ['FULFILLED'], to: 'CONFIRMED' },
  cancel: { from: ['OPEN', 'MATCHING', 'ASSIGNED', 'HANDED_TO_BACKSTOP'], to: 'CANCELLED' },
  /** A step of the rider was wrong: it stands again where it stood before. */
  resumeUnfetched: { from: takenBack, to: 'ASSIGNED' },
  resumeFetched: { from: takenBack, to: 'IN_PROGRESS' },
  handToBackstop: {
    from: ['OPEN', 'MATCHING', 'ASSIGNED', 'IN_PROGRESS'],
    to: 'HANDED_TO_BACKSTOP',
  },
  closeUnserved: { from: ['OPEN', 'MATCHING', 'HANDED_TO_BACKSTOP'], to: 'UNSERVED' },
} as const satisfies Steps;

/** Which steps their rider may take back, and where the request has to stand for that. */
export const undoableIn: Readonly<Record<string, readonly string[]>> = {
  setOut: ['ASSIGNED'],
  reachPickup: ['ASSIGNED'],
  pickUp: ['IN_PROGRESS'],
  reachDoor: ['IN_PROGRESS'],
  deliver: ['FULFILLED'],
  tryLater: ['IN_PROGRESS'],
  turnBack: ['IN_PROGRESS', 'HANDED_TO_BACKSTOP'],
  fail: ['OPEN', 'MATCHING', 'HANDED_TO_BACKSTOP'],
};

/** The life of an offer: only a pending one can be answered. */
export const offerSteps = {
  accept: { from: ['PENDING'], to: 'ACCEPTED' },
  decline: { from: ['PENDING'], to: 'DECLINED' },
  expire: { from: ['PENDING'], to: 'EXPIRED' },
  withdraw: { from: ['PENDING'], to: 'WITHDRAWN' },
  lose: { from: ['PENDING'], to: 'LOST' },
} as const satisfies Steps;

const beforePickup = ['ACCEPTED', 'TO_PICKUP', 'AT_PICKUP'] as const;
const underWay = [...beforePickup, 'PICKED_UP', 'AT_DOOR'] as const;

/** States in which the rider still has the task, or at least its goods. */
export const liveAssignmentStates = [...underWay, 'RETURNING'] as const;

/** The life of an assignment: steps may be left out, and never go back. */
export const assignmentSteps = {
  setOut: { from: ['ACCEPTED'], to: 'TO_PICKUP' },
  reachPickup: { from: ['ACCEPTED', 'TO_PICKUP'], to: 'AT_PICKUP' },
  pickUp: { from: beforePickup, to: 'PICKED_UP' },
  reachDoor: { from: [...beforePickup, 'PICKED_UP'], to: 'AT_DOOR' },
  deliver: { from: underWay, to: 'DONE' },
  fail: { from: underWay, to: 'FAILED' },
  tryLater: { from: ['PICKED_UP', 'AT_DOOR'], to: 'PICKED_UP' },
  turnBack: { from: ['PICKED_UP', 'AT_DOOR'], to: 'RETURNING' },
  giveBack: { from: ['RETURNING'], to: 'RETURNED' },
  /** Staff found that it was not done after all. */
  revoke: { from: ['DONE'], to: 'FAILED' },
  transfer: { from: underWay, to: 'TRANSFERRED' },
  withdraw: { from: liveAssignmentStates, to: 'WITHDRAWN' },
} as const satisfies Steps;

/** The life of a transfer: what is in the rider's bag is first agreed on, then handed over by both. */
export const transferSteps = {
  agree: { from: ['PENDING'], to: 'AGREED' },
  handOver: { from: ['PENDING', 'AGREED'], to: 'DONE' },
  decline: { from: ['PENDING', 'AGREED'], to: 'DECLINED' },
  expire: { from: ['PENDING', 'AGREED'], to: 'EXPIRED' },
  withdraw: { from: ['PENDING', 'AGREED'], to: 'WITHDRAWN' },
} as const satisfies Steps;

type Steps = Readonly<Record<string, { readonly from: readonly string[]; readonly to: string }>>;

export type RequestStep = keyof typeof requestSteps;
export type OfferStep = keyof typeof offerSteps;
export type AssignmentStep = keyof typeof assignmentSteps;
export type TransferStep = keyof typeof transferSteps;

/** Where the step leads from this state; undefined when it may not be taken from there. */
export const next = <S extends Steps, Step extends keyof S>(
  steps: S,
  step: Step,
  state: string,
): S[Step]['to'] | undefined => (steps[step]!.from.includes(state) ? steps[step]!.to : undefined);

/** States in which somebody still has to do something about the request. */
export const liveStates = [
  'OPEN',
  'MATCHING',
  'ASSIGNED',
  'IN_PROGRESS',
  'FULFILLED',
  'HANDED_TO_BACKSTOP',
] as const;

/** States in which the promised instant still runs. */
export const unservedStates = [
  'OPEN',
  'MATCHING',
  'ASSIGNED',
  'IN_PROGRESS',
  'HANDED_TO_BACKSTOP',
] as const;

/** States after which nothing more happens. */
export const closedStates = ['CONFIRMED', 'CANCELLED', 'UNSERVED'] as const;

/** Why the platform itself takes an offer back; a person's own words stand otherwise. */
export const offDuty = 'OFF_DUTY';
export const assignedByHand = 'ASSIGNED_BY_HAND';
export const requestClosed = 'REQUEST_CLOSED';
export const stepTakenBack = 'STEP_TAKEN_BACK';

/** How far an offered place is, said coarsely enough to hide the door. */
export function distanceBand(metres: number): string {
  const bands = [500, 1_000, 2_000, 3_000, 5_000];
  const upper = bands.findIndex((limit) => metres < limit);
  if (upper === 0) return '<500 m';
  if (upper < 0) return '>5 km';
  return `${bands[upper - 1]! / 1_000}–${bands[upper]! / 1_000} km`;
}

/** Metres rounded up to the next half kilometre: what an offer says before it is accepted. */
export const coarseMetres = (metres: number): number => Math.ceil(Math.max(metres, 1) / 500) * 500;

/** A rider who let an offer pass is not asked again for the same request so soon. */
export const missedOfferMinutes = 5;

/** How long handing over takes at a pickup unless the kind says otherwise. */
export const usualPickupSeconds = 120;

const speedsMps: Readonly<Record<string, number>> = {
  E_BIKE: 5,
  MOTORBIKE: 6,
  CAR: 5.5,
  BICYCLE: 3.5,
  ON_FOOT: 1.3,
};

/** Metres per second through town, stops at lights included. */
export const speedOf = (vehicle: string): number => speedsMps[vehicle] ?? 1.3;

const modes: Readonly<Record<string, Mode>> = {
  E_BIKE: 'CYCLE',
  BICYCLE: 'CYCLE',
  MOTORBIKE: 'MOTOR',
  CAR: 'MOTOR',
};

/** Which roads are open to the vehicle. */
export const modeOf = (vehicle: string): Mode => modes[vehicle] ?? 'FOOT';

/** How many of those weighed stand in a decision, cheapest and nearest first. */
export const keptCandidates = 20;
export const keptExclusions = 60;
