import { Field, ID, ObjectType } from 'type-graphql';
import { Duty } from '../riders/rider.ts';

/** One of the company's own riders, as the company is shown them: no position. */
@ObjectType()
export class PartnerRider {
  @Field(() => ID)
  id!: string;

  @Field()
  badge!: string;

  @Field()
  name!: string;

  @Field(() => Duty)
  duty!: Duty;

  @Field(() => Date, { nullable: true })
  dutySince!: Date | null;

  /** The company or the site. */
  @Field()
  employer!: string;
}

/** A task of one of the company's riders: what, which grid, how far; nothing of the resident, no address, no point. */
@ObjectType()
export class PartnerTask {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  riderId!: string;

  @Field()
  kind!: string;

  @Field()
  gridCode!: string;

  @Field()
  state!: string;

  @Field(() => Date)
  acceptedAt!: Date;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Date, { nullable: true })
  pickedUpAt!: Date | null;

  @Field(() => Date, { nullable: true })
  endedAt!: Date | null;
}
