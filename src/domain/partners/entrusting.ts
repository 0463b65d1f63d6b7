import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { newPartnerToken, partnerTokenDigest } from '../access/token-secret.ts';
import { record } from '../events.ts';
import { OrganizationKind } from '../organizations/organization.ts';
import { getOrganization } from '../organizations/service.ts';
import { refuse } from '../refusals.ts';
import { type IssuedToken, PartnerToken, type TokenScope } from './partner-token.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface NewToken {
  readonly organizationId: string;
  readonly scopes: readonly TokenScope[];
  readonly expiresInDays: number;
  readonly label: string;
}

/**
 * Gives a company a token for its own system. It is shown in this answer only, therefore the answer is not kept for a
 * repeated call: who lost it revokes it and takes another. Refuses NOT_FOUND, ORGANIZATION_LEFT, INVALID_INPUT.
 */
export async function issueToken(ctx: Context, input: NewToken): Promise<IssuedToken> {
  const organization = await getOrganization(ctx, input.organizationId);
  if (organization.leftAt) refuse('ORGANIZATION_LEFT', organization.name);
  const { kind } = organization;
  if (kind !== OrganizationKind.COMPANY && kind !== OrganizationKind.SITE)
    refuse('INVALID_INPUT', '只给企业和站点发令牌 / tokens are for companies and sites');
  const expiresAt = new Date(ctx.now.getTime() + input.expiresInDays * DAY_MS);
  const { scopes, label } = input;
  return write(ctx, {
    organization: ref(organization),
    scopes: [...new Set(scopes)],
    label,
    expiresAt,
  });
}

/** A new token in the place of one, which lives on for the overlap. Refuses NOT_FOUND, TOKEN_OVER. */
export async function rotateToken(
  ctx: Context,
  id: string,
  overlapMinutes: number,
): Promise<IssuedToken> {
  const old = await getToken(ctx, id);
  const followed = await ctx.em.count(PartnerToken, { followsId: id });
  if (old.revokedAt || old.expiresAt <= ctx.now || followed > 0) refuse('TOKEN_OVER');
  const { organization, scopes, label } = old;
  const livedMs = old.expiresAt.getTime() - old.issuedAt.getTime();
  const expiresAt = new Date(ctx.now.getTime() + livedMs);
  const overlapEnds = new Date(ctx.now.getTime() + overlapMinutes * MINUTE_MS);
  if (overlapEnds < old.expiresAt) old.expiresAt = overlapEnds;
  return write(ctx, { organization, scopes, label, expiresAt, followsId: id });
}

/** Ends a token within a second; ended twice is ended. Refuses NOT_FOUND. */
export async function revokeToken(ctx: Context, id: string): Promise<PartnerToken> {
  const token = await getToken(ctx, id);
  if (token.revokedAt) return token;
  token.revokedAt = ctx.now;
  await ctx.em.flush();
  await record(ctx, 'session.revoked', { accountId: id, sessionId: id });
  return token;
}

/** The tokens of one organization or of all, newest first. */
export const listTokens = ({ em }: Context, organizationId?: string): Promise<PartnerToken[]> =>
  em.find(PartnerToken, organizationId ? { organization: organizationId } : {}, {
    orderBy: { issuedAt: 'desc', id: 'asc' },
    limit: 200,
  });

const getToken = async ({ em }: Context, id: string): Promise<PartnerToken> =>
  (await em.findOne(PartnerToken, { id })) ?? refuse('NOT_FOUND');

async function write(
  ctx: Context,
  told: Pick<PartnerToken, 'organization' | 'scopes' | 'label' | 'expiresAt'> & {
    followsId?: string;
  },
): Promise<IssuedToken> {
  const token = newPartnerToken();
  const partnerToken = ctx.em.create(PartnerToken, {
    ...told,
    streetId: ctx.actor!.streetId,
    digest: partnerTokenDigest(token),
    issuedAt: ctx.now,
    issuedBy: ctx.actor!.accountId!,
  });
  await ctx.em.flush();
  return { token, partnerToken };
}
