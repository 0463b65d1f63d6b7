import type { Context } from '../../platform/context.ts';
import { type CoveragePolicy, coveragePolicy } from './rules.ts';

/** The numbers in force in the street now; the product's own when it has set none. */
export async function policyOf({ em, actor, now }: Context): Promise<CoveragePolicy> {
  const [row] = await em.execute<{ version: number; policy: Partial<CoveragePolicy> }[]>(
    `select version, policy from coverage_policy where street_id = ? and valid_from <= ?
     order by version desc limit 1`,
    [actor!.streetId, now.toISOString()],
  );
  return row ? { ...coveragePolicy, ...row.policy, version: row.version } : coveragePolicy;
}
