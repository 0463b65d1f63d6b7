import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { refuse } from '../refusals.ts';
import { getCommunity } from '../territory/service.ts';
import { Organization, OrganizationKind, type Sector } from './organization.ts';
import { kindFault } from './rules.ts';

export interface NewOrganization {
  readonly kind: OrganizationKind;
  readonly sector?: Sector | null;
  readonly name: string;
  readonly nameEn?: string | null;
  readonly parentId?: string | null;
  readonly communityId?: string | null;
  /** Now, when not told. */
  readonly joinedAt?: Date | null;
}

/** Takes an organization into the alliance; refuses INVALID_INPUT, NOT_FOUND, ORGANIZATION_EXISTS. */
export async function joinOrganization(
  ctx: Context,
  input: NewOrganization,
): Promise<Organization> {
  const fault = kindFault(input);
  if (fault) refuse('INVALID_INPUT', fault);
  const { em, actor, now } = ctx;
  const joined = em.create(Organization, {
    streetId: actor!.streetId,
    kind: input.kind,
    sector: input.sector ?? null,
    name: input.name.trim(),
    nameEn: input.nameEn ?? '',
    parent: input.parentId ? await getOrganization(ctx, input.parentId) : null,
    community: input.communityId ? await getCommunity(ctx, input.communityId) : null,
    joinedAt: input.joinedAt ?? now,
  });
  try {
    await em.flush();
  } catch (error) {
    if (constraintOf(error) === 'organization_member') refuse('ORGANIZATION_EXISTS', input.name);
    throw error;
  }
  return joined;
}

/** Ends a membership from now on; refuses NOT_FOUND, ORGANIZATION_LEFT. */
export async function leaveOrganization(ctx: Context, id: string): Promise<Organization> {
  const organization = await getOrganization(ctx, id);
  if (organization.leftAt) refuse('ORGANIZATION_LEFT', organization.name);
  organization.leftAt = ctx.now;
  await ctx.em.flush();
  return organization;
}

export async function getOrganization({ em }: Context, id: string): Promise<Organization> {
  return (await em.findOne(Organization, { id })) ?? refuse('NOT_FOUND');
}

/** The present members, of one kind or of all, the office first and then by name. */
export const listOrganizations = async (
  { em, now }: Context,
  kind?: OrganizationKind | null,
): Promise<Organization[]> =>
  em.find(
    Organization,
    {
      ...(kind && { kind }),
      joinedAt: { $lte: now },
      $or: [{ leftAt: null }, { leftAt: { $gt: now } }],
    },
    { orderBy: { joinedAt: 'asc', name: 'asc' } },
  );
