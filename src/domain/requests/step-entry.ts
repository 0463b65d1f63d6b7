import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Assignment } from './assignment.ts';
import { ServiceRequest } from './request.ts';
import { AssignmentState } from './states.ts';

/** 步骤记录: one step of an assignment as it was said. Never changed; a wrong one is corrected by a later entry. */
@ObjectType()
@Entity({ tableName: 'assignment_step' })
export class StepEntry {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Assignment, { ref: true, joinColumn: 'assignment_id' })
  assignment!: Ref<Assignment>;

  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @Property({ type: 'uuid' })
  riderId!: string;

  @Property({ type: 'int' })
  nth!: number;

  @Field(() => AssignmentState)
  @Enum({ items: () => AssignmentState, type: 'text' })
  fromState!: AssignmentState;

  @Field(() => AssignmentState)
  @Enum({ items: () => AssignmentState, type: 'text' })
  toState!: AssignmentState;

  /** The verb of the step. */
  @Field(() => String)
  @Property({ type: 'text' })
  step!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  /** As the device said, if it said anything. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  deviceAt?: Date | null;

  /** When it is taken to have happened. */
  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  observedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  recordedAt!: Date;

  @Property({ type: 'uuid', nullable: true })
  saidBy?: string | null;

  /** The entry that this one takes back. */
  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  correctsId?: string | null;
}
