import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { RestRules, RestRulesInput, RestState } from './rest-rules.ts';
import { myRest, restRules, setRestRules } from './resting.ts';

@Resolver()
export class RestResolver {
  @May('rest:read')
  @Query(() => RestRules)
  async restRules(@Ctx() ctx: Context) {
    return restRules(ctx);
  }

  @May('duty:change')
  @Query(() => RestState)
  async myRest(@Ctx() ctx: Context) {
    return myRest(ctx);
  }

  @May('rest:set')
  @Idempotent()
  @Mutation(() => RestRules)
  async setRestRules(
    @Ctx() ctx: Context,
    @Arg('input', () => RestRulesInput) input: RestRulesInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return setRestRules(ctx, input);
  }
}
