import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Rider } from '../riders/rider.ts';
import { Community } from '../territory/community.ts';

/** Why a rider registers with this community: it is where they live, or where they work. */
export enum CheckInWhy {
  HOME = 'HOME',
  WORK = 'WORK',
}
registerEnumType(CheckInWhy, { name: 'CheckInWhy' });

export enum CheckInState {
  ASKED = 'ASKED',
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  LEFT = 'LEFT',
}
registerEnumType(CheckInState, { name: 'CheckInState' });

/** 骑手报到: a rider's registration with a community, which accepts or refuses it. */
@ObjectType()
@Entity()
export class CheckIn {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true })
  rider!: Ref<Rider>;

  @Relation(() => Community)
  @ManyToOne(() => Community, { ref: true })
  community!: Ref<Community>;

  @Field(() => CheckInWhy)
  @Enum(() => CheckInWhy)
  why!: CheckInWhy;

  @Field(() => CheckInState)
  @Enum(() => CheckInState)
  state: CheckInState & Opt = CheckInState.ASKED;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  askedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  answeredAt?: Date | null;

  @Property({ type: 'uuid', nullable: true })
  answeredBy?: string | null;

  /** Why it was refused. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  leftAt?: Date | null;

  /** On how many local days the rider has reported, and when last. */
  @Field(() => Int)
  @Property({ type: 'int' })
  attendedDays: number & Opt = 0;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  attendedAt?: Date | null;
}
