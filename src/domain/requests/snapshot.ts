import type { Rider, Snapshot, Task } from '../../dispatch/model.ts';
import { makeRider } from '../../dispatch/rider.ts';
import { makeSnapshot } from '../../dispatch/snapshot.ts';
import { makeTask } from '../../dispatch/task.ts';
import type { Context } from '../../platform/context.ts';
import type { LearnedTimes } from '../learning/learned-times.ts';
import { dayNumberOf, daysOnEnd } from '../riders/local-day.ts';
import { arrayOf } from './ids.ts';
import { countingOffers } from './offered-work.ts';
import { taskDraft, wayOf } from './rider-way.ts';
import { missedOfferMinutes } from './rules.ts';
import { RIDERS, type RiderRow } from './riders-sql.ts';
import { GRIDS, tasksWhere, type GridRow, type TaskRow, type WaitingRow } from './snapshot-sql.ts';
import { actorOf } from './visible.ts';

/** Which requests the engine is asked about: a condition on `service_request r`. */
export interface Question {
  readonly where: string;
  readonly values: readonly unknown[];
  /** Only this rider is looked at, who comes forward: earlier declines and the number of offers do not matter. */
  readonly volunteerId?: string;
  /** What riders are being asked for counts as theirs, and keeps nobody from anything. */
  readonly countsOffers?: boolean;
}

/** What is read for the engine, and the version of each request at that moment: a later change voids the answer. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly versions: ReadonlyMap<string, number>;
}

/** The street at this instant, by four statements; by five where offers count. */
export async function readSnapshot(
  ctx: Context,
  question: Question,
  learned: LearnedTimes,
): Promise<Reading> {
  const { where, values, volunteerId, countsOffers } = question;
  const { em, now } = ctx;
  const { streetId } = actorOf(ctx);
  const at = now.toISOString();
  const found = await em.execute<WaitingRow[]>(tasksWhere(where), [at, streetId, ...values]);
  const usually = (task: TaskRow) => withLearned(task, learned, now.getTime());
  const waiting = found.map((row) => ({ ...row, task: usually(row.task) }));
  if (waiting.length === 0)
    return {
      snapshot: makeSnapshot({ now: now.getTime(), riders: [], tasks: [] }),
      versions: new Map(),
    };
  const rows = await ridersFor(ctx, waiting, volunteerId);
  const riders = countsOffers ? await countingOffers(ctx, rows) : rows;
  const grids = await em.execute<GridRow[]>(GRIDS, [streetId, at, at]);
  const asked = new Set(waiting.map(({ task }) => task.id));
  const snapshot = makeSnapshot({
    now: now.getTime(),
    riders: once(riders.map((row) => apartFrom(row, asked)))
      .map((row) => ({ ...row, work: withTasks(row.work, usually) }))
      .filter(({ id }) => !volunteerId || id === volunteerId)
      .map((row) => riderOf(volunteerId ? volunteering(row) : row, now.getTime())),
    tasks: waiting.map(waitingTaskOf),
    grids: withGridsOf(grids, waiting),
  });
  return { snapshot, versions: new Map(waiting.map(({ task, version }) => [task.id, version])) };
}

/** One rider as dispatching sees them now; nothing off duty or without a position. */
export async function readRider(
  ctx: Context,
  riderId: string,
  learned: LearnedTimes,
): Promise<Rider | undefined> {
  const now = ctx.now.getTime();
  const [row] = once(await ridersFor(ctx, [], riderId));
  const usually = (task: TaskRow) => withLearned(task, learned, now);
  return row && riderOf({ ...row, work: withTasks(row.work, usually) }, now);
}

