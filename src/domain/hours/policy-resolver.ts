import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { HoursRules, HoursRulesInput } from './policy-inputs.ts';
import { listHoursRules, setHoursRules } from './policy-setting.ts';

@Resolver()
export class HoursRulesResolver {
  @May('hours:read')
  @Query(() => [HoursRules], { description: 'Every version, the one in force first.' })
  hoursRules(@Ctx() ctx: Context) {
    return listHoursRules(ctx);
  }

  @May('policy:set')
  @Idempotent()
  @Mutation(() => HoursRules)
  setHoursRules(
    @Ctx() ctx: Context,
    @Arg('input', () => HoursRulesInput) input: HoursRulesInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return setHoursRules(ctx, input);
  }
}
