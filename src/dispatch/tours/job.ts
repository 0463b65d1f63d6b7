import type { LngLat } from '../../geo/point.ts';
import type { Open } from '../by-grid.ts';
import { pairConstraintsOf } from '../constraints/all.ts';
import type { PairConstraint } from '../constraints/constraint.ts';
import { openTo } from '../constraints/territory.ts';
import type { Stop, Task } from '../model.ts';
import { earliestOf, limitOf } from '../route.ts';
import type { Scene } from '../scene.ts';
import { rankOf } from '../waves.ts';
import { NOWHERE, type Places } from './places.ts';

/** One task as the search of tours sees it, in milliseconds and numbered places. */
export interface Job {
  readonly index: number;
  readonly taskId: string;
  /** Absent for what a rider has promised already. */
  readonly task: Task | undefined;
  /** Where the rider may come from; undefined when each has to be looked at. */
  readonly open: Open | undefined;
  /** The rules that may refuse it to somebody. */
  readonly rules: readonly PairConstraint[];
  /** Several riders are asked for it at once, and therefore for nothing else with it. */
  readonly isAlone: boolean;
  readonly pickup: number;
  readonly pickupAt: LngLat | undefined;
  readonly pickupApproachMs: number;
  readonly pickupServiceMs: number;
  readonly readyAt: number;
  /** What it costs is reckoned from here, no later than `readyAt`: what is uncertain may be ready earlier, and a rider who waits costs less than a meal that does. */
  readonly hopedAt: number;
  readonly readySpreadMs: number;
  readonly door: number;
  readonly doorAt: LngLat;
  readonly doorApproachMs: number;
  readonly doorServiceMs: number;
  readonly windowStart: number;
  /** From here on waiting is counted. */
  readonly earliest: number;
  readonly dueAt: number;
  readonly limit: number;
  readonly load: number;
  readonly rank: number;
}

/** Whether several riders are asked for it at once, and therefore for nothing else with it. */
export const asksSeveral = ({ tier, waveSize }: Task, { policy }: Pick<Scene, 'policy'>): boolean =>
  tier >= policy.urgentTier && Math.min(waveSize, policy.maxWave) > 1;

const milliseconds = (seconds: number) => Math.round(seconds * 1000);

/** A waiting task as a job. */
export function jobOf(
  task: Task,
  places: Places,
  { index, scene }: { index: number; scene: Scene },
) {
  const { pickup, dropoff, readySpreadMs = 0 } = task;
  const job: Job = {
    index,
    taskId: task.id,
    task,
    open: openTo(task, scene),
    rules: pairConstraintsOf(task, scene, { isNear: false }),
    isAlone: asksSeveral(task, scene),
    pickupAt: pickup?.at,
    pickup: pickup ? places.number(pickup.at) : NOWHERE,
    pickupApproachMs: milliseconds(pickup?.approachSeconds ?? 0),
    pickupServiceMs: milliseconds(pickup?.serviceSeconds ?? 0),
    readyAt: task.readyAt,
    hopedAt: task.readyAt - scene.policy.ready.hopedSpreads * readySpreadMs,
    readySpreadMs,
    door: places.number(dropoff.at),
    doorAt: dropoff.at,
    doorApproachMs: milliseconds(dropoff.approachSeconds),
    doorServiceMs: milliseconds(dropoff.serviceSeconds),
    windowStart: task.windowStart,
    earliest: Math.max(scene.now, earliestOf(task)),
    dueAt: task.dueAt,
    limit: limitOf(task, scene),
    load: task.load,
    rank: rankOf(task, scene),
  };
  return job;
}

/** Something promised whose pickup still lies ahead; others may be fetched with it. */
export function promisedJob(pickup: Stop, dropoff: Stop, places: Places): Job {
  return {
    index: -1,
    taskId: pickup.taskId!,
    task: undefined,
    open: undefined,
    rules: [],
    isAlone: false,
    pickupAt: pickup.at,
    pickup: places.number(pickup.at),
    pickupApproachMs: milliseconds(pickup.approachSeconds),
    pickupServiceMs: milliseconds(pickup.serviceSeconds),
    readyAt: pickup.notBefore,
    hopedAt: pickup.notBefore,
    readySpreadMs: 0,
    door: places.number(dropoff.at),
    doorAt: dropoff.at,
    doorApproachMs: milliseconds(dropoff.approachSeconds),
    doorServiceMs: milliseconds(dropoff.serviceSeconds),
    windowStart: dropoff.notBefore,
    earliest: dropoff.notBefore,
    dueAt: dropoff.dueAt,
    limit: dropoff.latestAt ?? Infinity,
    load: pickup.loadChange,
    rank: 0,
  };
}
