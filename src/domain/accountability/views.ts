import { Field, ID, ObjectType } from 'type-graphql';
import { Accountability } from './accountability.ts';

/** 责任链: who has answered for a request, how long each, and when it is promised. */
@ObjectType()
export class AccountabilityHistory {
  @Field(() => ID)
  requestId!: string;

  /** The instant promised to the resident. */
  @Field(() => Date)
  promisedAt!: Date;

  @Field(() => Accountability, { nullable: true, description: 'Nothing once it is closed.' })
  now!: Accountability | null;

  @Field(() => [Accountability])
  history!: Accountability[];
}

/** Which department answers for a kind of request. */
@ObjectType()
export class KindDuty {
  @Field()
  kind!: string;

  @Field(() => ID)
  organizationId!: string;
}
