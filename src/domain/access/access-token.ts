import { jwtVerify, SignJWT } from 'jose';
import type { SigningKey } from '../../platform/crypto/keys.ts';
import { refuse } from '../refusals.ts';
import { ACCESS_TOKEN_MS } from './rules.ts';

/** What an access token says: which session of whom, in which street office. What they may see is looked up. */
export interface Claims {
  readonly accountId: string;
  readonly sessionId: string;
  readonly streetId: string;
  readonly expiresAt: Date;
}

/** Ours beside the registered claims; `readToken` requires them. */
interface Said {
  readonly sid: string;
  readonly street: string;
}

const ALGORITHM = 'EdDSA';
const ISSUER = 'red-bridge';
const AUDIENCE = 'red-bridge-api';
const TYPE = 'at+jwt';

/** Signs an access token (RFC 9068) good for ten minutes. */
export async function issueToken(
  { kid, privateKey }: SigningKey,
  { accountId, sessionId, streetId }: Omit<Claims, 'expiresAt'>,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const issuedS = Math.floor(now.getTime() / 1000);
  const expiresS = issuedS + ACCESS_TOKEN_MS / 1000;
  const token = await new SignJWT({ sid: sessionId, street: streetId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(accountId)
    .setIssuedAt(issuedS)
    .setExpirationTime(expiresS)
    .sign(privateKey);
  return { token, expiresAt: new Date(expiresS * 1000) };
}

/** Reads a token of ours; refuses any other, and one that has ended. */
export async function readToken(key: SigningKey, token: string, now: Date): Promise<Claims> {
  const { payload } = await jwtVerify<Said>(token, ({ kid }) => ownKey(key, kid), {
    algorithms: [ALGORITHM],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: TYPE,
    currentDate: now,
    requiredClaims: ['sub', 'sid', 'street', 'exp'],
  }).catch(() => refuse('TOKEN_INVALID'));
  return {
    accountId: payload.sub!,
    sessionId: payload.sid,
    streetId: payload.street,
    expiresAt: new Date(payload.exp! * 1000),
  };
}

function ownKey({ kid, publicKey }: SigningKey, named: string | undefined) {
  if (named !== kid) throw new Error('not our key');
  return publicKey;
}

const REMEMBERED = 20_000;

/** Reads each token once: checking a signature takes longer than all else of a short call. */
export function rememberingTokens(key: SigningKey) {
  const read = new Map<string, Claims>();
  return async (token: string, now: Date): Promise<Claims> => {
    const known = read.get(token);
    if (known && now < known.expiresAt) return known;
    read.delete(token);
    const claims = await readToken(key, token, now);
    read.set(token, claims);
    if (read.size > REMEMBERED) read.delete(read.keys().next().value!);
    return claims;
  };
}
