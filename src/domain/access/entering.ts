import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../../platform/context.ts';
import { Street } from '../territory/street.ts';
import { issueToken } from './access-token.ts';
import { nameOf, type Account } from './account.ts';
import { permissionsWith } from './roles.ts';
import { SESSION_MS } from './rules.ts';
import { Session } from './session.ts';
import { RUNNING_APPOINTMENTS } from './standing.ts';
import type { Me, SignedIn } from './views.ts';

/** Begins a session of somebody who has shown who they are. Runs in the transaction of that proof, at the door. */
export async function beginSession(
  ctx: Context,
  account: Account,
): Promise<{ session: Session; refreshToken: string }> {
  const { id: accountId, streetId } = account;
  const expiresAt = new Date(ctx.now.getTime() + SESSION_MS);
  const session = ctx.em.create(Session, { streetId, accountId, createdAt: ctx.now, expiresAt });
  await ctx.em.flush();
  const refreshToken = randomBytes(32).toString('base64url');
  await keepRefreshToken(ctx, session, refreshToken);
  return { session, refreshToken };
}

/** Remembers a refresh token by its digest; 256 random bits need no salt. */
export async function keepRefreshToken(
  { em, now }: Context,
  { streetId, id }: Pick<Session, 'streetId' | 'id'>,
  token: string,
): Promise<void> {
  await em.execute(
    'insert into refresh_token (street_id, digest, session_id, issued_at) values (?, ?, ?, ?) on conflict do nothing',
    [streetId, refreshDigest(token), id, now.toISOString()],
  );
}

export const refreshDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What the device is given: an access token of the session, and who they are. */
export async function answerSignedIn(
  ctx: Context,
  account: Account,
  { sessionId, refreshToken }: { sessionId: string; refreshToken: string },
): Promise<SignedIn> {
  const { id: accountId, streetId } = account;
  const claims = { accountId, streetId, sessionId };
  const { token, expiresAt } = await issueToken(ctx.keys.signing, claims, ctx.now);
  return { accessToken: token, refreshToken, expiresAt, me: await describe(ctx, account) };
}

/** Who an account is, told to itself. */
export async function describe({ em, keys, now }: Context, account: Account): Promise<Me> {
  const { id, role, streetId, communityIds } = account;
  const street = await em.findOneOrFail(Street, streetId);
  const [rider] = await em.execute<{ id: string; appointments: string[] }[]>(
    `select r.id, ${RUNNING_APPOINTMENTS} as appointments
     from rider r where r.street_id = ? and r.account_id = ? and r.left_at is null`,
    [now.toISOString(), now.toISOString(), streetId, id],
  );
  return {
    id,
    name: nameOf(keys, account),
    role,
    street,
    communityIds,
    riderId: rider?.id ?? null,
    permissions: [...permissionsWith(role, rider?.appointments ?? [])],
  };
}
