import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Grid } from '../territory/grid.ts';
import { pointOf, PointType } from '../territory/point.ts';
import { ConsentPurpose } from './consent.ts';
import { giveConsent, withdrawConsent } from './consenting.ts';
import { getResident, identifyResident, listOwnResidents, listResidents } from './finding.ts';
import { ConsentInput, InviteInput, MandateInput, RegisterResidentInput } from './inputs.ts';
import { giveMandate, inviteResident, registerResident } from './registering.ts';
import { Resident } from './resident.ts';
import { maskedNameOf, maskedPhoneOf } from './sealing.ts';

const ResidentConnection = connectionOf('Resident', () => Resident);

/** A person's identity, opened for a purpose and on record. */
@ObjectType()
export class ResidentIdentity {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field()
  address!: string;

  @Field(() => String, { nullable: true })
  careNote!: string | null;
}

@Resolver(() => Resident)
export class ResidentResolver {
  @May('resident:read')
  @Query(() => ResidentConnection)
  async residents(
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
    @Arg('search', () => String, { nullable: true }) search?: string,
    @Arg('communityId', () => ID, { nullable: true }) communityId?: string,
  ) {
    return listResidents(ctx, { first, after, search, communityId });
  }

  @May('resident:read')
  @Query(() => Resident)
  async resident(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return getResident(ctx, id);
  }

  @May('request:open')
  @Query(() => [Resident])
  async myResidents(@Ctx() ctx: Context) {
    return listOwnResidents(ctx);
  }

  @May('resident:identify')
  @Query(() => ResidentIdentity)
  async residentIdentity(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('purpose') purpose: string,
  ) {
    return identifyResident(ctx, id, purpose);
  }

  @May('resident:register')
  @Idempotent()
  @Mutation(() => Resident)
  async registerResident(
    @Ctx() ctx: Context,
    @Arg('input', () => RegisterResidentInput) input: RegisterResidentInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return registerResident(ctx, input);
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

  @FieldResolver(() => String, { description: '王**' })
  maskedName(@Ctx() { keys }: Context, @Root() resident: Resident): string {
    return maskedNameOf(keys, resident);
  }

  @FieldResolver(() => String, { nullable: true, description: '138****1234' })
  maskedPhone(@Ctx() { keys }: Context, @Root() resident: Resident): string | null {
    return maskedPhoneOf(keys, resident);
  }

  @FieldResolver(() => String)
  async place(@Root() { home }: Resident): Promise<string> {
    return (await home.loadOrFail()).place;
  }

  @FieldResolver(() => PointType)
  async home(@Root() { home }: Resident): Promise<PointType> {
    return pointOf((await home.loadOrFail()).location);
  }

  @FieldResolver(() => Grid)
  async grid(@Root() { home }: Resident): Promise<Grid> {
    return (await home.loadOrFail()).grid.loadOrFail();
  }
}
