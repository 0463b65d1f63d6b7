import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Rider } from '../riders/rider.ts';
import { Decision } from './decision.ts';
import { explain } from './explaining.ts';
import { planningVersion } from './planning.ts';
import { CandidateView, ExclusionView, TextType } from './reasons.ts';

/** A decision as staff read it: who was weighed, at what cost, and who was left out for which reason. */
@Resolver(() => Decision)
export class DecisionFields {
  @FieldResolver(() => Int, { nullable: true, description: 'Absent when decided by hand.' })
  policyVersion(@Root() { planningId }: Decision, @Ctx() ctx: Context) {
    return planningVersion(ctx, planningId);
  }

  @FieldResolver(() => [Rider])
  riders(@Root() { riderIds }: Decision, @Ctx() { em }: Context) {
    return em.find(Rider, { id: { $in: riderIds } }, { orderBy: { id: 'asc' } });
  }

  @FieldResolver(() => [CandidateView])
  async candidates(@Root() { explanation }: Decision, @Ctx() ctx: Context) {
    return (await explain(ctx, explanation)).candidates;
  }

  @FieldResolver(() => [ExclusionView])
  async exclusions(@Root() { explanation }: Decision, @Ctx() ctx: Context) {
    return (await explain(ctx, explanation)).exclusions;
  }

  @FieldResolver(() => TextType)
  summary(@Root() { explanation }: Decision) {
    return explanation.summary;
  }
}
