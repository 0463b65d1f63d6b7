import type { Actor, Platform } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { readToken } from './access-token.ts';
import { permissionsWith } from './roles.ts';
import { loadStanding, type Standing } from './standing.ts';

/** Tells who speaks, and whether they still may: one for the life of the process. */
export interface Authenticator {
  /** Who an access token speaks for; refuses TOKEN_INVALID and SESSION_ENDED. */
  authenticate(token: string): Promise<Actor>;
  /** False once the token or session has ended, or what they may see has changed. Not to be asked inside a transaction. */
  stillValid(actor: Actor): Promise<boolean>;
}

/** How long a session's standing is believed: a revocation or a new scope tells within this time. */
const BELIEVED_MS = 1_000;
const REMEMBERED = 10_000;

export function openAuthenticator(platform: Platform): Authenticator {
  const standingOf = rememberingStandings(platform);
  return {
    async authenticate(token) {
      const claims = await readToken(platform.keys.signing, token, platform.clock.now());
      const standing = await standingOf(claims.sessionId);
      const same =
        standing?.account_id === claims.accountId && standing.street_id === claims.streetId;
      if (!standing?.live || !same) refuse('SESSION_ENDED');
      return actorOf(standing, claims);
    },
    async stillValid({ sessionId, expiresAt, scopeVersion }) {
      if (!sessionId) return true;
      if (expiresAt && expiresAt <= platform.clock.now()) return false;
      const standing = await standingOf(sessionId);
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

function rememberingStandings(platform: Platform) {
  const remembered = new Map<
    string,
    { untilMs: number; standing: Promise<Standing | undefined> }
  >();
  return (sessionId: string): Promise<Standing | undefined> => {
    const nowMs = platform.clock.now().getTime();
    const known = remembered.get(sessionId);
    if (known && nowMs < known.untilMs) return known.standing;
    const standing = loadStanding(platform, sessionId);
    standing.catch(() => remembered.delete(sessionId));
    remembered.delete(sessionId);
    remembered.set(sessionId, { untilMs: nowMs + BELIEVED_MS, standing });
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return standing;
  };
}
