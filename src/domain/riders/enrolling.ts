import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { createAccount, disableAccount } from '../access/service.ts';
import { Role } from '../access/account.ts';
import { record } from '../events.ts';
import { getOrganization } from '../organizations/service.ts';
import { refuse } from '../refusals.ts';
import type { EnrolRiderInput, UpdateRiderInput } from './inputs.ts';
import { getRider } from './finding.ts';
import { Duty, Rider } from './rider.ts';

/** 骑手入队: takes a courier of a member organization into the roster, with an account to sign in by. */
export async function enrolRider(ctx: Context, input: EnrolRiderInput): Promise<Rider> {
  const { em, actor, now } = ctx;
  const { name, phone, login, password, organizationId, ...rest } = input;
  const organization = await getOrganization(ctx, organizationId);
  const account = await createAccount(ctx, {
    role: Role.RIDER,
    name,
    phone,
    login,
    password,
    organizationId,
  });
  const rider = em.create(Rider, {
    ...rest,
    name,
    streetId: actor!.streetId,
    accountId: account.id,
    organization: ref(organization),
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
  const rider = await getRider(ctx, id);
  const { organizationId, ...changes } = input;
  if (organizationId) rider.organization = ref(await getOrganization(ctx, organizationId));
  for (const [field, value] of Object.entries(changes))
    if (value !== undefined && value !== null) Object.assign(rider, { [field]: value });
  await ctx.em.flush().catch(refuseTaken);
  return rider;
}

/** 骑手离队: nobody leaves with somebody's meal on the bike. */
export async function leaveAlliance(ctx: Context, id: string): Promise<Rider> {
  const rider = await getRider(ctx, id);
  if (rider.load > 0) refuse('STILL_CARRYING');
  if (rider.duty !== Duty.OFF) refuse('STILL_ON_DUTY');
  rider.leftAt ??= ctx.now;
  await ctx.em.flush();
  await disableAccount(ctx, rider.accountId);
  return rider;
}

function refuseTaken(error: unknown): never {
  if (constraintOf(error) === 'rider_street_id_badge_key') refuse('BADGE_TAKEN');
  if (constraintOf(error) === 'rider_capacity') refuse('RIDER_FULL');
  throw error;
}
