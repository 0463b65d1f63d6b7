import type { Actor, Platform } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { remembering } from './remembering.ts';
import { permissionsOfScopes } from './roles.ts';
import { loadTokenStanding, type TokenStanding } from './standing.ts';
import { partnerTokenDigest } from './token-secret.ts';

/** A socket opened with a company's token is opened anew after this time at the latest. */
const SOCKET_MS = 24 * 60 * 60_000;

/** 企业令牌: lets a company's system in, as its organization and for its scopes. */
export function openTokenDoor(platform: Platform) {
  const byDigest = remembering((digest) =>
    loadTokenStanding(platform, { digest: Buffer.from(digest, 'base64') }),
  );
  const byId = remembering((id) => loadTokenStanding(platform, { id }));
  return {
    /** Who a company's token speaks for; refuses TOKEN_INVALID. */
    async authenticate(token: string): Promise<Actor> {
      const now = platform.clock.now();
      const standing = await byDigest(partnerTokenDigest(token).toString('base64'), now);
      return isLive(standing, now) ? actorOf(standing, now) : refuse('TOKEN_INVALID');
    },
    async stillValid(id: string): Promise<boolean> {
      const now = platform.clock.now();
      return isLive(await byId(id, now), now);
    },
  };
}

const isLive = (standing: TokenStanding | undefined, now: Date): standing is TokenStanding =>
  standing !== undefined && standing.live && standing.expires_ms > now.getTime();

/** The token stands for an account and for its session: what names these ends its sockets. */
const actorOf = (standing: TokenStanding, now: Date): Actor => ({
  streetId: standing.street_id,
  accountId: standing.id,
  sessionId: standing.id,
  role: 'PARTNER',
  may: permissionsOfScopes(standing.scopes),
  communityIds: [],
  organizationId: standing.organization_id,
  expiresAt: new Date(Math.min(standing.expires_ms, now.getTime() + SOCKET_MS)),
});
