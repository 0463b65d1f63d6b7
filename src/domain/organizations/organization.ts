import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Community } from '../territory/community.ts';

/** What a member of the alliance is: the office leads, departments promote, communities back up, companies and sites serve. */
export enum OrganizationKind {
  STREET_OFFICE = 'STREET_OFFICE',
  DEPARTMENT = 'DEPARTMENT',
  COMMUNITY = 'COMMUNITY',
  COMPANY = 'COMPANY',
  SITE = 'SITE',
}
registerEnumType(OrganizationKind, { name: 'OrganizationKind' });

/** 货运、快递、外卖、驿站: the line of business of a company or site. */
export enum Sector {
  FREIGHT = 'FREIGHT',
  EXPRESS = 'EXPRESS',
  FOOD_DELIVERY = 'FOOD_DELIVERY',
  PARCEL_STATION = 'PARCEL_STATION',
}
registerEnumType(Sector, { name: 'Sector' });

/** 联盟成员: an organization that has joined the alliance of the street. */
@ObjectType()
@Entity()
export class Organization {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => OrganizationKind)
  @Enum(() => OrganizationKind)
  kind!: OrganizationKind;

  @Field(() => Sector, { nullable: true })
  @Enum({ items: () => Sector, nullable: true })
  sector?: Sector | null;

  @Field()
  @Property()
  name!: string;

  @Field()
  @Property()
  nameEn!: string;

  /** The company of a site, the office of a department. */
  @Relation(() => Organization, { nullable: true })
  @ManyToOne(() => Organization, { ref: true, nullable: true })
  parent?: Ref<Organization> | null;

  @ManyToOne(() => Community, { ref: true, nullable: true })
  community?: Ref<Community> | null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  joinedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  leftAt?: Date | null;
}
