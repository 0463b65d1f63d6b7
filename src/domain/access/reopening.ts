import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { refuse } from '../refusals.ts';
import { Account, accountCell } from './account.ts';
import { getE164 } from './phone.ts';
import { type NewAccount, refuseTaken, sealedPhone, scopeChanged } from './service.ts';

/** Opens a closed account again, as it is told now; sessions of before stay ended. Refuses as a new account would be. */
export async function reopenAccount(
  ctx: Context,
  id: string,
  told: Omit<NewAccount, 'role'>,
): Promise<Account> {
  const { em, keys } = ctx;
  const { name, login, password, phone, organizationId } = told;
  if ((!phone && !login) || !login !== !password) refuse('LOGIN_OR_PHONE_NEEDED');
  const account = (await em.findOne(Account, { id })) ?? refuse('NOT_FOUND');
  em.assign(account, {
    disabledAt: null,
    nameSealed: seal(keys, accountCell('name', id), name),
    login: login ?? null,
    passwordHash: login ? await ctx.passwords.hash(password!) : null,
    ...(phone ? sealedPhone(ctx, id, getE164(phone)) : { phoneSealed: null, phoneDigest: null }),
    organizationId: organizationId ?? null,
  });
  await em.flush().catch(refuseTaken);
  await scopeChanged(ctx, id);
  return account;
}
