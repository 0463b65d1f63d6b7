import { Length, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PointInput } from '../territory/point.ts';

/** What is asked for: for a resident (to the home unless said otherwise), or by staff for a place. */
@InputType()
export class OpenRequestInput {
  /** Code of the kind of request. */
  @Field()
  @Length(3, 30)
  kind!: string;

  @Field(() => ID, { nullable: true })
  residentId?: string | null;

  @Field(() => PointInput, { nullable: true })
  at?: PointInput | null;

  @Field(() => String, { nullable: true })
  @MaxLength(120)
  place?: string | null;

  @Field(() => PointInput, { nullable: true })
  pickup?: PointInput | null;

  @Field(() => String, { nullable: true })
  @MaxLength(80)
  pickupName?: string | null;

  @Field(() => ID, { nullable: true })
  pickupStationId?: string | null;

  @Field(() => Date, { nullable: true })
  readyAt?: Date | null;

  @Field(() => Date, { nullable: true })
  dueAt?: Date | null;

  @Field(() => Int, { nullable: true })
  @Min(0)
  @Max(20)
  load?: number | null;

  @Field(() => String, { nullable: true })
  @MaxLength(500)
  note?: string | null;
}
