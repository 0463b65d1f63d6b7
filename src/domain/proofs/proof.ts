import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Assignment } from '../requests/assignment.ts';
import { ServiceRequest } from '../requests/request.ts';
import { ProofKind } from './proof-kind.ts';

/** 签收凭证: what showed, at the moment of delivery, that it was delivered. Never changed. */
@ObjectType()
@Entity()
export class Proof {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @ManyToOne(() => Assignment, { ref: true, joinColumn: 'assignment_id' })
  assignment!: Ref<Assignment>;

  @Property({ type: 'uuid' })
  riderId!: string;

  @Field(() => ProofKind)
  @Enum({ items: () => ProofKind, type: 'text' })
  kind!: ProofKind;

  /** The picture, which `GET /photos/:id` gives to whoever may see it. */
  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  photoId?: string | null;

  /** How far from the door the rider was, in metres; where that was is not kept. */
  @Field(() => Int, { nullable: true })
  @Property({ type: 'int', nullable: true })
  distanceM?: number | null;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  observedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  recordedAt!: Date;
}
