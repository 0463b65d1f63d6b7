import type { Context } from '../../platform/context.ts';
import { ownAssignments } from './own-work.ts';
import { scheduleOf } from './scheduled.ts';
import { riderOf } from './visible.ts';
import { type WayStop, WayStopKind } from './way-stop.ts';

/** 顺序: the rider's own stops ahead, with what each is for. */
export async function ownWay(ctx: Context): Promise<WayStop[]> {
  const stops = await scheduleOf(ctx, riderOf(ctx));
  const assignments = new Map((await ownAssignments(ctx)).map((one) => [one.request.id, one]));
  return stops.map(({ id, kind, taskId, beginsAt }) => ({
    kind: WayStopKind[kind],
    assignment: assignments.get(taskId ?? '') ?? null,
    ownStopId: kind === 'OWN' ? id : null,
    beginsAt,
  }));
}
