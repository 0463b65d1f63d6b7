import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { Role } from '../access/account.ts';
import { phoneDigest, toE164 } from '../access/phone.ts';
import { createAccount, disableAccount } from '../access/service.ts';
import { reopenAccount } from '../access/reopening.ts';
import { record } from '../events.ts';
import type { Organization } from '../organizations/organization.ts';
import { getOrganization } from '../organizations/service.ts';
import { refuse } from '../refusals.ts';
import type { EnrolRiderInput, UpdateRiderInput } from './inputs.ts';
import { isCarrying, lockRider } from './locking.ts';
import { Duty, Rider } from './rider.ts';

/**
 * 骑手入队: takes a courier of a member organization into the roster, with an account to sign in by. Who left and comes back
 * under the same name and phone is the same rider, with what they have done. Refuses NOT_FOUND, ORGANIZATION_LEFT, BADGE_TAKEN,
 * PHONE_TAKEN, PHONE_INVALID, LOGIN_TAKEN, LOGIN_OR_PHONE_NEEDED.
 */
export async function enrolRider(ctx: Context, input: EnrolRiderInput): Promise<Rider> {
  const { em, actor, now } = ctx;
  const { name, phone, login, password, organizationId, badge, ...can } = input;
  const employer = await employerOf(ctx, organizationId);
  const signIn = { name, phone, login, password, organizationId };
  const told = { ...can, badge: badge.trim(), name, organization: ref(employer), enrolledAt: now };
  const departed = await findDeparted(ctx, input);
  if (departed) await reopenAccount(ctx, departed.accountId, signIn);
  const rider = departed
    ? em.assign(departed, { ...told, leftAt: null })
    : em.create(Rider, {
        ...told,
        streetId: actor!.streetId,
        accountId: (await createAccount(ctx, { role: Role.RIDER, ...signIn })).id,
      });
  await em.flush().catch(refuseTaken);
  await record(ctx, 'rider.enrolled', { riderId: rider.id });
  return rider;
}

/** Who left under this name and phone. A number that has gone to somebody else brings nobody's past with it. */
async function findDeparted(
  { em, keys, actor }: Context,
  { name, phone }: EnrolRiderInput,
): Promise<Rider | null> {
  const number = phone && toE164(phone);
  if (!number) return null;
  const { streetId } = actor!;
  const [row] = await em.execute<{ id: string }[]>(
    `select d.id from rider d join account a on a.street_id = d.street_id and a.id = d.account_id
     where d.street_id = ? and d.left_at is not null and d.name = ? and a.phone_digest = ?
     order by d.left_at desc limit 1`,
    [streetId, name, phoneDigest(keys, streetId, number)],
  );
  return row ? em.findOne(Rider, { id: row.id }) : null;
}

/** Changes what a rider can and may; a capacity below what is carried now is refused RIDER_FULL. */
export async function updateRider(
  ctx: Context,
  id: string,
  input: UpdateRiderInput,
): Promise<Rider> {
  const rider = await lockRider(ctx, id);
  const { organizationId, ...changes } = input;
  if (organizationId) rider.organization = ref(await employerOf(ctx, organizationId));
  const told = Object.entries(changes).filter(([, value]) => value !== undefined && value !== null);
  Object.assign(rider, Object.fromEntries(told));
  await ctx.em.flush().catch(refuseTaken);
  return rider;
}

/** 骑手离队: nobody leaves with somebody's meal on the bike. Refuses STILL_CARRYING, STILL_ON_DUTY. */
export async function leaveAlliance(ctx: Context, id: string): Promise<Rider> {
  const rider = await lockRider(ctx, id);
  if (await isCarrying(ctx, rider)) refuse('STILL_CARRYING');
  if (rider.duty !== Duty.OFF) refuse('STILL_ON_DUTY');
  rider.leftAt = ctx.now;
  await ctx.em.flush();
  await disableAccount(ctx, rider.accountId);
  await record(ctx, 'rider.left', { riderId: rider.id });
  return rider;
}

async function employerOf(ctx: Context, id: string): Promise<Organization> {
  const employer = await getOrganization(ctx, id);
  if (employer.leftAt) refuse('ORGANIZATION_LEFT', employer.name);
  return employer;
}

function refuseTaken(error: unknown): never {
  if (constraintOf(error) === 'rider_street_id_badge_key') refuse('BADGE_TAKEN');
  if (constraintOf(error) === 'rider_capacity') refuse('RIDER_FULL');
  throw error;
}
