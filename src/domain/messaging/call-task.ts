import { type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Offer } from '../requests/offer.ts';
import { ServiceRequest } from '../requests/request.ts';
import { Rider } from '../riders/rider.ts';
import { CallOutcome } from './states.ts';

/** 电话催办: a rider who has to be rung up, since nothing else has reached them about an offer. */
@ObjectType()
@Entity({ tableName: 'call_desk' })
export class CallTask {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Offer)
  @ManyToOne(() => Offer, { ref: true, joinColumn: 'offer_id' })
  offer!: Ref<Offer>;

  @Relation(() => ServiceRequest)
  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true, joinColumn: 'rider_id' })
  rider!: Ref<Rider>;

  @Property({ type: 'uuid' })
  communityId!: string;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  openedAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The account of whoever rings up.' })
  @Property({ type: 'uuid', nullable: true })
  takenBy?: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  takenAt?: Date | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;

  @Field(() => CallOutcome, { nullable: true })
  @Enum({ items: () => CallOutcome, type: 'text', nullable: true })
  outcome?: CallOutcome | null;
}

/** What staff are told to ring up with. */
@ObjectType()
export class CallToMake {
  @Field(() => CallTask)
  task!: CallTask;

  @Field()
  phone!: string;
}
