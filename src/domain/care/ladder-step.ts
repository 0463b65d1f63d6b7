import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CareLadder } from './ladder.ts';
import { LadderStepName, StepOutcome } from './states.ts';

/** One step of a ladder: whom to turn to, until when, and what came of it. */
@ObjectType('CareLadderStep')
@Entity({ tableName: 'care_ladder_step' })
export class LadderStep {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string & Opt = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @ManyToOne(() => CareLadder, { ref: true })
  ladder!: Ref<CareLadder>;

  @Property({ type: 'uuid' })
  residentId!: string;

  @Property({ type: 'uuid' })
  communityId!: string;

  @Field(() => Int)
  @Property({ type: 'int' })
  nth!: number;

  @Field(() => LadderStepName)
  @Enum({ items: () => LadderStepName, type: 'text' })
  step!: LadderStepName;

  /** The rider at the door, who may call as well. */
  @Property({ type: 'uuid', nullable: true })
  riderId?: string | null;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  startedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  deadlineAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;

  @Field(() => StepOutcome, { nullable: true })
  @Enum({ items: () => StepOutcome, type: 'text', nullable: true })
  outcome?: StepOutcome | null;

  @Property({ type: 'uuid', nullable: true })
  answeredBy?: string | null;

  @Property({ type: 'blob', nullable: true })
  noteSealed?: Buffer | null;
}
