import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { Role } from '../access/account.ts';
import { createAccount, disableAccount } from '../access/service.ts';
import { record } from '../events.ts';
import type { Organization } from '../organizations/organization.ts';
import { getOrganization } from '../organizations/service.ts';
import { refuse } from '../refusals.ts';
import type { EnrolRiderInput, UpdateRiderInput } from './inputs.ts';
import { isCarrying, lockRider } from './locking.ts';
import { Duty, Rider } from './rider.ts';

/**
 * 骑手入队: takes a courier of a member organization into the roster, with an account to sign in by. Refuses NOT_FOUND,
 * ORGANIZATION_LEFT, BADGE_TAKEN, PHONE_TAKEN, PHONE_INVALID, LOGIN_TAKEN, LOGIN_OR_PHONE_NEEDED.
 */
export async function enrolRider(ctx: Context, input: EnrolRiderInput): Promise<Rider> {
  const { em, actor, now } = ctx;
  const { name, phone, login, password, organizationId, badge, ...can } = input;
  const employer = await employerOf(ctx, organizationId);
  const signIn = { name, phone, login, password, organizationId };
  const account = await createAccount(ctx, { role: Role.RIDER, ...signIn });
  const rider = em.create(Rider, {
    ...can,
    badge: badge.trim(),
    name,
    streetId: actor!.streetId,
    accountId: account.id,
    organization: ref(employer),
    enrolledAt: now,
  });
  await em.flush().catch(refuseTaken);
  await record(ctx, 'rider.enrolled', { riderId: rider.id });
  return rider;
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
