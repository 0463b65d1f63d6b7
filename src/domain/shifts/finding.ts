import type { Context } from '../../platform/context.ts';
import { shown } from '../../platform/database/shown.ts';
import { refuse } from '../refusals.ts';
import type { Rider } from '../riders/rider.ts';
import { Shift, ShiftState } from './shift.ts';

/** The most of a list one call gives. */
const MOST = 500;
/** How far ahead riders look for open shifts. */
const OPEN_AHEAD_MS = 31 * 86_400_000;

export interface Between {
  readonly from: Date;
  readonly until: Date;
}

/** The shifts of the street that touch a stretch of time, by their beginning. */
export const listShifts = ({ em, actor }: Context, { from, until }: Between): Promise<Shift[]> =>
  em.find(
    Shift,
    { streetId: actor!.streetId, fromAt: { $lt: until }, untilAt: { $gt: from } },
    { orderBy: { fromAt: 'asc', id: 'asc' }, limit: MOST },
  );

/** The acting rider's own, the cancelled ones too. */
export const listOwnShifts = (ctx: Context, { from, until }: Between): Promise<Shift[]> =>
  ctx.em.find(
    Shift,
    { rider: riderIdOf(ctx), fromAt: { $lt: until }, untilAt: { $gt: from } },
    { orderBy: { fromAt: 'asc', id: 'asc' }, limit: MOST },
  );

/** Shifts put up for anybody that are still to come: free ones, and those one can stand in line for. */
export const listOpenShifts = (ctx: Context): Promise<Shift[]> =>
  ctx.em.find(
    Shift,
    {
      opened: true,
      state: { $in: [ShiftState.OPEN, ShiftState.CONFIRMED] },
      fromAt: { $gt: ctx.now, $lt: new Date(ctx.now.getTime() + OPEN_AHEAD_MS) },
      $or: [{ rider: null }, { rider: { $ne: riderIdOf(ctx) } }],
    },
    { orderBy: { fromAt: 'asc', id: 'asc' }, limit: MOST },
  );

/** A shift as it is now, held until the transaction ends; refuses NOT_FOUND. */
export async function lockShift({ em, actor }: Context, id: string): Promise<Shift> {
  const [locked] = await em.execute<unknown[]>(
    'select 1 from shift where street_id = ? and id = ? for no key update',
    [actor!.streetId, id],
  );
  if (!locked) return refuse('NOT_FOUND');
  return em.findOneOrFail(Shift, { id }, { refresh: true });
}

/** Who has a shift: for staff, the company and the rider; other riders only see that it is taken. */
export async function riderShown({ actor }: Context, { rider }: Shift): Promise<Rider | null> {
  const { role, riderId } = actor!;
  if (!rider || (role === 'RIDER' && rider.id !== riderId)) return null;
  return shown(rider);
}

export const riderIdOf = ({ actor }: Context): string => actor!.riderId ?? refuse('NOT_FOUND');
