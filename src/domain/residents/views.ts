import { Field, ID, ObjectType } from 'type-graphql';

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
