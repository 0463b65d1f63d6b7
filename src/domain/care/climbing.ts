import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { record } from '../events.ts';
import { Organization } from '../organizations/organization.ts';
import { refuse } from '../refusals.ts';
import { noteSeen } from './contacting.ts';
import { LadderStep } from './ladder-step.ts';
import { CareLadder } from './ladder.ts';
import { stepNoteCell } from './note-cells.ts';
import { backstopOf, blockOf } from './owners.ts';
import { ladderPolicyOf } from './policy.ts';
import { raiseAlert } from './raising.ts';
import { stepAfter } from './rules.ts';
import {
  AlertKind,
  AlertLevel,
  LadderOutcome,
  LadderState,
  LadderStepName,
  StepAnswer,
  StepOutcome,
  Urgency,
} from './states.ts';
import { stepEnds } from './timing.ts';

/** How many ladders one sweep moves on: a second's work, with room. */
const SWEEP = 50;

/** What somebody says of a step. */
export interface Answer {
  readonly outcome: StepAnswer;
  readonly note?: string | null | undefined;
}

/**
 * 处置反馈: a person says what came of a step. Reached resolves the ladder, no answer goes on to the next step at once, unsafe
 * alarms the street office. Who reaches the person after the deadline of the step still resolves it. Said twice it is the
 * same. Refuses NOT_FOUND, LADDER_CLOSED, STEP_ANSWERED.
 */
export async function answerStep(ctx: Context, id: string, answer: Answer): Promise<LadderStep> {
  const { ladder, step } = await holdStep(ctx, id);
  if (step.outcome === StepOutcome[answer.outcome]) return step;
  if (ladder.state !== LadderState.OPEN) return refuse('LADDER_CLOSED');
  const isLate = step.outcome === StepOutcome.LAPSED;
  if (step.outcome && !isLate) return refuse('STEP_ANSWERED');
  if (isLate && answer.outcome === StepAnswer.NO_ANSWER) return step;
  step.answeredBy = ctx.actor!.accountId ?? null;
  if (answer.note) step.noteSealed = seal(ctx.keys, stepNoteCell(id), answer.note);
  end(ctx, step, StepOutcome[answer.outcome]);
  await ctx.em.flush();
  if (answer.outcome === StepAnswer.REACHED) await resolve(ctx, ladder);
  else if (answer.outcome === StepAnswer.UNSAFE) await escalate(ctx, ladder, LadderOutcome.UNSAFE);
  else await goOn(ctx, ladder);
  return step;
}

/** 逾时升级: moves on every ladder whose step nobody answered in time; one that somebody is just answering is passed over. */
export async function moveLaddersOn(ctx: Context): Promise<void> {
  const due = await ctx.em.execute<{ id: string }[]>(
    `select id from care_ladder where street_id = ? and state = 'OPEN' and deadline_at <= ?
     order by deadline_at, id limit ${SWEEP} for no key update skip locked`,
    [ctx.actor!.streetId, ctx.now.toISOString()],
  );
  for (const { id } of due) {
    const ladder = await ctx.em.findOneOrFail(CareLadder, id, { refresh: true });
    await endOpenStep(ctx, ladder, StepOutcome.LAPSED);
    await goOn(ctx, ladder);
  }
}

/** Ends the step under way. The ladder is locked. */
async function endOpenStep(ctx: Context, ladder: CareLadder, outcome: StepOutcome): Promise<void> {
  const open = await ctx.em.findOne(LadderStep, { ladder, endedAt: null }, { refresh: true });
  if (open) end(ctx, open, outcome);
  await ctx.em.flush();
}

function end({ now }: Context, step: LadderStep, outcome: StepOutcome): void {
  step.outcome = outcome;
  step.endedAt = now > step.startedAt ? now : step.startedAt;
}

async function goOn(ctx: Context, ladder: CareLadder): Promise<void> {
  const next = stepAfter(ladder.step);
  if (!next) return escalate(ctx, ladder, LadderOutcome.NO_ANSWER);
  const communityId = ladder.community.id;
  const ownerId =
    next === 'EMERGENCY' ? await backstopOf(ctx, communityId) : await blockOf(ctx, communityId);
  const minutes = await ladderPolicyOf(ctx, ladder.policyVersion);
  ladder.step = LadderStepName[next];
  ladder.owner = ref(ctx.em.getReference(Organization, ownerId));
  ladder.deadlineAt = stepEnds(ctx.now, next, minutes);
  await ctx.em.flush();
  await beginStep(ctx, ladder);
  await record(ctx, 'care.ladder_step', ladder.fact());
}

/** Writes down the step that the ladder has come to. */
async function beginStep(ctx: Context, ladder: CareLadder): Promise<void> {
  await ctx.em.execute(
    `insert into care_ladder_step (street_id, ladder_id, resident_id, community_id, nth, step, started_at, deadline_at)
     select ?, ?, ?, ?, max(nth) + 1, ?, ?, ? from care_ladder_step where ladder_id = ?`,
    [
      ladder.streetId,
      ladder.id,
      ladder.resident.id,
      ladder.community.id,
      ladder.step,
      ctx.now.toISOString(),
      ladder.deadlineAt.toISOString(),
      ladder.id,
    ],
  );
}

async function resolve(ctx: Context, ladder: CareLadder): Promise<void> {
  await endOpenStep(ctx, ladder, StepOutcome.REACHED);
  close(ctx, ladder, LadderOutcome.REACHED);
  await ctx.em.flush();
  const { residentId, communityId } = ladder.fact();
  const kind = ladder.step === LadderStepName.CALL ? 'CALL' : 'VISIT';
  await noteSeen(ctx, { residentId, communityId, kind });
  await record(ctx, 'care.ladder_resolved', { ...ladder.fact(), outcome: LadderOutcome.REACHED });
}

/** The street office is alarmed, and the alert goes on where the ladder ends. */
async function escalate(ctx: Context, ladder: CareLadder, outcome: LadderOutcome): Promise<void> {
  if (outcome === LadderOutcome.UNSAFE) await endOpenStep(ctx, ladder, StepOutcome.UNSAFE);
  close(ctx, ladder, outcome);
  ladder.state = LadderState.ESCALATED;
  await ctx.em.flush();
  const { residentId, communityId, ladderId } = ladder.fact();
  await raiseAlert(ctx, {
    residentId,
    communityId,
    ladderId,
    kind: outcome === LadderOutcome.UNSAFE ? AlertKind.UNSAFE : AlertKind.NO_ANSWER,
    urgency: Urgency.URGENT,
    level: AlertLevel.STREET,
    riderId: ctx.actor!.riderId,
  });
}

function close({ now }: Context, ladder: CareLadder, outcome: LadderOutcome): void {
  ladder.state = LadderState.RESOLVED;
  ladder.outcome = outcome;
  ladder.closedAt = now;
}

/** The step and its ladder, locked and as they are now. A rider answers for the call from the door, nothing after it. */
async function holdStep(ctx: Context, id: string) {
  const { role, riderId } = ctx.actor!;
  const own = role === 'RIDER' ? { riderId: riderId ?? null } : {};
  const known = await ctx.em.findOne(LadderStep, { id, ...own });
  if (!known) return refuse('NOT_FOUND');
  await ctx.em.execute('select 1 from care_ladder where id = ? for no key update', [
    known.ladder.id,
  ]);
  const ladder = await ctx.em.findOneOrFail(CareLadder, known.ladder.id, { refresh: true });
  const step = await ctx.em.findOneOrFail(LadderStep, id, { refresh: true });
  return { ladder, step };
}
