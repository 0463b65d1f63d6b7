import type { Context } from '../../platform/context.ts';
import { carePolicy } from './policy.ts';

const DAY_MS = 86_400_000;

/** What is over longer than the policy keeps it; each statement leaves what a later one still needs. */
const OVER = [
  'delete from care_alert where street_id = ? and resolved_at < ?',
  `delete from observation o where street_id = ? and at < ?
     and not exists (select from care_alert a where a.street_id = o.street_id and a.observation_id = o.id)`,
  `delete from care_ladder l where street_id = ? and closed_at < ?
     and not exists (select from care_alert a where a.street_id = l.street_id and a.ladder_id = l.id)`,
  `delete from care_contact c where street_id = ? and at < ? and exists (select from care_contact later
     where later.street_id = c.street_id and later.resident_id = c.resident_id and later.at > c.at)`,
];

/** 到期删除: forgets closed ladders, resolved alerts, observations and contacts; the latest contact of each stays. */
export async function forgetOldCare(ctx: Context): Promise<void> {
  const { keepDays } = await carePolicy(ctx);
  const before = new Date(ctx.now.getTime() - keepDays * DAY_MS).toISOString();
  for (const statement of OVER) await ctx.em.execute(statement, [ctx.actor!.streetId, before]);
}
