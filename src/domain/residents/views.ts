import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ContactRelation } from './contact.ts';

/** A person's identity, opened for a purpose and on record. */
@ObjectType()
export class ResidentIdentity {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  phone!: string | null;

  @Field()
  address!: string;

  @Field(() => String, { nullable: true })
  careNote!: string | null;
}

/** Whom to call for a resident, opened for a purpose and on record. */
@ObjectType()
export class ContactIdentity {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  callOrder!: number;

  @Field(() => ContactRelation)
  relation!: ContactRelation;

  @Field()
  name!: string;

  @Field()
  phone!: string;
}
