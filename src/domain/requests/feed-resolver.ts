import { Arg, Args, ArgsType, Ctx, Field, ID, Resolver, Root, Subscription } from 'type-graphql';
import { MaxLength } from 'class-validator';
import type { Context } from '../../platform/context.ts';
import type { FeedMessage } from '../../platform/feed/follow.ts';
import { May } from '../access/may.ts';
import { FeedMessageView, messageOf } from './feed-message.ts';
import {
  followBoard,
  followOffers,
  followRequest,
  withinBoard,
  withinRequest,
} from './following.ts';

@ArgsType()
export class FollowBoard {
  @Field(() => String, { nullable: true })
  @MaxLength(80)
  since?: string | null;

  @Field(() => ID, { nullable: true })
  communityId?: string | null;
}

@ArgsType()
export class FollowRequest {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  @MaxLength(80)
  since?: string | null;
}

type Subscribed<Asked> = { context: Context; args: Asked };

/** What happens, told in order and without a gap; each message is checked again against what its follower may see. */
@Resolver()
export class FeedResolver {
  @May('board:follow')
  @Subscription(() => FeedMessageView, {
    subscribe: ({ context, args }: Subscribed<FollowBoard>) => followBoard(context, args),
  })
  assignmentFeed(
    @Root() message: FeedMessage,
    @Args(() => FollowBoard) asked: FollowBoard,
    @Ctx() ctx: Context,
  ): Promise<FeedMessageView> {
    return withinBoard(ctx, asked, messageOf(message));
  }

  @May('offer:read')
  @Subscription(() => FeedMessageView, {
    subscribe: ({ context, args }: Subscribed<{ since?: string }>) =>
      followOffers(context, args.since),
  })
  myOffers(
    @Root() message: FeedMessage,
    @Arg('since', () => String, { nullable: true }) _since?: string,
  ): FeedMessageView {
    return messageOf(message);
  }

  @May('request:read')
  @Subscription(() => FeedMessageView, {
    subscribe: ({ context, args }: Subscribed<FollowRequest>) => followRequest(context, args),
  })
  requestUpdates(
    @Root() message: FeedMessage,
    @Args(() => FollowRequest) asked: FollowRequest,
    @Ctx() ctx: Context,
  ): Promise<FeedMessageView> {
    return withinRequest(ctx, asked.id, messageOf(message));
  }
}
