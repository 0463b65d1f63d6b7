import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { addressFault } from '../../platform/gateways/outgoing.ts';
import { getOrganization } from '../organizations/service.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import { getCommunity } from '../territory/service.ts';
import { Channel, channelCell } from './channel.ts';
import type { RegisterChannelInput } from './inputs.ts';
import { Message } from './message.ts';
import { queueMessages } from './queueing.ts';
import { ChannelKind } from './states.ts';
import { topicsOf } from './topics.ts';

const GROUPS: readonly ChannelKind[] = [ChannelKind.QQ_GROUP, ChannelKind.WECHAT_GROUP];

/** 登记联络群: address and secret are sealed and never shown again. Refuses INVALID_INPUT, CHANNEL_ADDRESS, CHANNEL_EXISTS, NOT_FOUND. */
export async function registerChannel(ctx: Context, input: RegisterChannelInput): Promise<Channel> {
  const { em, keys, actor, now } = ctx;
  checkInput(ctx, input);
  const channel = em.create(Channel, {
    streetId: actor!.streetId,
    kind: input.kind,
    name: input.name.trim(),
    language: input.language,
    topics: [...new Set(input.topics)],
    community: input.communityId ? ref(await getCommunity(ctx, input.communityId)) : null,
    organization: input.organizationId
      ? ref(await getOrganization(ctx, input.organizationId))
      : null,
    host: input.url ? new URL(input.url).host : null,
    registeredAt: now,
    registeredBy: actor!.accountId!,
  });
  const { id } = channel;
  channel.urlSealed = input.url ? seal(keys, channelCell('url', id), input.url) : null;
  channel.secretSealed = input.secret ? seal(keys, channelCell('secret', id), input.secret) : null;
  try {
    await em.flush();
  } catch (error) {
    if (constraintOf(error) === 'channel_name') refuse('CHANNEL_EXISTS', input.name);
    throw error;
  }
  return channel;
}

function checkInput({ actor, gateways }: Context, input: RegisterChannelInput): void {
  const { kind, url, secret, topics, communityId, organizationId } = input;
  const { role, communityIds } = actor!;
  if (role === 'COMMUNITY_STAFF' && !(communityId && communityIds.includes(communityId)))
    refuse('NOT_FOUND');
  if (communityId && organizationId) refuse('INVALID_INPUT', 'communityId | organizationId');
  const known = topicsOf(kind);
  const strange = topics.filter((topic) => !known.includes(topic));
  if (strange.length > 0) refuse('INVALID_INPUT', `topics: ${known.join(', ')}`);
  if (GROUPS.includes(kind) === Boolean(url)) refuse('INVALID_INPUT', 'url');
  const fault = url ? addressFault(url, gateways.networks) : undefined;
  if (fault) refuse('CHANNEL_ADDRESS', fault);
  if (kind === ChannelKind.WEBHOOK && !isWebhookSecret(secret))
    refuse('INVALID_INPUT', 'secret: whsec_…');
}

/** Standard Webhooks: 24 to 64 random bytes. */
function isWebhookSecret(secret: string | null | undefined): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret ?? '')?.[1];
  const bytes = Buffer.from(encoded ?? '', 'base64').length;
  return bytes >= 24 && bytes <= 64;
}

export async function getChannel({ em }: Context, id: string): Promise<Channel> {
  return (isId(id) && (await em.findOne(Channel, { id, retiredAt: null }))) || refuse('NOT_FOUND');
}

/** The channels in use, by name. */
export const listChannels = ({ em }: Context): Promise<Channel[]> =>
  em.find(Channel, { retiredAt: null }, { orderBy: { name: 'asc' } });

/** 停用: nothing more is sent to it, and what waits for it is not said. */
export async function retireChannel(ctx: Context, id: string): Promise<Channel> {
  const channel = await getChannel(ctx, id);
  channel.retiredAt = ctx.now;
  await ctx.em.flush();
  await ctx.em.execute(
    `update message set state = 'SUPPRESSED', reason = 'RETIRED' where channel_id = ? and state in ('QUEUED','FAILED')`,
    [id],
  );
  return channel;
}

/** 试发: queues a message that says it is one; its state tells what the gateway said. Refuses CHANNEL_WITHOUT_BOT. */
export async function testChannel(ctx: Context, id: string): Promise<Message> {
  const channel = await getChannel(ctx, id);
  if (!channel.urlSealed) return refuse('CHANNEL_WITHOUT_BOT');
  const eventId = crypto.randomUUID();
  const variables =
    channel.kind === ChannelKind.WEBHOOK
      ? {
          id: eventId,
          type: 'channel.test',
          timestamp: ctx.now.toISOString(),
          data: { channelId: id },
        }
      : {};
  const [messageId] = await queueMessages(ctx, [
    { channelId: id, template: 'channel-test', variables, dedupKey: `test:${eventId}` },
  ]);
  return ctx.em.findOneOrFail(Message, { id: messageId! });
}
