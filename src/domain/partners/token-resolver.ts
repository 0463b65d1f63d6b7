import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { issueToken, listTokens, revokeToken, rotateToken } from './entrusting.ts';
import { IssueTokenInput, OneToken, RotateToken, WhichTokens } from './inputs.ts';
import { IssuedToken, PartnerToken } from './partner-token.ts';

@Resolver(() => PartnerToken)
export class PartnerTokenResolver {
  @May('partner-token:issue')
  @Query(() => [PartnerToken])
  async partnerTokens(
    @Ctx() ctx: Context,
    @Args(() => WhichTokens) { organizationId }: WhichTokens,
  ) {
    return listTokens(ctx, organizationId);
  }

  @May('partner-token:issue')
  @Transactional()
  @Mutation(() => IssuedToken)
  async issuePartnerToken(
    @Ctx() ctx: Context,
    @Arg('input', () => IssueTokenInput) input: IssueTokenInput,
  ) {
    return issueToken(ctx, input);
  }

  @May('partner-token:issue')
  @Transactional()
  @Mutation(() => IssuedToken)
  async rotatePartnerToken(
    @Ctx() ctx: Context,
    @Args(() => RotateToken) { id, overlapMinutes }: RotateToken,
  ) {
    return rotateToken(ctx, id, overlapMinutes);
  }

  @May('partner-token:issue')
  @Transactional()
  @Mutation(() => PartnerToken)
  async revokePartnerToken(@Ctx() ctx: Context, @Args(() => OneToken) { id }: OneToken) {
    return revokeToken(ctx, id);
  }
}
