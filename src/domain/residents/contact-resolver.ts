import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { changeName, changePhone, moveResident } from './changing.ts';
import {
  ChangeName,
  ChangePhone,
  ContactInput,
  IdentifyContacts,
  MoveInput,
  OfResident,
  OneContact,
} from './contact-inputs.ts';
import { ResidentContact } from './contact.ts';
import {
  listContacts,
  maskedContactName,
  maskedContactPhone,
  openContacts,
  removeContact,
  setContact,
} from './contacting.ts';
import { Resident } from './resident.ts';
import { ContactIdentity } from './views.ts';

/** Who is called for a resident, and what of a resident can change. */
@Resolver(() => ResidentContact)
export class ContactResolver {
  @May('contact:read')
  @Query(() => [ResidentContact])
  residentContacts(@Ctx() ctx: Context, @Args(() => OfResident) { residentId }: OfResident) {
    return listContacts(ctx, residentId);
  }

  @May('contact:identify')
  @Query(() => [ContactIdentity])
  contactIdentities(
    @Ctx() ctx: Context,
    @Args(() => IdentifyContacts) { residentId, purpose }: IdentifyContacts,
  ) {
    return openContacts(ctx, residentId, purpose);
  }

  @May('contact:set')
  @Transactional()
  @Mutation(() => ResidentContact)
  setContact(
    @Ctx() ctx: Context,
    @Arg('residentId', () => ID) residentId: string,
    @Arg('input', () => ContactInput) input: ContactInput,
  ) {
    return setContact(ctx, residentId, input);
  }

  @May('contact:set')
  @Transactional()
  @Mutation(() => ID, { description: 'Of the resident.' })
  removeContact(
    @Ctx() ctx: Context,
    @Args(() => OneContact) { residentId, callOrder }: OneContact,
  ) {
    return removeContact(ctx, residentId, callOrder);
  }

  @May('resident:register')
  @Transactional()
  @Mutation(() => Resident)
  changeResidentName(
    @Ctx() ctx: Context,
    @Args(() => ChangeName) { residentId, name }: ChangeName,
  ) {
    return changeName(ctx, residentId, name);
  }

  @May('resident:change-phone')
  @Transactional()
  @Mutation(() => Resident)
  changeResidentPhone(
    @Ctx() ctx: Context,
    @Args(() => ChangePhone) { residentId, phone }: ChangePhone,
  ) {
    return changePhone(ctx, residentId, phone);
  }

  @May('resident:register')
  @Transactional()
  @Mutation(() => Resident)
  moveResident(
    @Ctx() ctx: Context,
    @Arg('residentId', () => ID) residentId: string,
    @Arg('input', () => MoveInput) input: MoveInput,
  ) {
    return moveResident(ctx, residentId, input);
  }

  @FieldResolver(() => String, { description: '李**' })
  maskedName(@Ctx() { keys }: Context, @Root() contact: ResidentContact): string {
    return maskedContactName(keys, contact);
  }

  @FieldResolver(() => String, { description: '137****7777' })
  maskedPhone(@Ctx() { keys }: Context, @Root() contact: ResidentContact): string {
    return maskedContactPhone(keys, contact);
  }
}
