import type { Task } from '../model.ts';
import type { Scene } from '../scene.ts';
import { banned } from './banned.ts';
import { capacity } from './capacity.ts';
import { collecting } from './collecting.ts';
import type {
  PairConstraint,
  RiderConstraint,
  RouteConstraint,
  TaskConstraint,
} from './constraint.ts';
import { deadline } from './deadline.ts';
import { declined } from './declined.ts';
import { dutyEnd } from './duty-end.ts';
import { duty } from './duty.ts';
import { expired } from './expired.ts';
import { interruptions } from './interruptions.ts';
import { onBoard } from './on-board.ts';
import { pinned } from './pinned.ts';
import { promises } from './promises.ts';
import { reachable } from './reachable.ts';
import { reserved } from './reserved.ts';
import { restDay } from './rest-day.ts';
import { restHours } from './rest-hours.ts';
import { rest } from './rest.ts';
import { skills } from './skills.ts';
import { staleness } from './staleness.ts';
import { territory } from './territory.ts';
import { tooEarly } from './too-early.ts';
import { trust } from './trust.ts';
import { underOffer } from './under-offer.ts';

/** Every rule of the engine, in the order in which they are asked. Adding a rule is adding a line, and a law in `check`. */
export const taskConstraints: readonly TaskConstraint[] = [
  underOffer,
  expired,
  tooEarly,
  collecting,
];
export const riderConstraints: readonly RiderConstraint[] = [
  duty,
  reserved,
  staleness,
  rest,
  restHours,
  restDay,
];
/** Territory first: in a large town it refuses most, and those it refuses need not be looked at. */
export const pairConstraints: readonly PairConstraint[] = [
  territory,
  pinned,
  banned,
  declined,
  trust,
  skills,
  capacity,
  interruptions,
];
/** The rules that may refuse somebody the task; for riders who stand in a grid that is open to it, territory apart. */
export const pairConstraintsOf = (
  task: Task,
  scene: Scene,
  { isNear }: { readonly isNear: boolean },
) =>
  pairConstraints.filter((rule) => {
    if (isNear && rule === territory) return false;
    return rule.concerns?.(task, scene) ?? true;
  });
export const routeConstraints: readonly RouteConstraint[] = [
  reachable,
  onBoard,
  deadline,
  promises,
  dutyEnd,
];

/** The label of every rule that can exclude a rider, by name. */
export const labels = Object.fromEntries(
  [...riderConstraints, ...pairConstraints, ...routeConstraints].map(({ name, label }) => [
    name,
    label,
  ]),
);
