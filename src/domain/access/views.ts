import { Field, ID, ObjectType } from 'type-graphql';
import { Street } from '../territory/street.ts';
import { Role } from './account.ts';

/** Who is signed in, and what they may do. */
@ObjectType()
export class Me {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => Role)
  role!: Role;

  @Field(() => Street)
  street!: Street;

  @Field(() => [ID])
  communityIds!: string[];

  @Field(() => ID, { nullable: true })
  riderId!: string | null;

  @Field(() => [String])
  permissions!: string[];
}

/** What a device keeps after signing in. */
@ObjectType()
export class SignedIn {
  @Field({ description: 'Authorization: Bearer …, and { token } when a socket opens.' })
  accessToken!: string;

  @Field({ description: 'Good for one use; keep the one that comes with the answer.' })
  refreshToken!: string;

  /** When the access token ends. */
  @Field(() => Date)
  expiresAt!: Date;

  @Field(() => Me)
  me!: Me;
}

/** The same answer whether or not anybody has this phone. */
@ObjectType()
export class CodeSent {
  @Field(() => Date)
  expiresAt!: Date;

  @Field(() => Date)
  resendAt!: Date;
}
