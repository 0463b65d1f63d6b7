import { Inspection } from './invalid.ts';
import type { Task } from './model.ts';
import { inspectVisit, makeVisit, type VisitDraft } from './visit.ts';

type Required = 'id' | 'gridId' | 'openedAt' | 'dueAt';

/** What must be said of a task; everything else has a plain default. */
export type TaskDraft = Pick<Task, Required> &
  Partial<Omit<Task, Required | 'pickup' | 'dropoff'>> & {
    readonly pickup?: VisitDraft;
    readonly dropoff: VisitDraft;
  };

/** A task the engine can reason about; throws `InvalidModel` naming every problem of the draft. */
export function makeTask(draft: TaskDraft): Task {
  const { pickup, dropoff, ...rest } = draft;
  const readyAt = draft.readyAt ?? draft.openedAt;
  const task: Task = {
    kind: 'ERRAND',
    load: 1,
    needs: [],
    minTrust: 0,
    tier: 1,
    waveSize: 1,
    bannedRiderIds: [],
    regularRiderIds: [],
    windowStart: readyAt,
    ...rest,
    readyAt,
    ...(pickup && { pickup: makeVisit(pickup) }),
    dropoff: makeVisit(dropoff),
  };
  inspect(task);
  return task;
}

function inspect(task: Task): void {
  const found = new Inspection(`task ${task.id}`);
  found.id('id', task.id);
  found.id('gridId', task.gridId);
  for (const field of ['openedAt', 'readyAt', 'windowStart', 'dueAt', 'latestAt'] as const)
    found.time(field, task[field]);
  if (task.pickup) inspectVisit(found, 'pickup', task.pickup);
  inspectVisit(found, 'dropoff', task.dropoff);
  found.inOrder('dueAt', [task.windowStart, task.dueAt]);
  found.inOrder('latestAt', [task.dueAt, task.latestAt]);
  found.amount('load', task.load);
  found.amount('readySpreadMs', task.readySpreadMs ?? 0);
  found.amount('minTrust', task.minTrust);
  found.require(isStep(task.tier, [0, 3]), 'tier', { zh: '应为 0 到 3', en: 'must be 0 to 3' });
  found.require(isStep(task.waveSize, [1, 5]), 'waveSize', {
    zh: '应为 1 到 5',
    en: 'must be 1 to 5',
  });
  found.conclude();
}

const isStep = (value: number, [min, max]: readonly [number, number]) =>
  Number.isInteger(value) && value >= min && value <= max;
