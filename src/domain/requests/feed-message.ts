import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { FeedEvent } from '../../platform/feed/events.ts';
import type { FeedMessage } from '../../platform/feed/follow.ts';

/** HEAD: all is told up to the cursor; EVENT: the next event; RESET: load anew, then go on from this cursor. */
export enum FeedMessageType {
  HEAD = 'HEAD',
  EVENT = 'EVENT',
  RESET = 'RESET',
}
registerEnumType(FeedMessageType, { name: 'FeedMessageType' });

/** One fact of the feed: ids and states only; what they stand for is looked up as the follower may see it. */
@ObjectType('FeedEvent')
export class FeedEventView {
  /** Dense: one more than the one before in the same feed. */
  @Field(() => Int)
  seq!: number;

  /** The same in every feed and at every delivery. */
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => GraphQLJSON)
  payload!: Payload;
}

/** Ids by which an event may be looked up. */
export interface Payload {
  readonly requestId?: string;
  readonly riderId?: string;
  readonly offerId?: string;
  readonly communityId?: string;
}

@ObjectType('FeedMessage')
export class FeedMessageView {
  @Field(() => FeedMessageType)
  type!: FeedMessageType;

  @Field()
  cursor!: string;

  @Field(() => FeedEventView, { nullable: true })
  event?: FeedEventView | null;
}

/** A message of the feed as it is sent. */
export const messageOf = (message: FeedMessage): FeedMessageView => ({
  type: FeedMessageType[message.type],
  cursor: message.cursor,
  event: message.type === 'EVENT' ? viewOf(message.event) : null,
});

const viewOf = (event: FeedEvent): FeedEventView => ({
  ...event,
  payload: { ...Object(event.payload) },
});
