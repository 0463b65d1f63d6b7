import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Rider } from '../riders/rider.ts';

/** Why a certificate holds no longer. */
export enum RevokeReason {
  HOURS_CHANGED = 'HOURS_CHANGED',
  REPLACED = 'REPLACED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(RevokeReason, { name: 'RevokeReason' });

/** 服务时长证明: the approved hours of a rider in a period, as they stood when it was issued. */
@ObjectType()
@Entity()
export class HourCertificate {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field()
  @Property({ type: 'text' })
  number!: string;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true })
  rider!: Ref<Rider>;

  /** As it was then. */
  @Field()
  @Property({ type: 'text' })
  name!: string;

  @Field()
  @Property({ type: 'text' })
  company!: string;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  fromAt!: Date;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  untilAt!: Date;

  @Property({ type: 'int' })
  seconds!: number;

  @Field(() => Int)
  @Property({ type: 'int' })
  tasks!: number;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  issuedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  revokedAt?: Date | null;

  @Field(() => RevokeReason, { nullable: true })
  @Enum({ items: () => RevokeReason, nullable: true })
  revokeReason?: RevokeReason | null;

  @Property({ type: 'uuid', nullable: true })
  revokedBy?: string | null;

  /** What staff said when they withdrew it. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  revokeNote?: string | null;

  @Field(() => Float, { description: 'To a tenth.' })
  minutes(): number {
    return minutesOf(this.seconds);
  }
}

export const minutesOf = (seconds: number): number => Math.round(seconds / 6) / 10;
