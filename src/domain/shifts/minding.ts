import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { lockShift } from './finding.ts';
import { OVERRUN_MS } from './rules.ts';
import { keep, tellChanged } from './saving.ts';
import { Shift, ShiftState } from './shift.ts';

interface Told {
  readonly id: string;
  readonly rider_id: string;
  readonly duty: string;
}

/** It is time for a shift: who is not on duty is told, once. */
export async function tellBegun(ctx: Context): Promise<void> {
  const now = ctx.now.toISOString();
  const begun = await ctx.em.execute<Told[]>(
    `update shift s set began_told_at = ? from rider d
     where s.street_id = ? and s.state in ('PLANNED', 'CONFIRMED') and s.from_at <= ? and s.until_at > ? and s.began_told_at is null
       and d.street_id = s.street_id and d.id = s.rider_id
     returning s.id, s.rider_id, d.duty`,
    [now, ctx.actor!.streetId, now, now],
  );
  for (const { id, rider_id: riderId, duty } of begun)
    if (duty === 'OFF') await record(ctx, 'shift.began_without_duty', { shiftId: id, riderId });
}

/** A shift has been over for a while, no other has begun, and the rider is still on duty: told once. */
export async function tellOverrun(ctx: Context): Promise<void> {
  const now = ctx.now.toISOString();
  const late = await ctx.em.execute<Told[]>(
    `update shift s set overrun_told_at = ? from rider d
     where s.street_id = ? and s.state in ('PLANNED', 'CONFIRMED') and s.overrun_told_at is null
       and s.until_at <= ? and s.until_at > ?::timestamptz - interval '1 day'
       and d.street_id = s.street_id and d.id = s.rider_id and d.duty <> 'OFF' and d.duty_since < s.until_at
       and not exists (select 1 from shift n where n.street_id = s.street_id and n.rider_id = s.rider_id
         and n.state in ('PLANNED', 'CONFIRMED') and n.from_at <= ? and n.until_at > ?)
     returning s.id, s.rider_id, d.duty`,
    [
      now,
      ctx.actor!.streetId,
      new Date(ctx.now.getTime() - OVERRUN_MS).toISOString(),
      now,
      now,
      now,
    ],
  );
  for (const { id, rider_id: riderId } of late)
    await record(ctx, 'shift.overran', { shiftId: id, riderId });
}

/** 候补: a shift that is free again goes to the first in line who has no other then. */
export async function fillFromLine(
  ctx: Context,
  { shiftId, state }: { shiftId: string; state: string },
): Promise<void> {
  if (state !== ShiftState.OPEN) return;
  const shift = await lockShift(ctx, shiftId);
  if (shift.state !== ShiftState.OPEN || shift.fromAt <= ctx.now) return;
  const [next] = await ctx.em.execute<{ rider_id: string }[]>(
    `delete from shift_application q using (
       select a.street_id, a.shift_id, a.rider_id from shift_application a
       join rider d on d.street_id = a.street_id and d.id = a.rider_id and d.left_at is null
       where a.street_id = ? and a.shift_id = ? and not exists (select 1 from shift s
         where s.street_id = a.street_id and s.rider_id = a.rider_id and s.state in ('PLANNED', 'CONFIRMED')
         and s.from_at < ? and s.until_at > ?)
       order by a.nth limit 1) first
     where q.street_id = first.street_id and q.shift_id = first.shift_id and q.rider_id = first.rider_id
     returning q.rider_id`,
    [shift.streetId, shiftId, shift.untilAt.toISOString(), shift.fromAt.toISOString()],
  );
  if (!next) return;
  ctx.em.assign(shift, { rider: next.rider_id, state: ShiftState.CONFIRMED, reason: null });
  await keep(ctx);
  await tellChanged(ctx, shift);
}

/** Who left the alliance has no shifts to come: opened ones are free again, the others fall away. */
export async function freeShifts(ctx: Context, { riderId }: { riderId: string }): Promise<void> {
  const coming = await ctx.em.find(Shift, {
    rider: riderId,
    state: { $in: [ShiftState.PLANNED, ShiftState.CONFIRMED] },
    untilAt: { $gt: ctx.now },
  });
  for (const shift of coming) {
    const reason = '骑手已离队 / the rider has left';
    ctx.em.assign(
      shift,
      shift.opened
        ? { state: ShiftState.OPEN, rider: null, reason }
        : { state: ShiftState.CANCELLED, reason },
    );
    await keep(ctx);
    await tellChanged(ctx, shift);
  }
}
