import { BlobType, type Opt, type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Resident } from './resident.ts';

/** 联系人关系: what somebody is to the resident. */
export enum ContactRelation {
  FAMILY = 'FAMILY',
  NEIGHBOUR = 'NEIGHBOUR',
  DOCTOR = 'DOCTOR',
  FRIEND = 'FRIEND',
  OTHER = 'OTHER',
}
registerEnumType(ContactRelation, { name: 'ContactRelation' });

/** 联系人: who is called when the resident does not answer, in which order. Shown masked; opened for a purpose, on record. */
@ObjectType()
@Entity()
export class ResidentContact {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string & Opt = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @ManyToOne(() => Resident, { ref: true })
  resident!: Ref<Resident>;

  @Field(() => ContactRelation)
  @Enum({ items: () => ContactRelation, type: 'text' })
  relation!: ContactRelation;

  /** Who is called first has 1. */
  @Field(() => Int)
  @Property({ type: 'smallint' })
  callOrder!: number;

  @Property({ type: BlobType })
  nameSealed!: Buffer;

  @Property({ type: BlobType })
  phoneSealed!: Buffer;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  setAt!: Date;

  @Property({ type: 'uuid' })
  setBy!: string;
}
