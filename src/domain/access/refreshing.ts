import { atTheDoor, systemActor, type Context } from '../../platform/context.ts';
import { digest } from '../../platform/crypto/seal.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { refuse } from '../refusals.ts';
import { Account } from './account.ts';
import { answerSignedIn, keepRefreshToken, refreshDigest } from './entering.ts';
import { revokeSession } from './service.ts';
import { REUSE_GRACE_MS } from './rules.ts';
import type { SignedIn } from './views.ts';

interface Shown {
  readonly street_id: string;
  readonly session_id: string;
  readonly account_id: string;
  readonly live: boolean;
  /** Shown before, and not just now. */
  readonly stolen: boolean;
}

/**
 * Exchanges a refresh token for its successor. Shown again within ten seconds it gives the same successor, since answers
 * get lost; later it was stolen from or by somebody, and the whole session ends.
 */
export async function refresh(ctx: Context, token: string): Promise<SignedIn> {
  const door = atTheDoor(ctx);
  const shown = await inTransaction(door.em, () => turnOver(door, token));
  if (!shown) return refuse('TOKEN_INVALID');
  if (shown.stolen) ctx.committed();
  if (!shown.live || shown.stolen) return refuse('SESSION_ENDED');
  const account = await door.em.findOneOrFail(Account, shown.account_id);
  const sessionId = shown.session_id;
  return answerSignedIn(door, account, { sessionId, refreshToken: successorOf(ctx, shown, token) });
}

async function turnOver(ctx: Context, token: string): Promise<Shown | undefined> {
  const { em, now } = ctx;
  const shown = await findShown(ctx, token);
  if (!shown?.live) return shown;
  const { street_id: streetId, session_id: id } = shown;
  if (shown.stolen) {
    await revokeSession({ ...ctx, actor: systemActor(streetId) }, id);
    return shown;
  }
  await em.execute('update refresh_token set used_at = coalesce(used_at, ?) where digest = ?', [
    now.toISOString(),
    refreshDigest(token),
  ]);
  await keepRefreshToken(ctx, { streetId, id }, successorOf(ctx, shown, token));
  return shown;
}

async function findShown({ em, now }: Context, token: string): Promise<Shown | undefined> {
  const graceFrom = new Date(now.getTime() - REUSE_GRACE_MS).toISOString();
  const [shown] = await em.execute<Shown[]>(
    `select t.street_id, t.session_id, s.account_id, coalesce(t.used_at < ?, false) as stolen,
       s.revoked_at is null and s.expires_at > ? and a.disabled_at is null as live
     from refresh_token t
     join session s on s.street_id = t.street_id and s.id = t.session_id
     join account a on a.street_id = s.street_id and a.id = s.account_id
     where t.digest = ? for update of t`,
    [graceFrom, now.toISOString(), refreshDigest(token)],
  );
  return shown;
}

/** Follows from the token and the service's key alone, so that it need not be kept to be given twice. */
const successorOf = ({ keys }: Context, { session_id }: Shown, token: string): string =>
  digest(keys, `refresh|${session_id}`, token).toString('base64url');
