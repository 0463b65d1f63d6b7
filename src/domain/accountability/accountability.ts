import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';

/** 条、块、兜底: the department of the kind, the community of the place, or whoever backs both up. */
export enum Capacity {
  LINE = 'LINE',
  BLOCK = 'BLOCK',
  BACKSTOP = 'BACKSTOP',
}
registerEnumType(Capacity, { name: 'Capacity' });

/** 责任归属: who answers for a request, a ladder or an alert from when until when. Written by the database itself. */
@ObjectType()
@Entity()
export class Accountability {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  streetId!: string;

  @Property({ type: 'uuid' })
  subjectId!: string;

  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true })
  organization!: Ref<Organization>;

  @Field(() => Capacity)
  @Enum({ items: () => Capacity, type: 'text' })
  capacity!: Capacity;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  fromAt!: Date;

  /** Nothing while it lasts. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  untilAt?: Date | null;
}

/** Who answers for an open request at this instant. */
@ObjectType()
@Entity({ tableName: 'accountable_now', readonly: true })
export class AccountableNow {
  /** Of the request. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true })
  organization!: Ref<Organization>;

  @Field(() => Capacity)
  @Enum({ items: () => Capacity, type: 'text' })
  capacity!: Capacity;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  fromAt!: Date;
}