/** How long it takes there, and how surely the goods are ready when they are said to be, by what was learned. */
function withLearned(task: TaskRow, learned: LearnedTimes, now: number): TaskRow {
  const { kind, dropoff, pickup, serviceSeconds, pickupSeconds } = task;
  const at = Math.max(now, task.readyAt);
  const place = pickup ?? dropoff;
  const spreadSeconds = task.readyAt > now ? learned.readySpreadOf({ place, kind, at }) : 0;
  return {
    ...task,
    serviceSeconds: learned.secondsOf('DOOR', { place: dropoff, kind, at, usual: serviceSeconds }),
    pickupSeconds: pickup
      ? learned.secondsOf('PICKUP', { place: pickup, kind, at, usual: pickupSeconds })
      : pickupSeconds,
    ...(spreadSeconds > 0 && { readySpreadMs: spreadSeconds * 1000 }),
  };
}

const withTasks = (work: RiderRow['work'], usually: (task: TaskRow) => TaskRow): RiderRow['work'] =>
  work?.map((one) => ({ ...one, task: usually(one.task) })) ?? null;

/** Everybody on duty; of very many, those near enough to be considered. */
const ridersFor = (
  { em, now, actor }: Context,
  waiting: readonly WaitingRow[],
  volunteerId: string | undefined,
): Promise<RiderRow[]> =>
  em.execute<RiderRow[]>(RIDERS, [
    now.toISOString(),
    actor!.streetId,
    now.toISOString(),
    actor!.streetId,
    arrayOf(waiting.map(({ task }) => task.id)),
    volunteerId ?? null,
    missedOfferMinutes,
    actor!.streetId,
  ]);

/** A rider who is asked for several requests together is read once for each of them. */
const once = (rows: readonly RiderRow[]): RiderRow[] =>
  [...Map.groupBy(rows, ({ id }) => id).values()].map(
    (same) => same.find(({ pending }) => !pending) ?? same[0]!,
  );

const volunteering = (row: RiderRow): RiderRow => ({ ...row, declined: null, offersToday: 0 });

/** Asked about what a rider is already doing or being asked, the engine is to imagine that it waits. */
const apartFrom = (row: RiderRow, asked: ReadonlySet<string>): RiderRow => ({
  ...row,
  work: (row.work ?? []).filter(({ task }) => !asked.has(task.id)),
  pending: row.pending && asked.has(row.pending) ? null : row.pending,
});

/** A place that has left the territory stands alone, so that its request is still planned. */
const withGridsOf = (grids: readonly GridRow[], waiting: readonly WaitingRow[]): GridRow[] => {
  const known = new Set(grids.map(({ id }) => id));
  const strange = new Set(waiting.map(({ gridId }) => gridId).filter((id) => !known.has(id)));
  return [...grids, ...[...strange].map((id) => ({ id, neighbours: [] }))];
};

const waitingTaskOf = (row: WaitingRow): Task =>
  makeTask({
    ...taskDraft(row.task),
    gridId: row.gridId,
    needs: row.skills,
    minTrust: row.minTrust,
    waveSize: row.waveSize,
    bannedRiderIds: row.banned,
    regularRiderIds: row.regular,
    ...(row.pinned && { pinnedRiderId: row.pinned }),
  });

function riderOf(row: RiderRow, now: number): Rider {
  return makeRider({
    ...wayOf(row, now),
    id: row.id,
    positionAt: row.positionAt,
    capacity: row.capacity,
    skills: row.skills,
    trustLevel: row.trustLevel,
    duty: row.duty,
    workingSince: row.workingSince,
    ...(row.dutyEndsAt !== null && { dutyEndsAt: row.dutyEndsAt }),
    workedTodayMs: row.workedTodayMs,
    daysInARow: daysOnEnd(row.daysWorked ?? [], dayNumberOf(now)),
    availableAt: now,
    gridIds: [...new Set([...(row.gridId ? [row.gridId] : []), ...(row.appointedTo ?? [])])],
    declinedTaskIds: row.declined ?? [],
    ...(row.pending && { pendingTaskId: row.pending }),
    offersToday: row.offersToday,
    creditedMinutes: row.creditedMinutes,
    availableMinutes: row.availableMinutes,
    declineProbability: (row.unanswered + 1) / (row.offered + 10),
  });
}
