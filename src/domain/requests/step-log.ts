import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentStep } from './rules.ts';
import { AssignmentState } from './states.ts';
import { StepEntry } from './step-entry.ts';
import { stepTime } from './step-time.ts';
import { actorOf } from './visible.ts';

/** What is said beside the step itself. */
export interface Said {
  /** When the device says it happened. */
  readonly deviceAt?: Date | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Takes a step and writes it down; answers when it happened. The request is locked. */
export function takeStep(
  ctx: Context,
  assignment: Assignment,
  { step, deviceAt, reason }: Said & { readonly step: AssignmentStep },
): Date {
  const { acceptedAt, state: from } = assignment;
  const previousAt = assignment.steppedAt ?? acceptedAt;
  const at = stepTime(deviceAt, { acceptedAt, previousAt, now: ctx.now });
  assignment.take(step, at);
  write(ctx, assignment, { step, from, at, deviceAt, reason });
  return at;
}

/** Writes that an entry was wrong: the assignment stands where it stood before. */
export function correct(ctx: Context, assignment: Assignment, wrong: StepEntry): void {
  const from = assignment.state;
  assignment.state = wrong.fromState;
  assignment.version++;
  write(ctx, assignment, { step: 'undo', from, at: ctx.now, correctsId: wrong.id });
}

interface Entry extends Said {
  readonly step: string;
  readonly from: AssignmentState;
  readonly at: Date;
  readonly correctsId?: string;
}

function write(ctx: Context, assignment: Assignment, entry: Entry): void {
  assignment.stepCount++;
  assignment.steppedAt = entry.at;
  ctx.em.create(StepEntry, {
    id: crypto.randomUUID(),
    streetId: assignment.streetId,
    assignment: ref(assignment),
    request: assignment.request,
    riderId: assignment.rider.id,
    nth: assignment.stepCount,
    fromState: entry.from,
    toState: assignment.state,
    step: entry.step,
    reason: entry.reason ?? null,
    deviceAt: entry.deviceAt ?? null,
    observedAt: entry.at,
    recordedAt: ctx.now,
    correctsId: entry.correctsId ?? null,
    saidBy: actorOf(ctx).accountId ?? null,
  });
}

/** The latest step that still counts. */
export async function lastStanding(ctx: Context, assignmentId: string): Promise<StepEntry | null> {
  const entries = await ctx.em.find(
    StepEntry,
    { assignment: assignmentId },
    { orderBy: { nth: 'desc' } },
  );
  const corrected = new Set(entries.map(({ correctsId }) => correctsId));
  return entries.find(({ id, correctsId }) => !correctsId && !corrected.has(id)) ?? null;
}
