import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Rider } from '../riders/rider.ts';
import { Shift } from './shift.ts';

export enum SwapState {
  ASKED = 'ASKED',
  DONE = 'DONE',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
}
registerEnumType(SwapState, { name: 'SwapState' });

/** 换班: a rider asks a colleague to change shifts; when that one agrees and the planner's rules allow it, they have. */
@ObjectType()
@Entity()
export class ShiftSwap {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  /** What is given. */
  @Relation(() => Shift)
  @ManyToOne(() => Shift, { ref: true })
  shift!: Ref<Shift>;

  /** What is asked for it. */
  @Relation(() => Shift)
  @ManyToOne(() => Shift, { ref: true })
  otherShift!: Ref<Shift>;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true })
  rider!: Ref<Rider>;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true })
  toRider!: Ref<Rider>;

  @Field()
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => SwapState)
  @Enum(() => SwapState)
  state!: SwapState;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  askedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  endedAt?: Date | null;

  /** The ids by which facts about it are addressed. */
  fact() {
    return { swapId: this.id, riderId: this.rider.id, toRiderId: this.toRider.id };
  }
}
