import type { Opt } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Sign } from './states.ts';

/** 异常观察: what somebody at the door noticed. Without consent only that something was noticed. */
@ObjectType()
@Entity()
export class Observation {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string & Opt = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Property({ type: 'uuid' })
  residentId!: string;

  @Property({ type: 'uuid' })
  communityId!: string;

  @Property({ type: 'uuid', nullable: true })
  assignmentId?: string | null;

  @Property({ type: 'uuid', nullable: true })
  riderId?: string | null;

  @Property({ type: 'uuid' })
  observedBy!: string;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  at!: Date;

  @Field(() => [Sign])
  @Property({ type: 'string[]' })
  signs: Sign[] & Opt = [];

  @Property({ type: 'blob', nullable: true })
  noteSealed?: Buffer | null;
}
