import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Grid } from '../territory/grid.ts';
import { pointOf, PointType } from '../territory/point.ts';
import { getResident, identifyResident, listOwnResidents, listResidents } from './finding.ts';
import { IdentifyResident, OneResident, RegisterResidentInput, ResidentPage } from './inputs.ts';
import { registerResident } from './registering.ts';
import { Resident } from './resident.ts';
import { maskedNameOf, maskedPhoneOf } from './sealing.ts';
import { ResidentIdentity } from './views.ts';

const ResidentConnection = connectionOf('Resident', () => Resident);

/** The people of the street, masked unless somebody says what for. */
@Resolver(() => Resident)
export class ResidentResolver {
  @May('resident:read')
  @Query(() => ResidentConnection)
  async residents(@Ctx() ctx: Context, @Args(() => ResidentPage) page: ResidentPage) {
    return listResidents(ctx, page);
  }

  @May('resident:read')
  @Query(() => Resident)
  async resident(@Ctx() ctx: Context, @Args(() => OneResident) { id }: OneResident) {
    return getResident(ctx, id);
  }

  @May('self:read')
  @Query(() => [Resident], { description: 'Oneself, or those one has a mandate of.' })
  async myResidents(@Ctx() ctx: Context) {
    return listOwnResidents(ctx);
  }

  @May('resident:identify')
  @Query(() => ResidentIdentity)
  async residentIdentity(
    @Ctx() ctx: Context,
    @Args(() => IdentifyResident) { id, purpose }: IdentifyResident,
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
