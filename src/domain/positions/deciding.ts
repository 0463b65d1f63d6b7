import type { Context } from '../../platform/context.ts';
import { refusal, refuse } from '../refusals.ts';
import { makePolicy, policyFault, type PolicyDraft, type PositionPolicy } from './policy.ts';

/** 定位策略: the numbers in force in this street. */
export async function getPositionPolicy({ em, actor, now }: Context): Promise<PositionPolicy> {
  const [stored] = await em.execute<{ version: number; policy: PolicyDraft }[]>(
    `select version, policy from position_policy where street_id = ? and valid_from <= ?
     order by version desc limit 1`,
    [actor!.streetId, now.toISOString()],
  );
  return makePolicy(stored ?? null);
}

/** A new version of the policy, in force from now on; what is not said stays as it is. Refuses INVALID_INPUT. */
export async function setPositionPolicy(
  ctx: Context,
  changes: PolicyDraft,
): Promise<PositionPolicy> {
  const { em, actor, now } = ctx;
  await em.execute('select 1 from street where id = ? for no key update', [actor!.streetId]);
  const { version, ...present } = await getPositionPolicy(ctx);
  const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value != null));
  const policy = { ...present, ...said };
  const fault = policyFault(policy);
  if (fault) throw refusal('INVALID_INPUT', fault.zh);
  if (Object.keys(said).length === 0) refuse('INVALID_INPUT', 'policy');
  await em.execute(
    'insert into position_policy (street_id, version, valid_from, policy) values (?, ?, ?, ?::jsonb)',
    [actor!.streetId, version + 1, now.toISOString(), JSON.stringify(policy)],
  );
  return { ...policy, version: version + 1 };
}
