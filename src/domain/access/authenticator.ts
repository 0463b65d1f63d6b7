import { contextFor, type Actor, type Platform } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { readToken } from './access-token.ts';
import type { Role } from './account.ts';
import { permissionsOf } from './roles.ts';

/** Tells who speaks, and whether they still may: one for the life of the process. */
export interface Authenticator {
  /** Who an access token speaks for; refuses TOKEN_INVALID and SESSION_ENDED. */
  authenticate(token: string): Promise<Actor>;
  /** False once the token or session has ended, or what they may see has changed. Not to be asked inside a transaction. */
  stillValid(actor: Actor): Promise<boolean>;
}

interface Standing {
  readonly live: boolean;
  readonly account_id: string;
  readonly street_id: string;
  readonly role: Role;
  readonly community_ids: string[];
  readonly organization_id: string | null;
  readonly rider_id: string | null;
  readonly scope_version: number;
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
  may: permissionsOf(standing.role),
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

async function loadStanding(platform: Platform, sessionId: string): Promise<Standing | undefined> {
  const { em, now } = contextFor(platform, null);
  const [standing] = await em.execute<Standing[]>(
    `select s.revoked_at is null and s.expires_at > ? and a.disabled_at is null as live,
       a.id as account_id, a.street_id, a.role, a.community_ids, a.organization_id, a.scope_version, r.id as rider_id
     from session s
     join account a on a.street_id = s.street_id and a.id = s.account_id
     left join rider r on r.street_id = a.street_id and r.account_id = a.id and r.left_at is null
     where s.id = ?`,
    [now.toISOString(), sessionId],
  );
  return standing;
}
