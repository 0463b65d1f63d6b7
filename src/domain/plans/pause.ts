import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Resident } from '../residents/resident.ts';
import type { Day } from './local-day.ts';

/** Why somebody is away. */
export enum PauseReason {
  HOSPITAL = 'HOSPITAL',
  TRAVEL = 'TRAVEL',
  FAMILY = 'FAMILY',
  OTHER = 'OTHER',
}
registerEnumType(PauseReason, { name: 'PauseReason' });

/** 停送: a resident is away, both days included; open when nobody knows the last one yet. */
@ObjectType()
@Entity()
export class Pause {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @Relation(() => Resident)
  @ManyToOne(() => Resident, { ref: true, joinColumn: 'resident_id' })
  resident!: Ref<Resident>;

  @Field(() => PauseReason)
  @Enum({ items: () => PauseReason, type: 'text' })
  reason!: PauseReason;

  @Field(() => String, { name: 'from' })
  @Property({ type: 'date' })
  fromDate!: Day;

  @Field(() => String, { name: 'until', nullable: true })
  @Property({ type: 'date', nullable: true })
  untilDate: Day | null = null;

  @Property({ type: 'uuid' })
  saidBy!: string;

  @Property({ type: 'timestamptz' })
  saidAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  liftedAt: Date | null = null;

  @Property({ type: 'uuid', nullable: true })
  liftedBy: string | null = null;
}
