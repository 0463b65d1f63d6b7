import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { May } from '../access/may.ts';
import { Organization, OrganizationKind } from './organization.ts';
import { listOrganizations } from './service.ts';

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
}
