import { Inspection, nameOf, type Problem, type Unproven } from './invalid.ts';
import type { Task } from './model.ts';
import { inspectVisit, makeVisit, type VisitDraft } from './visit.ts';

type Required = 'id' | 'gridId' | 'openedAt' | 'dueAt';

/** What must be said of a task; everything else has a plain default. */
export type TaskDraft = Pick<Task, Required> &
  Partial<Omit<Task, Required | 'pickup' | 'dropoff'>> & {
    readonly pickup?: VisitDraft;
    readonly dropoff: VisitDraft;
  };

/** Those made here: they are not inspected twice. */
const proven = new WeakSet<object>();

/** A task the engine can reason about; throws `InvalidModel` naming every problem of the draft. */
export function makeTask(draft: TaskDraft): Task {
  const found = new Inspection('task');
  found.record('', draft);
  found.conclude();
  const { pickup, dropoff, ...rest } = draft;
  const { readyAt } = { readyAt: draft.openedAt, ...rest };
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
    ...(pickup !== undefined && { pickup: makeVisit(pickup) }),
    dropoff: makeVisit(dropoff),
  };
  for (const problem of problemsOfTask(task)) found.problems.push(problem);
  found.conclude();
  proven.add(task);
  return task;
}

/** Whatever is wrong with what claims to be a task. */
export function problemsOfTask(task: Unproven<Task>): readonly Problem[] {
  if (proven.has(task)) return [];
  const found = new Inspection(`task ${nameOf(task.id)}`);
  found.id('id', task.id);
  found.text('kind', task.kind);
  found.id('gridId', task.gridId);
  for (const field of ['openedAt', 'readyAt', 'windowStart', 'dueAt'] as const)
    found.time(field, task[field]);
  found.ifSaid('latestAt', task.latestAt, 'time');
  if (task.pickup !== undefined) inspectVisit(found, 'pickup', task.pickup);
  inspectVisit(found, 'dropoff', task.dropoff);
  found.inOrder('dueAt', [task.windowStart, task.dueAt]);
  found.inOrder('latestAt', [task.dueAt, task.latestAt]);
  found.count('load', task.load);
  found.ifSaid('readySpreadMs', task.readySpreadMs, 'amount');
  found.count('minTrust', task.minTrust);
  found.step('tier', task.tier, [0, 3]);
  found.step('waveSize', task.waveSize, [1, 5]);
  found.ifSaid('pinnedRiderId', task.pinnedRiderId, 'id');
  for (const field of ['needs', 'bannedRiderIds', 'regularRiderIds'] as const)
    found.ids(field, task[field]);
  return found.problems;
}
