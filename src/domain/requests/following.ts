import type { Context } from '../../platform/context.ts';
import type { FeedMessage } from '../../platform/feed/follow.ts';
import { inboxOf } from './board.ts';
import type { FeedMessageView } from './feed-message.ts';
import { getRequest } from './finding.ts';
import { actorOf, riderOf } from './visible.ts';

type Messages = AsyncGenerator<FeedMessage, undefined>;
type Since = string | null | undefined;

interface BoardAsked {
  readonly since?: Since;
  readonly communityId?: string | null | undefined;
}

/** Everything that happens in the street, or in one community. */
export async function followBoard(
  ctx: Context,
  { since, communityId }: BoardAsked,
): Promise<Messages> {
  return ctx.follow({ ...(await inboxOf(ctx, communityId)), since });
}

/** Everything that concerns the rider. */
export const followOffers = (ctx: Context, since: Since): Messages =>
  ctx.follow({ streetId: actorOf(ctx).streetId, recipientId: riderOf(ctx), since });

/** Everything that happens to one request that the actor may see. */
export async function followRequest(
  ctx: Context,
  { id, since }: { readonly id: string; readonly since?: Since },
): Promise<Messages> {
  const request = await getRequest(ctx, id);
  return ctx.follow({ streetId: request.streetId, recipientId: request.id, since });
}

/** The message, unless its follower's scope no longer holds it. */
export async function withinBoard(
  ctx: Context,
  { communityId }: BoardAsked,
  message: FeedMessageView,
): Promise<FeedMessageView> {
  if (message.event) await inboxOf(ctx, communityId);
  return message;
}

/** The message, unless its follower may no longer see the request. */
export async function withinRequest(
  ctx: Context,
  id: string,
  message: FeedMessageView,
): Promise<FeedMessageView> {
  if (message.event) await getRequest(ctx, id);
  return message;
}
