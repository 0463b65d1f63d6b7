import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Rider } from '../riders/rider.ts';
import { ServiceRequest } from './request.ts';

/** 预留: work kept for a rider, who sees it before being asked; it binds nobody. A request is kept for one rider at a time. */
@ObjectType()
@Entity()
export class Reservation {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true, joinColumn: 'rider_id' })
  rider!: Ref<Rider>;

  /** When the rider is asked if nothing changes. */
  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  askAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  shownAt!: Date;

  /** It is kept for nobody or another by now. */
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;
}
