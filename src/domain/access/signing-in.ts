import { atTheDoor, type Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { refuse } from '../refusals.ts';
import { Account } from './account.ts';
import { answerSignedIn, beginSession } from './entering.ts';
import type { SignIn } from './inputs.ts';
import { byLogin, byOrigin } from './rules.ts';
import { giveBackTries, takeTries, type Try } from './tries.ts';
import type { SignedIn } from './views.ts';

/** Signs in by password. A login nobody has takes the same time and gets the same answer as a wrong password. */
export async function signIn(ctx: Context, input: SignIn): Promise<SignedIn> {
  const login = input.login.trim().toLowerCase();
  const tries: Try[] = [
    [byLogin, login],
    [byOrigin, ctx.origin],
  ];
  await takeTries(ctx, tries);
  const door = atTheDoor(ctx);
  const account = await door.em.findOne(
    Account,
    { login, disabledAt: null },
    { populate: ['passwordHash'] },
  );
  const right = await ctx.passwords.verify(account?.passwordHash ?? undefined, input.password);
  if (!account || !right) return refuse('BAD_CREDENTIALS');
  await giveBackTries(ctx, tries);
  return enter(door, account);
}

async function enter(door: Context, account: Account): Promise<SignedIn> {
  const { session, refreshToken } = await inTransaction(door.em, () => beginSession(door, account));
  return answerSignedIn(door, account, { sessionId: session.id, refreshToken });
}
