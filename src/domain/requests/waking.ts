import type { Reservation } from '../../dispatch/model.ts';
import { comingAt } from '../../dispatch/plan.ts';
import type { Context } from '../../platform/context.ts';
import { actorOf } from './visible.ts';

/** 最晚告知: remembers the earliest instant at which a rider is to see what is kept for them, or must be told of it. */
export async function wakeFor(ctx: Context, reserved: readonly Reservation[]): Promise<void> {
  const wakeAt = Math.min(...reserved.map((one) => comingAt(one, ctx.now.getTime())));
  if (wakeAt === Infinity) return;
  await ctx.em.execute(
    `insert into planning_wake as w (street_id, at) values (?, ?)
     on conflict (street_id) do update set at = least(w.at, excluded.at)`,
    [actorOf(ctx).streetId, new Date(wakeAt).toISOString()],
  );
}

/** Whether that instant has come. */
export async function isToWake({ em, now, actor }: Context): Promise<boolean> {
  const due = await em.execute<unknown[]>(
    'select 1 from planning_wake where street_id = ? and at <= ?',
    [actor!.streetId, now.toISOString()],
  );
  return due.length > 0;
}

/** Forgets it: what is planned then says anew when to wake. Only for the one who plans, since planning writes it as well. */
export const awake = ({ em, now, actor }: Context): Promise<unknown> =>
  em.execute('delete from planning_wake where street_id = ? and at <= ?', [
    actor!.streetId,
    now.toISOString(),
  ]);
