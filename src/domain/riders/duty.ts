import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { isCarrying, lockRider } from './locking.ts';
import { Duty, type Rider } from './rider.ts';
import { dutyPeriods } from './rules.ts';

/** 上线: from now on the rider is located and asked; also the end of a break. */
export const startDuty = (ctx: Context): Promise<Rider> => change(ctx, Duty.ON);

/** 休息: keeps what was accepted, is asked for nothing more. Refuses OFF_DUTY. */
export const takeBreak = (ctx: Context): Promise<Rider> => change(ctx, Duty.BREAK);

/** 下线: the position is forgotten with it. Refuses STILL_CARRYING. */
export const stopDuty = (ctx: Context): Promise<Rider> => change(ctx, Duty.OFF);

/** Asking for the duty one already has changes nothing. */
async function change(ctx: Context, duty: Duty): Promise<Rider> {
  const rider = await lockRider(ctx, ctx.actor!.riderId);
  if (rider.duty === duty) return rider;
  if (duty === Duty.BREAK && rider.duty === Duty.OFF) refuse('NOT_ON_DUTY');
  if (duty === Duty.OFF && (await isCarrying(ctx, rider))) refuse('STILL_CARRYING');
  rider.duty = duty;
  rider.dutySince = duty === Duty.OFF ? null : (rider.dutySince ?? ctx.now);
  await ctx.em.flush();
  await writePeriod(ctx, rider, duty);
  await record(ctx, 'rider.duty_changed', { riderId: rider.id, duty });
  return rider;
}

/** The day of a rider is a row of periods without gap or overlap, until duty ends. */
async function writePeriod(
  { em, now }: Context,
  { streetId, id }: Rider,
  duty: Duty,
): Promise<void> {
  await em.execute(
    'update duty_period set ended_at = ? where street_id = ? and rider_id = ? and ended_at is null',
    [now.toISOString(), streetId, id],
  );
  const kind = dutyPeriods[duty];
  if (kind)
    await em.execute(
      'insert into duty_period (street_id, rider_id, kind, started_at) values (?, ?, ?, ?)',
      [streetId, id, kind, now.toISOString()],
    );
}
