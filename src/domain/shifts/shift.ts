import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';
import { Rider } from '../riders/rider.ts';

/** OPEN looks for a rider; PLANNED waits for the rider's word. */
export enum ShiftState {
  OPEN = 'OPEN',
  PLANNED = 'PLANNED',
  CONFIRMED = 'CONFIRMED',
  DECLINED = 'DECLINED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(ShiftState, { name: 'ShiftState' });

/** 班次: a stretch of time a rider is planned for, by the street or by the company, or that still looks for one. */
@ObjectType()
@Entity()
export class Shift {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  /** The company that planned it; none for the street's own. */
  @Relation(() => Organization, { nullable: true })
  @ManyToOne(() => Organization, { ref: true, nullable: true })
  organization?: Ref<Organization> | null;

  /** The company's own name for it. */
  @Property({ type: 'text', nullable: true })
  externalKey?: string | null;

  @ManyToOne(() => Rider, { ref: true, nullable: true })
  rider?: Ref<Rider> | null;

  /** 替班: whom the plan names, while another rider has it. */
  @ManyToOne(() => Rider, { ref: true, nullable: true })
  standsInFor?: Ref<Rider> | null;

  /** Put up for anybody: who gives it back makes room for the next in line. */
  @Field(() => Boolean)
  @Property({ type: 'boolean' })
  opened: boolean & Opt = false;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  fromAt!: Date;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  untilAt!: Date;

  /** Where, by code; everywhere when there are none. */
  @Field(() => [String])
  @Property({ type: 'array' })
  gridCodes: string[] & Opt = [];

  @Field(() => ShiftState)
  @Enum(() => ShiftState)
  state!: ShiftState;

  @Property({ type: 'datetime' })
  plannedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  answeredAt?: Date | null;

  /** Why it was declined, given back or cancelled. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  @Property({ type: 'int', version: true })
  version: number & Opt = 1;
}
