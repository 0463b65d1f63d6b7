import type { FilterQuery } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { open } from '../../platform/crypto/seal.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { logAccess } from '../access/access-log.ts';
import { refuse } from '../refusals.ts';
import { CareAlert } from './alert.ts';
import type { AlertPage, LadderFilter } from './inputs.ts';
import { LadderStep } from './ladder-step.ts';
import { CareLadder } from './ladder.ts';
import { noteCell, resultNoteCell, stepNoteCell } from './note-cells.ts';
import { LadderState } from './states.ts';
import type { CareNotes } from './views.ts';

/** The most ladders one answer holds; a street has few open ones. */
const MOST = 200;

/** 最小知情: whose care this actor may see at all. The walls of the database stand behind it. */
export function visibleCare({ actor }: Context): FilterQuery<CareAlert & CareLadder> {
  const { streetId, role, communityIds } = actor!;
  if (role === 'STREET_STAFF' || role === 'SYSTEM') return { streetId };
  if (role === 'COMMUNITY_STAFF') return { streetId, community: { $in: [...communityIds] } };
  return { id: { $in: [] } };
}

/** Alerts, latest first, for the desk of the street or of one community. */
export async function listAlerts(ctx: Context, page: AlertPage): Promise<Page<CareAlert>> {
  const { first, after, state, communityId: community } = page;
  const where = [
    visibleCare(ctx),
    ...(state ? [{ state }] : []),
    ...(community ? [{ community }] : []),
  ];
  const onwards = after ? [beyond(decodeCursor(after))] : [];
  const rows = await ctx.em.find(
    CareAlert,
    { $and: [...where, ...onwards] },
    { orderBy: { raisedAt: 'desc', id: 'asc' }, limit: first + 1 },
  );
  const totalCount = await ctx.em.count(CareAlert, { $and: where });
  const cursorOf = ({ raisedAt, id }: CareAlert) => `${raisedAt.toISOString()}|${id}`;
  return pageOf(rows, { first, totalCount, cursorOf });
}

function beyond(cursor: string): FilterQuery<CareAlert> {
  const [text, id] = cursor.split('|');
  const raisedAt = new Date(text!);
  if (!id || Number.isNaN(raisedAt.getTime())) return refuse('INVALID_INPUT', 'after');
  return { $or: [{ raisedAt: { $lt: raisedAt } }, { raisedAt, id: { $gt: id } }] };
}

/** Ladders, those whose time is over soonest first. */
export const listLadders = (
  ctx: Context,
  { state, communityId: community }: LadderFilter,
): Promise<CareLadder[]> =>
  ctx.em.find(
    CareLadder,
    { $and: [visibleCare(ctx), { state }, ...(community ? [{ community }] : [])] },
    {
      orderBy: state === LadderState.OPEN ? { deadlineAt: 'asc' } : { startedAt: 'desc' },
      limit: MOST,
    },
  );

/** The ladder of that id, if the actor may see whom it is about; null otherwise. */
export const findLadder = (ctx: Context, id: string): Promise<CareLadder | null> =>
  ctx.em.findOne(CareLadder, { $and: [{ id }, visibleCare(ctx)] });

/** The calls a rider has still to make from the door. */
export const listOwnSteps = ({ em, actor }: Context): Promise<LadderStep[]> =>
  em.find(
    LadderStep,
    { riderId: actor!.riderId ?? null, endedAt: null, ladder: { state: LadderState.OPEN } },
    { orderBy: { startedAt: 'asc' } },
  );

/** Opens what was written about one alert for a purpose, and writes down who looked. Refuses NOT_FOUND. */
export async function openNotes(ctx: Context, id: string, purpose: string): Promise<CareNotes> {
  const { em, keys } = ctx;
  const alert = await em.findOne(
    CareAlert,
    { $and: [{ id }, visibleCare(ctx)] },
    { populate: ['observation', 'ladder.steps'] },
  );
  if (!alert) return refuse('NOT_FOUND');
  const fields = ['observation', 'result', 'steps'];
  const subjectId = alert.resident.id;
  await logAccess(ctx, { purpose, operation: 'alertNotes', subjectId, fields });
  const observation = alert.observation?.unwrap();
  const steps = alert.ladder?.unwrap().steps.getItems() ?? [];
  return {
    observed: observation?.noteSealed
      ? open(keys, noteCell(observation.id), observation.noteSealed)
      : null,
    result: alert.resultNoteSealed ? open(keys, resultNoteCell(id), alert.resultNoteSealed) : null,
    steps: steps.flatMap((step) =>
      step.noteSealed ? [open(keys, stepNoteCell(step.id), step.noteSealed)] : [],
    ),
  };
}
