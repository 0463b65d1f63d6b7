import type { Actor, Platform } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { rememberingTokens } from './access-token.ts';
import { remembering } from './remembering.ts';
import { permissionsWith } from './roles.ts';
import { loadStanding, type Standing } from './standing.ts';
import { openTokenDoor } from './token-door.ts';
import { isPartnerToken } from './token-secret.ts';

/** Tells who speaks, and whether they still may: one for the life of the process. */
export interface Authenticator {
  /** Who an access token speaks for; refuses TOKEN_INVALID and SESSION_ENDED. */
  authenticate(token: string): Promise<Actor>;
  /** False once the token or session has ended, or what they may see has changed. Not to be asked inside a transaction. */
  stillValid(actor: Actor): Promise<boolean>;
}

export function openAuthenticator(platform: Platform): Authenticator {
  const standingOf = remembering((sessionId) => loadStanding(platform, sessionId));
  const claimsOf = rememberingTokens(platform.keys.signing);
  const tokenOf = openTokenDoor(platform);
  return {
    async authenticate(token) {
      if (isPartnerToken(token)) return tokenOf.authenticate(token);
      const claims = await claimsOf(token, platform.clock.now());
      const standing = await standingOf(claims.sessionId, platform.clock.now());
      const same =
        standing?.account_id === claims.accountId && standing.street_id === claims.streetId;
      if (!standing?.live || !same) refuse('SESSION_ENDED');
      return actorOf(standing, claims);
    },
    async stillValid(actor) {
      const { sessionId, expiresAt, scopeVersion } = actor;
      if (!sessionId) return true;
      const now = platform.clock.now();
      if (expiresAt && expiresAt <= now) return false;
      if (sessionId === actor.accountId) return tokenOf.stillValid(sessionId);
      const standing = await standingOf(sessionId, now);
      return standing !== undefined && standing.live && standing.scope_version === scopeVersion;
    },
  };
}

const actorOf = (standing: Standing, claims: { sessionId: string; expiresAt: Date }): Actor => ({
  streetId: standing.street_id,
  accountId: standing.account_id,
  sessionId: claims.sessionId,
  role: standing.role,
  may: permissionsWith(standing.role, standing.appointments),
  communityIds: standing.community_ids,
  expiresAt: claims.expiresAt,
  scopeVersion: standing.scope_version,
  ...(standing.rider_id && { riderId: standing.rider_id }),
  ...(standing.organization_id && { organizationId: standing.organization_id }),
});
