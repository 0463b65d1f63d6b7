import { PrimaryKeyProp, type Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Resident } from './resident.ts';

/** 家属授权: a family member may act for a resident until the mandate is withdrawn. */
@ObjectType()
@Entity()
export class Mandate {
  [PrimaryKeyProp]?: ['resident', 'accountId'];

  @Property({ type: 'uuid' })
  streetId!: string;

  @ManyToOne(() => Resident, { ref: true, primary: true })
  resident!: Ref<Resident>;

  /** The family member's account. */
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  accountId!: string;

  /** What they are to the resident, in the family's own word: 女儿, 侄子. */
  @Field()
  @Property()
  relation!: string;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  givenAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  withdrawnAt?: Date | null;
}
