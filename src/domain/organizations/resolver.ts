import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { JoinOrganizationInput } from './inputs.ts';
import { Organization, OrganizationKind } from './organization.ts';
import { joinOrganization, leaveOrganization, listOrganizations } from './service.ts';

@Resolver(() => Organization)
export class OrganizationResolver {
  @May('street:read')
  @Query(() => [Organization])
  async organizations(
    @Ctx() ctx: Context,
    @Arg('kind', () => OrganizationKind, { nullable: true }) kind?: OrganizationKind,
  ) {
    return listOrganizations(ctx, kind);
  }

  @May('organization:change')
  @Idempotent()
  @Mutation(() => Organization)
  async joinOrganization(
    @Ctx() ctx: Context,
    @Arg('input', () => JoinOrganizationInput) input: JoinOrganizationInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return joinOrganization(ctx, input);
  }

  @May('organization:change')
  @Transactional()
  @Mutation(() => Organization)
  async leaveOrganization(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return leaveOrganization(ctx, id);
  }
}
