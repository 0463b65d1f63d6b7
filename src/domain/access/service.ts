import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { constraintOf, sqlState } from '../../platform/database/failures.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Account, accountCell, type Role } from './account.ts';
import { getE164, phoneDigest } from './phone.ts';

/** Somebody who shall be able to sign in: by login and password, by a code to the phone, or both. */
export interface NewAccount {
  readonly role: Role;
  readonly name: string;
  readonly login?: string | null;
  readonly password?: string | null;
  readonly phone?: string | null;
  readonly communityIds?: readonly string[] | null;
  readonly organizationId?: string | null;
}

/** Opens an account in the actor's street office; refuses a login or phone that is taken, and ids of elsewhere. */
export async function createAccount(ctx: Context, input: NewAccount): Promise<Account> {
  const { em, actor, keys, now } = ctx;
  const { role, name, login, password, organizationId } = input;
  if (!input.phone && !login) refuse('LOGIN_OR_PHONE_NEEDED');
  if (!login !== !password) refuse('LOGIN_OR_PHONE_NEEDED');
  const communityIds = await ownCommunities(ctx, role, input.communityIds ?? []);
  const { streetId } = actor!;
  const id = crypto.randomUUID();
  const account = em.create(Account, {
    id,
    streetId,
    role,
    nameSealed: seal(keys, accountCell('name', id), name),
    ...(login && { login, passwordHash: await ctx.passwords.hash(password!) }),
    ...(input.phone && sealedPhone(ctx, id, getE164(input.phone))),
    communityIds,
    organizationId,
    createdAt: now,
  });
  await em.flush().catch(refuseTaken);
  return account;
}

/** Gives staff other communities; their sockets notice. */
export async function changeScope(
  ctx: Context,
  id: string,
  communities: readonly string[],
): Promise<Account> {
  const account = await getAccount(ctx, id);
  account.communityIds = await ownCommunities(ctx, account.role, communities);
  await ctx.em.flush();
  await scopeChanged(ctx, id);
  return account;
}

/** Says that what an account may do or see has changed: its open sockets end and come back with what is so now. */
export async function scopeChanged(ctx: Context, accountId: string): Promise<void> {
  await ctx.em.execute(
    'update account set scope_version = scope_version + 1 where street_id = ? and id = ?',
    [ctx.actor!.streetId, accountId],
  );
  await record(ctx, 'account.scope_changed', { accountId });
}

/** Closes an account: nobody signs in to it any more, and who is signed in is signed out. */
export async function disableAccount(ctx: Context, id: string): Promise<Account> {
  const account = await getAccount(ctx, id);
  account.disabledAt ??= ctx.now;
  await ctx.em.flush();
  const sessions = await ctx.em.execute<{ id: string }[]>(
    'select id from session where street_id = ? and account_id = ? and revoked_at is null',
    [account.streetId, id],
  );
  for (const session of sessions) await revokeSession(ctx, session.id);
  return account;
}

/** Ends a session at once: its tokens, refresh tokens and sockets. Ending it twice is nothing. */
export async function revokeSession(ctx: Context, sessionId: string): Promise<void> {
  const [revoked] = await ctx.em.execute<{ account_id: string }[]>(
    'update session set revoked_at = ? where street_id = ? and id = ? and revoked_at is null returning account_id',
    [ctx.now.toISOString(), ctx.actor!.streetId, sessionId],
  );
  if (revoked) await record(ctx, 'session.revoked', { accountId: revoked.account_id, sessionId });
}

const getAccount = async ({ em }: Context, id: string): Promise<Account> =>
  (await em.findOne(Account, id)) ?? refuse('NOT_FOUND');

async function ownCommunities(
  { em, actor }: Context,
  role: Role,
  ids: readonly string[],
): Promise<string[]> {
  if (role === 'COMMUNITY_STAFF' && ids.length === 0) refuse('COMMUNITY_NEEDED');
  const asked = [...new Set(ids)];
  const own = await em.execute<unknown[]>(
    'select 1 from community where street_id = ? and id = any(?::uuid[])',
    [actor!.streetId, `{${asked.join(',')}}`],
  );
  return own.length === asked.length ? asked : refuse('NOT_FOUND');
}

export const sealedPhone = ({ keys, actor }: Context, id: string, phone: string) => ({
  phoneSealed: seal(keys, accountCell('phone', id), phone),
  phoneDigest: phoneDigest(keys, actor!.streetId, phone),
});

export function refuseTaken(error: unknown): never {
  if (constraintOf(error) === 'account_login_key') refuse('LOGIN_TAKEN');
  if (constraintOf(error) === 'account_phone') refuse('PHONE_TAKEN');
  if (sqlState(error) === '23503') refuse('NOT_FOUND');
  throw error;
}
