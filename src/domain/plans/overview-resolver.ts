import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { May } from '../access/may.ts';
import { listMembers, listOverviews, PlanMember, PlanOverview } from './overview.ts';

/** What staff look at when they look at plans. */
@Resolver()
export class PlanOverviewResolver {
  @May('plan:change')
  @Query(() => [PlanOverview])
  planOverviews(@Ctx() ctx: Context) {
    return listOverviews(ctx);
  }

  @May('plan:change')
  @Query(() => [PlanMember])
  planMembers(@Ctx() ctx: Context, @Arg('planId', () => ID) planId: string) {
    return listMembers(ctx, planId);
  }
}
