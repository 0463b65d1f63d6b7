import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import type { Account } from './account.ts';
import { ServiceRequest } from './request.ts';

export type Outcome = 'OFFERED' | 'WAITING' | 'BY_HAND';

/** 派单决定: what was decided about one request, with everyone who was looked at and why. Never changed. */
@ObjectType()
@Entity()
export class Decision {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @Relation(() => ServiceRequest)
  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @Property({ type: 'uuid', nullable: true })
  planningId?: string | null;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  at!: Date;

  /** OFFERED, WAITING, or BY_HAND. */
  @Field(() => String)
  @Property({ type: 'text' })
  outcome!: Outcome;

  @Property({ type: 'uuid[]' })
  riderIds: string[] & Opt = [];

  @Property({ type: 'json' })
  explanation!: Account;

  /** The account of the person who decided by hand. */
  @Property({ type: 'uuid', nullable: true })
  decidedBy?: string | null;
}
