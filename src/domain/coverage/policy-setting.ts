import type { Context } from '../../platform/context.ts';
import { addVersion, changed, listVersions, lockPolicies } from '../policies/versions.ts';
import type { CoverageRules, CoverageRulesInput } from './policy-inputs.ts';
import { policyOf } from './policy.ts';
import { type CoveragePolicy, coveragePolicy } from './rules.ts';

/** Every version the street had, the one in force first. */
export async function listCoverageRules(ctx: Context): Promise<CoverageRules[]> {
  const set = await listVersions(ctx, 'coverage_policy');
  const first = { ...coveragePolicy, validFrom: null, reason: null };
  const told = set.map(({ policy, ...row }) => ({
    ...coveragePolicy,
    ...(policy as Partial<CoveragePolicy>),
    ...row,
  }));
  return [...told, first];
}

/** 设定覆盖规则: in force from now on, for what is counted and told from now on. */
export async function setCoverageRules(
  ctx: Context,
  { reason, ...numbers }: CoverageRulesInput,
): Promise<CoverageRules> {
  await lockPolicies(ctx);
  const { version: _, ...policy } = changed(await policyOf(ctx), numbers);
  const version = await addVersion(ctx, 'coverage_policy', { policy, reason });
  return { ...policy, version, validFrom: ctx.now, reason: reason.trim() };
}
