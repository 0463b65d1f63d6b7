import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Resident } from './resident.ts';

/** 同意的目的: to be served at all; to have needs of care kept; to have health kept. Each is asked for by itself. */
export enum ConsentPurpose {
  SERVICE = 'SERVICE',
  CARE = 'CARE',
  HEALTH = 'HEALTH',
}
registerEnumType(ConsentPurpose, { name: 'ConsentPurpose' });

/** Who said yes: the person, family by mandate, or the person before staff who witnessed it. */
export enum ConsentGiver {
  RESIDENT = 'RESIDENT',
  FAMILY = 'FAMILY',
  STAFF_WITNESSED = 'STAFF_WITNESSED',
}
registerEnumType(ConsentGiver, { name: 'ConsentGiver' });

/** Of the text on consent that is shown now. */
export const CONSENT_TEXT_VERSION = 1;

/** 同意: a resident's yes to one purpose, from when it was given until it is withdrawn. */
@ObjectType()
@Entity()
export class Consent {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @ManyToOne(() => Resident, { ref: true })
  resident!: Ref<Resident>;

  @Field(() => ConsentPurpose)
  @Enum(() => ConsentPurpose)
  purpose!: ConsentPurpose;

  /** Of the text that was agreed to. */
  @Field(() => Int)
  @Property({ type: 'int' })
  version!: number;

  @Field(() => ConsentGiver)
  @Enum(() => ConsentGiver)
  givenBy!: ConsentGiver;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  givenAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  withdrawnAt?: Date | null;
}
