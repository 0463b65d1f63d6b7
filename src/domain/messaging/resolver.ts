import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Channel } from './channel.ts';
import {
  MessagePage,
  MessagingPolicyInput,
  RegisterChannelInput,
  TemplateInput,
} from './inputs.ts';
import { Message } from './message.ts';
import { deadLetters, listMessages, resendMessage } from './outbox.ts';
import { policyNow } from './reading.ts';
import { listChannels, registerChannel, retireChannel, testChannel } from './registering.ts';
import { listTemplates, setPolicy, setTemplate } from './setting.ts';
import { MessageTemplate, MessagingPolicy } from './views.ts';

/** For staff: by which channels things are told, in which words, and what became of each message. */
@Resolver()
export class MessagingResolver {
  @May('channel:read')
  @Query(() => [Channel])
  channels(@Ctx() ctx: Context) {
    return listChannels(ctx);
  }

  @May('channel:change')
  @Idempotent()
  @Mutation(() => Channel)
  registerChannel(
    @Ctx() ctx: Context,
    @Arg('input', () => RegisterChannelInput) input: RegisterChannelInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return registerChannel(ctx, input);
  }

  @May('channel:change')
  @Transactional()
  @Mutation(() => Channel)
  retireChannel(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return retireChannel(ctx, id);
  }

  @May('message:send')
  @Idempotent()
  @Mutation(() => Message)
  testChannel(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return testChannel(ctx, id);
  }

  @May('message:read')
  @Query(() => [Message])
  messages(@Ctx() ctx: Context, @Args(() => MessagePage) page: MessagePage) {
    return listMessages(ctx, page);
  }

  @May('message:read')
  @Query(() => [Message])
  deadLetters(@Ctx() ctx: Context, @Arg('first', () => Int, { defaultValue: 50 }) first: number) {
    return deadLetters(ctx, first);
  }

  @May('message:send')
  @Idempotent()
  @Mutation(() => Message)
  resendMessage(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return resendMessage(ctx, id);
  }

  @May('message:read')
  @Query(() => [MessageTemplate])
  messageTemplates(@Ctx() ctx: Context) {
    return listTemplates(ctx);
  }

  @May('messaging:set')
  @Transactional()
  @Mutation(() => MessageTemplate)
  setMessageTemplate(@Ctx() ctx: Context, @Arg('input', () => TemplateInput) input: TemplateInput) {
    return setTemplate(ctx, input);
  }

  @May('message:read')
  @Query(() => MessagingPolicy)
  messagingPolicy(@Ctx() ctx: Context) {
    return policyNow(ctx);
  }

  @May('messaging:set')
  @Transactional()
  @Mutation(() => MessagingPolicy)
  setMessagingPolicy(
    @Ctx() ctx: Context,
    @Arg('input', () => MessagingPolicyInput) input: MessagingPolicyInput,
  ) {
    return setPolicy(ctx, input);
  }
}
