import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { CoverageRules, CoverageRulesInput } from './policy-inputs.ts';
import { listCoverageRules, setCoverageRules } from './policy-setting.ts';

/** 覆盖规则: the numbers behind the figures of coverage. */
@Resolver()
export class CoverageRulesResolver {
  @May('coverage:read')
  @Query(() => [CoverageRules], { description: 'Every version, the one in force first.' })
  coverageRules(@Ctx() ctx: Context) {
    return listCoverageRules(ctx);
  }

  @May('policy:set')
  @Idempotent()
  @Mutation(() => CoverageRules)
  setCoverageRules(
    @Ctx() ctx: Context,
    @Arg('input', () => CoverageRulesInput) input: CoverageRulesInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return setCoverageRules(ctx, input);
  }
}
