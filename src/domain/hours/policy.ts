import type { Context } from '../../platform/context.ts';
import { actorOf } from '../requests/visible.ts';
import { defaultHoursPolicy, type HoursPolicy } from './rules.ts';

export interface PolicyVersion {
  readonly version: number;
  readonly policy: HoursPolicy;
}

/** The numbers in force; a street office that set none has the usual ones as its first version. */
export async function policyNow(ctx: Context): Promise<PolicyVersion> {
  const { streetId } = actorOf(ctx);
  const latest = async () => {
    const [row] = await ctx.em.execute<{ version: number; policy: unknown }[]>(
      'select version, policy from hours_policy where street_id = ? and valid_from <= ? order by version desc limit 1',
      [streetId, ctx.now.toISOString()],
    );
    return row && { version: row.version, policy: completed(row.policy) };
  };
  const set = await latest();
  if (set) return set;
  await insert(ctx, { version: 1, policy: defaultHoursPolicy });
  return (await latest())!;
}

/** A version as it was set; numbers it did not know yet are the usual ones. */
export const completed = (policy: unknown): HoursPolicy => ({
  ...defaultHoursPolicy,
  ...(policy as Partial<HoursPolicy>),
});

async function insert(ctx: Context, { version, policy }: PolicyVersion): Promise<void> {
  const { streetId, accountId = null } = actorOf(ctx);
  await ctx.em.execute(
    `insert into hours_policy (street_id, version, valid_from, policy, set_by) values (?, ?, ?, ?::jsonb, ?)
     on conflict do nothing`,
    [streetId, version, ctx.now.toISOString(), JSON.stringify(policy), accountId],
  );
}
