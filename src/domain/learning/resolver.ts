import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { May } from '../access/may.ts';
import { LearnedTime } from './learned-time.ts';
import { listLearnedTimes } from './listing.ts';

@Resolver()
export class LearningResolver {
  @May('coverage:read')
  @Query(() => [LearnedTime], {
    description:
      '派单所用的经验用时，人数太少的楼栋不列出 What planning reckons with; buildings where too few were served are left out.',
  })
  learnedTimes(@Ctx() ctx: Context) {
    return listLearnedTimes(ctx);
  }
}
