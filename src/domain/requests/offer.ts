import { OptionalProps, type Opt, type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { ServiceRequest } from './request.ts';
import { next, offerSteps, type OfferStep } from './rules.ts';
import { OfferState } from './states.ts';
import { words } from './words.ts';

/** 派单邀请: one rider asked for one request, with a life of its own. */
@ObjectType()
@Entity()
export class Offer {
  [OptionalProps]?: 'state' | 'bundleId' | 'way';

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true, joinColumn: 'rider_id' })
  rider!: Ref<Rider>;

  @Property({ type: 'uuid' })
  decisionId!: string;

  /** 并单: what the rider is asked for at the same time carries the same bundle. */
  @Field(() => ID)
  @Property({ type: 'uuid' })
  bundleId: string = crypto.randomUUID();

  /** The how-manieth asking of this request. */
  @Field(() => Int)
  @Property({ type: 'int' })
  wave!: number;

  @Field(() => OfferState)
  @Enum({ items: () => OfferState, type: 'text' })
  state: OfferState = OfferState.PENDING;

  /** From the rider to the first place of the task as the crow flies, in metres; shown only coarsely. */
  @Property({ type: 'int' })
  distanceM!: number;

  @Property({ type: 'timestamptz' })
  arriveAt!: Date;

  /** How the rider would go then, by stop ids; of a bundle the same. */
  @Property({ type: 'string[]' })
  way: string[] = [];

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  offeredAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  answeredAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  /** Answers the offer, or refuses. */
  take(step: OfferStep, now: Date): void {
    const state = next(offerSteps, step, this.state);
    if (!state) return refuse('ILLEGAL_STEP', words[step]!, words[this.state]!);
    this.state = OfferState[state];
    this.answeredAt = now;
  }
}
