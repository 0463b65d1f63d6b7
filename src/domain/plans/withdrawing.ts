import type { Context } from '../../platform/context.ts';
import { cancelRequest } from '../requests/ending.ts';
import { actorOf } from '../requests/visible.ts';
import { dayOf, daysAfter, type Day } from './local-day.ts';
import { ServicePlan } from './plan.ts';
import { daysOfMembers } from './reading-calendar.ts';

/** Further ahead nothing is ever issued: the longest lead is two days. */
const ISSUED_AHEAD_DAYS = 3;
/** Until the goods are on their way a request can be ended. */
const endable: readonly string[] = ['OPEN', 'MATCHING', 'ASSIGNED', 'HANDED_TO_BACKSTOP'];

interface Coming {
  readonly id: string;
  readonly residentId: string;
  readonly on: Day;
  readonly requestId: string | null;
  readonly requestState: string | null;
}

/**
 * Takes back what was issued for days on which a plan no longer serves somebody: requests are ended unless the goods are on
 * their way. The calendar is locked, and what was said of it is written.
 */
export async function withdrawUnplanned(
  ctx: Context,
  planIds: readonly string[],
  reason: string,
): Promise<void> {
  const plans = await ctx.em.find(ServicePlan, { id: { $in: [...planIds] } });
  for (const plan of plans) await withdrawFrom(ctx, plan, reason);
}

async function withdrawFrom(ctx: Context, plan: ServicePlan, reason: string): Promise<void> {
  const from = dayOf(ctx.now);
  const coming = await comingOf(ctx, plan, from);
  if (coming.length === 0) return;
  const span = { from, to: daysAfter(from, ISSUED_AHEAD_DAYS) };
  const members = plan.closedAt ? [] : await daysOfMembers(ctx, plan, span);
  const served = new Set(
    members.flatMap(({ residentId, days }) => days.map((day) => `${residentId} ${day}`)),
  );
  for (const one of coming)
    if (!served.has(`${one.residentId} ${one.on}`)) await withdraw(ctx, one, reason);
}

/** What is issued or waits to be, and is not over yet. */
export const comingOf = (ctx: Context, plan: ServicePlan, from: Day): Promise<Coming[]> =>
  ctx.em.execute<Coming[]>(
    `select o.id, o.resident_id as "residentId", o.on_date::text as on, o.request_id as "requestId", r.state as "requestState"
     from occurrence o left join service_request r on r.street_id = o.street_id and r.id = o.request_id
     where o.street_id = ? and o.plan_id = ? and o.on_date >= ? and o.state in ('ISSUED','BLOCKED') and o.due_at > ?
     order by o.resident_id, o.on_date`,
    [actorOf(ctx).streetId, plan.id, from, ctx.now.toISOString()],
  );

async function withdraw(ctx: Context, { id, requestId, requestState }: Coming, reason: string) {
  if (requestId && !endable.includes(requestState!)) return;
  if (requestId) await cancelRequest(ctx, requestId, reason);
  await ctx.em.execute(
    `update occurrence set state = 'WITHDRAWN', why = null, told = null, at = ? where street_id = ? and id = ?`,
    [ctx.now.toISOString(), actorOf(ctx).streetId, id],
  );
}
