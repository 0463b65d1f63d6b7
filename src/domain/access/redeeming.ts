import { timingSafeEqual } from 'node:crypto';
import { atTheDoor, type Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { refusal, refuse } from '../refusals.ts';
import { Account } from './account.ts';
import { answerSignedIn, beginSession } from './entering.ts';
import type { SignInWithCode } from './inputs.ts';
import { callerOf, codeDigest, type Caller } from './one-time-code.ts';
import { byOrigin, code } from './rules.ts';
import { giveBackTries, takeTries, type Try } from './tries.ts';
import type { SignedIn } from './views.ts';

/** Signs in with the code sent last to this phone. A try is counted and stays counted, whatever comes of it. */
export async function signInWithCode(ctx: Context, input: SignInWithCode): Promise<SignedIn> {
  const tries: Try[] = [[byOrigin, ctx.origin]];
  await takeTries(ctx, tries);
  const door = atTheDoor(ctx);
  const caller = await callerOf(door, input);
  const id = await countTry(door, caller, input.code);
  const account = await chooseAccount(door, caller, input);
  const { session, refreshToken } = await inTransaction(door.em, async () => {
    await useUp(door, caller, id);
    return beginSession(door, account);
  });
  await giveBackTries(ctx, tries);
  return answerSignedIn(door, account, { sessionId: session.id, refreshToken });
}

/** One statement counts and reads, so that parallel tries cannot share one; it commits by itself before the code is compared. */
async function countTry(
  ctx: Context,
  { streetId, digest }: Caller,
  digits: string,
): Promise<string> {
  const [tried] = await ctx.em.execute<{ id: string; code_digest: Buffer }[]>(
    `update one_time_code set tries = tries + 1
     where street_id = ? and tries < ? and used_at is null and expires_at > ? and id = (
       select id from one_time_code where street_id = ? and phone_digest = ? order by sent_at desc limit 1)
     returning id, code_digest`,
    [streetId, code.tries, ctx.now.toISOString(), streetId, digest],
  );
  if (!tried) return refuse('CODE_EXPIRED');
  const right = timingSafeEqual(codeDigest(ctx, tried.id, digits), Buffer.from(tried.code_digest));
  return right ? tried.id : refuse('CODE_WRONG');
}

async function chooseAccount(
  { em }: Context,
  { streetId, digest }: Caller,
  { role }: SignInWithCode,
): Promise<Account> {
  const own = { streetId, phoneDigest: digest, disabledAt: null };
  const accounts = await em.find(Account, role ? { ...own, role } : own, { orderBy: { role: 1 } });
  const [account] = accounts;
  if (!account) return refuse('CODE_WRONG');
  if (accounts.length > 1)
    throw refusal('ROLE_NEEDED').with({ roles: accounts.map(({ role }) => role) });
  return account;
}

async function useUp({ em, now }: Context, { streetId }: Caller, id: string): Promise<void> {
  const used = await em.execute<unknown[]>(
    'update one_time_code set used_at = ? where street_id = ? and id = ? and used_at is null returning id',
    [now.toISOString(), streetId, id],
  );
  if (used.length === 0) refuse('CODE_EXPIRED');
}
