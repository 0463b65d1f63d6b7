import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/core';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { ServiceRequest } from '../requests/request.ts';
import { Resident } from '../residents/resident.ts';
import type { Day } from './local-day.ts';
import { ServicePlan } from './plan.ts';

/** What became of one day: a request, none yet, none at all, or none after all. */
export enum OccurrenceState {
  ISSUED = 'ISSUED',
  BLOCKED = 'BLOCKED',
  MISSED = 'MISSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(OccurrenceState, { name: 'OccurrenceState' });

/** 一次服务: one resident's day of a plan. Blocked or missed it is an open alert until somebody says what was done. */
@ObjectType()
@Entity()
export class Occurrence {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Relation(() => ServicePlan)
  @ManyToOne(() => ServicePlan, { ref: true, joinColumn: 'plan_id' })
  plan!: Ref<ServicePlan>;

  @Relation(() => Resident)
  @ManyToOne(() => Resident, { ref: true, joinColumn: 'resident_id' })
  resident!: Ref<Resident>;

  @Field(() => String)
  @Property({ type: 'date', fieldName: 'on_date' })
  on!: Day;

  @Field(() => OccurrenceState)
  @Enum({ items: () => OccurrenceState, type: 'text' })
  state!: OccurrenceState;

  @Relation(() => ServiceRequest, { nullable: true })
  @ManyToOne(() => ServiceRequest, { ref: true, nullable: true, joinColumn: 'request_id' })
  request?: Ref<ServiceRequest> | null;

  /** Code of what stands against it. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  why?: string | null;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  readyAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  dueAt!: Date;

  @Property({ type: 'timestamptz' })
  at!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  settledAt?: Date | null;

  @Property({ type: 'uuid', nullable: true })
  settledBy?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  settledNote?: string | null;
}
