import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { RequestKind } from '../requests/request-kind.ts';
import { Rider } from '../riders/rider.ts';

/** Where an entry stands; void when the delivery was taken back. */
export enum HourState {
  MEASURED = 'MEASURED',
  DISPUTED = 'DISPUTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  VOID = 'VOID',
}
registerEnumType(HourState, { name: 'HourState' });

/** What somebody should look at: cut to what the kind may take, shared with another task, done in no time, a very long day. */
export enum HourFlag {
  CAPPED = 'CAPPED',
  OVERLAP = 'OVERLAP',
  INSTANT = 'INSTANT',
  LONG_DAY = 'LONG_DAY',
}
registerEnumType(HourFlag, { name: 'HourFlag' });

/** 服务时长: what one task done counts for its rider, measured in whole seconds. */
@ObjectType()
@Entity()
export class ServiceHour {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  assignmentId!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  requestId!: string;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true, joinColumn: 'rider_id' })
  rider!: Ref<Rider>;

  @Property({ type: 'uuid' })
  riderAccountId!: string;

  @Property({ type: 'uuid' })
  communityId!: string;

  @Relation(() => RequestKind)
  @ManyToOne(() => RequestKind, { ref: true, joinColumn: 'kind_code' })
  kind!: Ref<RequestKind>;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  acceptedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  doneAt!: Date;

  /** As measured. */
  @Field(() => Int)
  @Property({ type: 'int' })
  seconds!: number;

  @Field(() => [HourFlag])
  @Property({ type: 'string[]' })
  flags!: HourFlag[];

  @Field(() => HourState)
  @Enum({ items: () => HourState, type: 'text' })
  state!: HourState;

  /** As settled; none before. */
  @Field(() => Int, { nullable: true })
  @Property({ type: 'int', nullable: true })
  approvedSeconds?: number | null;

  @Property({ type: 'uuid', nullable: true })
  verifiedBy?: string | null;

  @Field(() => Float, { description: 'What counts, in minutes to a tenth.' })
  minutes(): number {
    return Math.round((this.approvedSeconds ?? this.seconds) / 6) / 10;
  }
}
