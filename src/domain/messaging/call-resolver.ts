import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Offer } from '../requests/offer.ts';
import { CallTask, CallToMake } from './call-task.ts';
import { seeOffer } from './climbing.ts';
import { listCalls, recordCall, takeCall } from './desk.ts';
import { CallArgs, PreferenceArgs } from './inputs.ts';
import { listPreferences, setPreference } from './setting.ts';
import { MessagePreference } from './views.ts';

/** How people are reached: the phone desk, what riders have seen, and what everybody wants to hear. */
@Resolver()
export class CallResolver {
  @May('call:take')
  @Query(() => [CallTask])
  phoneDesk(@Ctx() ctx: Context) {
    return listCalls(ctx);
  }

  @May('call:take')
  @Transactional()
  @Mutation(() => CallToMake)
  takeCall(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return takeCall(ctx, id);
  }

  @May('call:take')
  @Transactional()
  @Mutation(() => CallTask)
  recordCall(@Ctx() ctx: Context, @Args(() => CallArgs) { id, outcome }: CallArgs) {
    return recordCall(ctx, id, outcome);
  }

  @May('offer:read')
  @Transactional()
  @Mutation(() => Offer)
  seenOffer(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return seeOffer(ctx, id);
  }

  @May('self:read')
  @Query(() => [MessagePreference])
  myMessagePreferences(@Ctx() ctx: Context) {
    return listPreferences(ctx);
  }

  @May('self:read')
  @Transactional()
  @Mutation(() => MessagePreference)
  setMessagePreference(
    @Ctx() ctx: Context,
    @Args(() => PreferenceArgs) preference: PreferenceArgs,
  ) {
    return setPreference(ctx, preference);
  }
}
