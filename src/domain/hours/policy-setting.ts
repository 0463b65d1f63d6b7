import type { Context } from '../../platform/context.ts';
import { addVersion, changed, listVersions, lockPolicies } from '../policies/versions.ts';
import { refuse } from '../refusals.ts';
import { RequestKind } from '../requests/request-kind.ts';
import { completed, policyNow } from './policy.ts';
import type { HoursRules, HoursRulesInput } from './policy-inputs.ts';
import { defaultHoursPolicy, type HoursPolicy } from './rules.ts';

/** Every version the street had, the one in force first. */
export async function listHoursRules(ctx: Context): Promise<HoursRules[]> {
  const set = await listVersions(ctx, 'hours_policy');
  const told = set.map(({ policy, ...row }) => ({ ...toldAs(completed(policy)), ...row }));
  const first = { ...toldAs(defaultHoursPolicy), version: 1, validFrom: null, reason: null };
  return told.length > 0 ? told : [first];
}

/** 设定计时规则: in force from now on, for what is measured from now on. Refuses INVALID_INPUT for a kind nobody knows. */
export async function setHoursRules(ctx: Context, input: HoursRulesInput): Promise<HoursRules> {
  const { reason, mostMinutes, ...numbers } = input;
  await lockPolicies(ctx);
  const { policy: before } = await policyNow(ctx);
  const minutes = Object.fromEntries((mostMinutes ?? []).map((one) => [one.kind, one.minutes]));
  const codes = Object.keys(minutes);
  const known = await ctx.em.count(RequestKind, { code: { $in: codes } });
  if (known < codes.length) refuse('INVALID_INPUT', 'mostMinutes: kind');
  const policy: HoursPolicy = changed(before, {
    ...numbers,
    mostMinutes: { ...before.mostMinutes, ...minutes },
  });
  const version = await addVersion(ctx, 'hours_policy', { policy, reason });
  return { ...toldAs(policy), version, validFrom: ctx.now, reason: reason.trim() };
}

const toldAs = ({ mostMinutes, ...numbers }: HoursPolicy) => ({
  ...numbers,
  mostMinutes: Object.entries(mostMinutes).map(([kind, minutes]) => ({ kind, minutes })),
});
