import type { Context } from '../../platform/context.ts';
import { Account, Role } from '../access/account.ts';
import { phoneDigest, toE164 } from '../access/phone.ts';
import { createAccount } from '../access/service.ts';
import { refuse } from '../refusals.ts';
import { getResident } from './finding.ts';
import type { MandateInput } from './inputs.ts';
import { Mandate } from './mandate.ts';
import type { Resident } from './resident.ts';

/**
 * 家属授权: lets a member of the family sign in and act for the resident; who has an account by that phone keeps it. Given
 * again after it was withdrawn, it lives again.
 */
export async function giveMandate(
  ctx: Context,
  residentId: string,
  input: MandateInput,
): Promise<Resident> {
  const resident = await getResident(ctx, residentId);
  const accountId = await familyAccountOf(ctx, input);
  await ctx.em.execute(
    `insert into mandate (street_id, resident_id, account_id, relation, given_at) values (?, ?, ?, ?, ?)
     on conflict (street_id, resident_id, account_id) do update
       set relation = excluded.relation, given_at = excluded.given_at, withdrawn_at = null
       where mandate.withdrawn_at is not null`,
    [resident.streetId, resident.id, accountId, input.relation, ctx.now.toISOString()],
  );
  return resident;
}

/** Ends a mandate: by staff, or by the family member who lays it down. Refuses NOT_FOUND. */
export async function withdrawMandate(
  ctx: Context,
  residentId: string,
  accountId: string,
): Promise<Mandate> {
  const { role, accountId: actingId } = ctx.actor!;
  if (role === 'RESIDENT' || (role === 'FAMILY' && accountId !== actingId)) refuse('NOT_FOUND');
  await getResident(ctx, residentId);
  const mandate = await ctx.em.findOne(Mandate, { resident: residentId, accountId });
  if (!mandate) return refuse('NOT_FOUND');
  mandate.withdrawnAt ??= ctx.now;
  await ctx.em.flush();
  return mandate;
}

async function familyAccountOf(ctx: Context, input: MandateInput): Promise<string> {
  const { name, phone, login, password } = input;
  const known = await familyByPhone(ctx, phone);
  if (known) return known.id;
  const signIn = { name, phone, login, password };
  return (await createAccount(ctx, { role: Role.FAMILY, ...signIn })).id;
}

async function familyByPhone({ em, keys, actor }: Context, phone?: string) {
  const number = phone && toE164(phone);
  if (!number) return null;
  const digest = phoneDigest(keys, actor!.streetId, number);
  return em.findOne(Account, { role: Role.FAMILY, phoneDigest: digest, disabledAt: null });
}
