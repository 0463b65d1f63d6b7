import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { ConsentPurpose } from './consent.ts';
import { giveConsent, recordCare, withdrawConsent } from './consenting.ts';
import { CareInput, ConsentInput, InviteInput, MandateInput, OneMandate } from './inputs.ts';
import { Mandate } from './mandate.ts';
import { giveMandate, withdrawMandate } from './mandating.ts';
import { inviteResident } from './registering.ts';
import { Resident } from './resident.ts';

/** What a resident agrees to, who acts for them, and what is kept about their care. */
@Resolver()
export class CareResolver {
  @May('resident:consent')
  @Transactional()
  @Mutation(() => Resident)
  async giveConsent(
    @Ctx() ctx: Context,
    @Arg('residentId', () => ID) residentId: string,
    @Arg('input', () => ConsentInput) input: ConsentInput,
  ) {
    return giveConsent(ctx, residentId, input);
  }

  @May('resident:consent')
  @Transactional()
  @Mutation(() => Resident)
  async withdrawConsent(
    @Ctx() ctx: Context,
    @Arg('residentId', () => ID) residentId: string,
    @Arg('purpose', () => ConsentPurpose) purpose: ConsentPurpose,
  ) {
    return withdrawConsent(ctx, residentId, purpose);
  }

  @May('resident:register')
  @Transactional()
  @Mutation(() => Resident)
  async recordCare(
    @Ctx() ctx: Context,
    @Arg('residentId', () => ID) residentId: string,
    @Arg('input', () => CareInput) input: CareInput,
  ) {
    return recordCare(ctx, residentId, input);
  }

  @May('resident:register')
  @Idempotent()
  @Mutation(() => Resident)
  async inviteResident(
    @Ctx() ctx: Context,
    @Arg('residentId', () => ID) residentId: string,
    @Arg('input', () => InviteInput) input: InviteInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return inviteResident(ctx, residentId, input);
  }

  @May('resident:register')
  @Idempotent()
  @Mutation(() => Resident)
  async giveMandate(
    @Ctx() ctx: Context,
    @Arg('residentId', () => ID) residentId: string,
    @Arg('input', () => MandateInput) input: MandateInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return giveMandate(ctx, residentId, input);
  }

  @May('resident:consent')
  @Transactional()
  @Mutation(() => Mandate)
  async withdrawMandate(
    @Ctx() ctx: Context,
    @Args(() => OneMandate) { residentId, accountId }: OneMandate,
  ) {
    return withdrawMandate(ctx, residentId, accountId);
  }
}
