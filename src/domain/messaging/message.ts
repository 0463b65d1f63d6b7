import { type Opt, type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Channel } from './channel.ts';
import { MessageState } from './states.ts';

/** 消息: something to be said once, by a channel or to one person, from queueing until a gateway has taken it. */
@ObjectType()
@Entity()
export class Message {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Channel, { nullable: true })
  @ManyToOne(() => Channel, { ref: true, nullable: true })
  channel?: Ref<Channel> | null;

  @Field()
  @Property()
  template!: string;

  @Field(() => MessageState)
  @Enum({ items: () => MessageState, type: 'text' })
  state!: MessageState & Opt;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  /** When it is tried next, unless it is quiet then. */
  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  dueAt!: Date;

  @Field(() => Int)
  @Property({ type: 'int' })
  attempts!: number & Opt;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  sentAt?: Date | null;

  /** What the gateway said, or why it was not sent. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  /** The one message that told it together with others. */
  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  digestId?: string | null;
}
